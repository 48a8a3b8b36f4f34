import { clsx } from "clsx";
import { memo } from "react";

import { display } from "../display";
import type { GridColumn } from "../grid-column";
import { cellNeedsLook, type ReadRow } from "../grid-row";
import { cellId, GUTTER_PX, LINE_PX } from "./geometry";
import { RowFrame } from "./RowFrame";

export type ColumnSlice = {
  first: GridColumn;
  rest: { column: GridColumn; index: number; start: number }[];
  firstWidth: number;
};

type Props = {
  gridId: string;
  row: ReadRow;
  index: number;
  top: number;
  slice: ColumnSlice;
  /** The selected columns of this row; -1 when none. */
  left: number;
  right: number;
  /** The column of the focused cell, when it is in this row; else -1. */
  focused: number;
};

function textOf(row: ReadRow, column: GridColumn): string {
  return column.place < 0 ? row.source : display(row.values[column.place] ?? null, column.dataType);
}

/** One row that was read; drawn again only when something of it changed. */
export const GridRowView = memo(function GridRowView({
  gridId,
  row,
  index,
  top,
  slice,
  left,
  right,
  focused,
}: Props) {
  const cell = (column: GridColumn, place: number, width: number, skipped = 0) => {
    const selected = place >= left && place <= right;
    const unsure = column.place >= 0 && cellNeedsLook(row, column.place);
    const text = textOf(row, column);
    return (
      <div
        key={column.id}
        id={focused === place ? cellId(gridId, index, place) : undefined}
        role="gridcell"
        aria-colindex={place + 2}
        aria-selected={selected}
        aria-label={unsure ? `Needs a look: ${text}` : undefined}
        className={clsx(
          "grid-cell",
          column.dataType === "number" && "grid-cell-number",
          unsure && "grid-cell-doubtful",
          selected && "grid-selected",
          focused === place && "grid-focused",
        )}
        style={skipped > 0 ? { width, marginLeft: skipped } : { width }}
      >
        {text}
      </div>
    );
  };

  const { first, rest, firstWidth } = slice;
  const skipped = (rest[0]?.start ?? 0) - GUTTER_PX - firstWidth;
  return (
    <RowFrame
      index={index}
      top={top}
      selected={left === 0 && right > 0}
      frozen={cell(first, 0, firstWidth - LINE_PX)}
    >
      {rest.map(({ column, index: place }, nth) =>
        cell(column, place, column.width - LINE_PX, nth === 0 ? skipped : 0),
      )}
    </RowFrame>
  );
});
