import { TriangleAlert } from "lucide-react";
import { memo } from "react";

import { clsx } from "clsx";

import { display } from "../display";
import { cellNeedsLook, type ReadRow } from "../grid-row";
import type { GridColumn } from "../grid-column";
import { cellId, GUTTER_PX, ROW_PX } from "./geometry";

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
  width: number;
  slice: ColumnSlice;
  /** The selected columns of this row; -1 when none. */
  left: number;
  right: number;
  /** The column of the focused cell, when it is in this row; else -1. */
  focused: number;
};

const CELL = "h-full shrink-0 truncate border-r border-b border-line/70 px-2 leading-[27px]";

function textOf(row: ReadRow, column: GridColumn): string {
  return column.place < 0 ? row.source : display(row.values[column.place] ?? null, column.dataType);
}

/** Says that a cell is doubtful, to the eye and to the ear. */
function Doubt() {
  return (
    <>
      <TriangleAlert aria-hidden className="mr-1 inline size-3 align-[-1px] text-warn" />
      <span className="sr-only">Needs a look: </span>
    </>
  );
}

/** One row that was read; drawn again only when something of it changed. */
export const GridRowView = memo(function GridRowView({
  gridId,
  row,
  index,
  top,
  width,
  slice,
  left,
  right,
  focused,
}: Props) {
  const cell = (column: GridColumn, place: number, start: number | null) => {
    const selected = place >= left && place <= right;
    const unsure = column.place >= 0 && cellNeedsLook(row, column.place);
    return (
      <div
        key={column.id}
        id={cellId(gridId, index, place)}
        role="gridcell"
        aria-colindex={place + 2}
        aria-selected={selected}
        data-row={index}
        data-column={place}
        className={clsx(
          CELL,
          start === null ? "sticky z-1 border-r-edge/50 bg-surface" : "absolute top-0",
          column.dataType === "number" && "text-right tabular-nums",
          start === null && "text-quiet",
          unsure && "bg-warn-soft",
          selected && "bg-accent-soft",
          focused === place && "outline-2 -outline-offset-2 outline-accent",
        )}
        style={
          start === null ? { left: GUTTER_PX, width: slice.firstWidth } : { left: start, width: column.width }
        }
      >
        {unsure && <Doubt />}
        {textOf(row, column)}
      </div>
    );
  };

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute top-0 left-0 flex"
      style={{ height: ROW_PX, width, transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        data-row={index}
        className={clsx(
          CELL,
          "sticky left-0 z-1 bg-sunken text-right text-xs text-quiet tabular-nums select-none",
          left === 0 && right > 0 && "bg-accent-soft",
        )}
        style={{ width: GUTTER_PX }}
      >
        {index + 1}
      </div>
      {cell(slice.first, 0, null)}
      {slice.rest.map(({ column, index: place, start }) => cell(column, place, start))}
    </div>
  );
});
