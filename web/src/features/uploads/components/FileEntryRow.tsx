import { CopyPlus, RotateCw, Trash2, X } from "lucide-react";

import { Badge } from "@/components/badge";
import { IconButton } from "@/components/icon-button";
import { Progress } from "@/components/progress";
import { formatBytes } from "@/lib/format";

import type { FileAction, FileEntry } from "../file-entries";

const ACTIONS = {
  retry: { icon: RotateCw, label: "Upload again" },
  remove: { icon: Trash2, label: "Remove" },
  cancel: { icon: X, label: "Cancel" },
  add_anyway: { icon: CopyPlus, label: "Add anyway" },
  dismiss: { icon: X, label: "Dismiss" },
} as const;

type Props = { entry: FileEntry; onAction: (entry: FileEntry, action: FileAction) => void };

/** One file: its path, how it stands, and what can be done about it. */
export function FileEntryRow({ entry, onAction }: Props) {
  return (
    <div className="flex h-full items-center gap-2 border-b border-line/60 pr-2 pl-3">
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <bdi className="truncate" title={entry.path}>
            {entry.path}
          </bdi>
          <span className="shrink-0 text-xs text-quiet tabular-nums">{formatBytes(entry.size)}</span>
        </div>
        {entry.progress !== null && (
          <Progress value={entry.progress} label={`Upload of ${entry.path}`} className="mt-0.5" />
        )}
        {entry.detail !== null && (
          <p className="truncate text-xs text-quiet" title={entry.detail}>
            {entry.detail}
          </p>
        )}
      </div>
      <Badge tone={entry.tone}>{entry.status}</Badge>
      <div className="flex w-13 shrink-0 justify-end">
        {entry.actions.map((action) => (
          <IconButton
            key={action}
            small
            icon={ACTIONS[action].icon}
            label={`${ACTIONS[action].label}: ${entry.path}`}
            onClick={() => onAction(entry, action)}
          />
        ))}
      </div>
    </div>
  );
}
