import { type RefObject, useImperativeHandle } from "react";

import type { ExportView } from "@/api/types";

import type { GridRow } from "../grid-row";
import type { GridColumn } from "../grid-column";
import { type GridView, isFiltered } from "../grid-view";
import type { Place } from "../selection";

/** What the grid's surroundings may ask of it. */
export type GridHandle = {
  /** Columns and rows as they are shown, for an export. */
  shown: () => ExportView;
  /** Moves the focus to the next (1) or previous (-1) cell, through the row and on to the next one. */
  step: (by: 1 | -1) => void;
};

type Shown = { rows: GridRow[]; columns: GridColumn[]; view: GridView; focus: Place | null };

/** Offers the grid's state to whoever stands beside it. */
export function useGridHandle(
  handle: RefObject<GridHandle | null>,
  { rows, columns, view, focus }: Shown,
  go: (place: Place, extend: boolean) => void,
): void {
  useImperativeHandle(handle, () => {
    const arranged = isFiltered(view) || view.sort !== null;
    return {
      shown: () => ({
        columns: columns.filter((column) => column.place >= 0).map((column) => column.id),
        rows: arranged
          ? rows.flatMap((row): [string, number][] =>
              row.kind === "read" ? [[row.taskId, row.rowIndex]] : [],
            )
          : null, // as they are on the server, without naming each
      }),
      step: (by) => {
        const from = focus ?? { row: 0, column: 0 };
        const at = Math.max(0, from.row) * columns.length + from.column + by;
        const next = Math.min(Math.max(0, at), rows.length * columns.length - 1);
        go({ row: Math.floor(next / columns.length), column: next % columns.length }, false);
      },
    };
  }, [columns, rows, view, focus, go]);
}
