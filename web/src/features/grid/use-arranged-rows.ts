import { useMemo } from "react";

import { filterRows } from "./filter-rows";
import type { GridColumn } from "./grid-column";
import type { GridRow } from "./grid-row";
import type { GridView } from "./grid-view";
import { sortRows } from "./sort-rows";

/** The rows that pass the view's column filters, in the order of its sort. */
export function useArrangedRows(rows: GridRow[], columns: GridColumn[], view: GridView): GridRow[] {
  const passing = useMemo(() => filterRows(rows, columns, view.filters), [rows, columns, view.filters]);
  return useMemo(() => {
    const column = columns.find((candidate) => candidate.id === view.sort?.column);
    return view.sort && column ? sortRows(passing, column, view.sort.descending) : passing;
  }, [passing, columns, view.sort]);
}
