import { clsx } from "clsx";

import type { FailedRow, GridRow } from "../grid-row";
import type { Place, Range } from "../selection";
import { FailedRowView } from "./FailedRowView";
import { HEADER_PX, LINE_PX } from "./geometry";
import { type ColumnSlice, GridRowView } from "./GridRowView";
import type { VisibleCells } from "./use-visible-cells";

type Props = {
  gridId: string;
  rows: GridRow[];
  visible: VisibleCells;
  slice: ColumnSlice;
  columnCount: number;
  range: Range | null;
  focus: Place | null;
  onRetry: (row: FailedRow) => void;
};

/** The rows in sight. */
export function GridBody({ gridId, rows, visible, slice, columnCount, range, focus, onRetry }: Props) {
  const { rowItems, width, height, beside } = visible;
  return (
    <div
      role="rowgroup"
      className={clsx("grid-rows", rows.length === 0 && "hidden")}
      style={{ height, width }}
    >
      {slice.rest.map(({ column, start }) => (
        <div
          key={column.id}
          aria-hidden
          className="grid-column-rule"
          style={{ left: start + column.width - LINE_PX }}
        />
      ))}
      {rowItems.map(({ index, start }) => {
        const row = rows[index];
        if (!row) return null;
        const chosen = range !== null && index >= range.top && index <= range.bottom ? range : null;
        const common = {
          gridId,
          index,
          top: start - HEADER_PX,
          slice,
          left: chosen?.left ?? -1,
          focused: focus?.row === index ? focus.column : -1,
        };
        return row.kind === "read" ? (
          <GridRowView key={row.id} row={row} right={chosen?.right ?? -1} {...common} />
        ) : (
          <FailedRowView
            key={row.id}
            row={row}
            columnCount={columnCount}
            roomPx={beside}
            onRetry={onRetry}
            {...common}
          />
        );
      })}
    </div>
  );
}
