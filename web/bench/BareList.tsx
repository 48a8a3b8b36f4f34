import { useVirtualizer } from "@tanstack/react-virtual";
import { useState } from "react";

import type { GridRow } from "@/features/grid/grid-row";

/** The baseline: the same rows as plain spans in TanStack Virtual's own list on the same ground, and nothing else. */
export function BareList({ rows }: { rows: GridRow[] }) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => 28,
    overscan: 10,
  });
  return (
    <div ref={setScroller} data-scroller className="h-full overflow-auto bg-surface">
      <div className="relative" style={{ height: virtualizer.getTotalSize(), width: 3000 }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          return (
            <div
              key={key}
              data-bench-row
              className="absolute top-0 left-0 flex"
              style={{ height: 28, transform: `translateY(${start}px)` }}
            >
              {row?.kind === "read" &&
                row.values.map((value, column) => (
                  <span key={column} className="truncate" style={{ width: 190 }}>
                    {value}
                  </span>
                ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
