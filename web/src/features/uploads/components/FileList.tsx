import { useVirtualizer } from "@tanstack/react-virtual";
import { useState } from "react";

import type { FileAction, FileEntry } from "../file-entries";
import { FileEntryRow } from "./FileEntryRow";

const ROW_PX = 40;

type Props = { entries: FileEntry[]; onAction: (entry: FileEntry, action: FileAction) => void };

/** The files, of which only the visible ones are in the document. */
export function FileList({ entries, onAction }: Props) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: 6,
  });

  return (
    <div
      ref={setScroller}
      role="group"
      aria-label={`Files, ${entries.length}`}
      tabIndex={0}
      className="h-full overflow-y-auto"
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const entry = entries[index];
          return (
            entry && (
              <li
                key={key}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
              >
                <FileEntryRow entry={entry} onAction={onAction} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
