import { useMemo } from "react";

import { display, SOURCE_COLUMN } from "../display";
import type { GridRow } from "../grid-row";
import { type GridColumn, NARROWEST } from "../grid-column";
import type { ChangeView, GridView } from "../grid-view";
import type { ColumnActions } from "./ColumnMenuItems";

const WIDEST = 560;
const LETTER_PX = 6.9;
const PADDING_PX = 44;
const ROWS_LOOKED_AT = 500;

function widthOf(column: GridColumn, rows: GridRow[]): number {
  const texts = rows
    .slice(0, ROWS_LOOKED_AT)
    .map((row) =>
      column.place < 0
        ? row.source
        : row.kind === "read"
          ? display(row.values[column.place] ?? null, column.dataType)
          : "",
    );
  const longest = Math.max(column.id.length + 3, ...texts.map((text) => text.length));
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * LETTER_PX + PADDING_PX)));
}

/** What the column heads can do, as changes of the view. */
export function useColumnActions(
  rows: GridRow[],
  columns: GridColumn[],
  view: GridView,
  change: ChangeView,
  onFilter: (id: string) => void,
  focusGrid: () => void,
): ColumnActions {
  return useMemo(() => {
    const arranged = columns.map((column) => column.id).filter((id) => id !== SOURCE_COLUMN);
    const moveTo = (id: string, place: number) => {
      const others = arranged.filter((other) => other !== id);
      change({ order: [...others.slice(0, place), id, ...others.slice(place), ...view.hidden] });
    };
    return {
      sort: (id, how) => change({ sort: how && { column: id, descending: how === "descending" } }),
      filter: (id) => {
        change({ filters: { ...view.filters, [id]: view.filters[id] ?? {} } });
        onFilter(id);
      },
      hide: (id) => change({ hidden: [...view.hidden, id] }),
      moveBy: (id, step) => moveTo(id, Math.max(0, arranged.indexOf(id) + step)),
      moveBeside: (id, other, side) => {
        const others = arranged.filter((each) => each !== id);
        if (arranged.includes(id) && others.includes(other))
          moveTo(id, others.indexOf(other) + (side === "behind" ? 1 : 0));
      },
      setWidth: (id, width) => change({ widths: { ...view.widths, [id]: width } }),
      fit: (id) => {
        const column = columns.find((candidate) => candidate.id === id);
        if (column) change({ widths: { ...view.widths, [id]: widthOf(column, rows) } });
      },
      onMenuClosed: (event) => {
        event.preventDefault();
        focusGrid();
      },
    };
  }, [rows, columns, view, change, onFilter, focusGrid]);
}
