import { clsx } from "clsx";
import { CircleX, RotateCw } from "lucide-react";
import { memo } from "react";

import { Button } from "@/components/button";

import type { FailedRow } from "../grid-row";
import { cellId, GUTTER_PX, LINE_PX } from "./geometry";
import type { ColumnSlice } from "./GridRowView";
import { RowFrame } from "./RowFrame";

type Props = {
  gridId: string;
  row: FailedRow;
  index: number;
  top: number;
  slice: ColumnSlice;
  columnCount: number;
  roomPx: number;
  left: number;
  focused: number;
  onRetry: (row: FailedRow) => void;
};

/** A file that gave no row: its path, the reason, and another try. */
export const FailedRowView = memo(function FailedRowView({
  gridId,
  row,
  index,
  top,
  slice,
  columnCount,
  roomPx,
  left,
  focused,
  onRetry,
}: Props) {
  const selected = left !== -1;
  return (
    <RowFrame
      index={index}
      top={top}
      failed
      frozen={
        <div
          id={focused === 0 ? cellId(gridId, index, 0) : undefined}
          role="gridcell"
          aria-colindex={2}
          aria-selected={selected}
          dir="auto"
          className={clsx("grid-cell", focused === 0 && "grid-focused")}
          style={{ width: slice.firstWidth - LINE_PX }}
        >
          {row.source}
        </div>
      }
    >
      {columnCount > 1 && (
        <div
          id={focused > 0 ? cellId(gridId, index, 1) : undefined}
          role="gridcell"
          aria-colindex={3}
          aria-colspan={columnCount - 1}
          aria-selected={selected}
          className={clsx(
            "grid-cell grid-beside flex items-center gap-1.5 text-bad",
            focused > 0 && "grid-focused",
          )}
          style={{ left: GUTTER_PX + slice.firstWidth, width: Math.max(160, roomPx) }}
        >
          <CircleX aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate" title={row.reason}>
            Not read: {row.reason}
          </span>
          {row.canRetry && (
            <Button small tabIndex={-1} className="max-h-6" onClick={() => onRetry(row)}>
              <RotateCw aria-hidden className="size-3" />
              Retry
            </Button>
          )}
        </div>
      )}
    </RowFrame>
  );
});
