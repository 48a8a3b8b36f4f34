import { CircleX, RotateCw } from "lucide-react";
import { memo } from "react";

import { Button } from "@/components/button";
import { clsx } from "clsx";

import type { FailedRow } from "../grid-row";
import { cellId, GUTTER_PX, ROW_PX } from "./geometry";
import type { ColumnSlice } from "./GridRowView";

type Props = {
  gridId: string;
  row: FailedRow;
  index: number;
  top: number;
  width: number;
  slice: ColumnSlice;
  columnCount: number;
  roomPx: number;
  left: number;
  focused: number;
  onRetry: (row: FailedRow) => void;
};

const CELL = "flex h-full shrink-0 items-center gap-1.5 overflow-hidden border-b border-line/70 px-2";

/** A file that gave no row: its path, the reason, and another try. */
export const FailedRowView = memo(function FailedRowView({
  gridId,
  row,
  index,
  top,
  width,
  slice,
  columnCount,
  roomPx,
  left,
  focused,
  onRetry,
}: Props) {
  const ring = (place: number) => focused === place && "outline-2 -outline-offset-2 outline-accent";
  const selected = left !== -1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute top-0 left-0 flex bg-bad-soft"
      style={{ height: ROW_PX, width, transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        data-row={index}
        className={clsx(
          CELL,
          "sticky left-0 z-1 justify-end border-r bg-sunken text-xs text-quiet tabular-nums select-none",
        )}
        style={{ width: GUTTER_PX }}
      >
        {index + 1}
      </div>
      <div
        id={cellId(gridId, index, 0)}
        role="gridcell"
        aria-colindex={2}
        aria-selected={selected}
        data-row={index}
        data-column={0}
        className={clsx(CELL, "sticky z-1 border-r bg-bad-soft", ring(0))}
        style={{ left: GUTTER_PX, width: slice.firstWidth }}
      >
        <span className="truncate" dir="auto">
          {row.source}
        </span>
      </div>
      {columnCount > 1 && (
        <div
          id={cellId(gridId, index, 1)}
          role="gridcell"
          aria-colindex={3}
          aria-colspan={columnCount - 1}
          aria-selected={selected}
          data-row={index}
          data-column={1}
          className={clsx(CELL, "sticky z-1 bg-bad-soft text-bad", focused > 0 && ring(focused))}
          style={{ left: GUTTER_PX + slice.firstWidth, width: Math.max(160, roomPx) }}
        >
          <CircleX aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate" title={row.reason}>
            Not read: {row.reason}
          </span>
          {row.canRetry && (
            <Button small tabIndex={-1} className="my-0.5" onClick={() => onRetry(row)}>
              <RotateCw aria-hidden className="size-3" />
              Retry
            </Button>
          )}
        </div>
      )}
    </div>
  );
});
