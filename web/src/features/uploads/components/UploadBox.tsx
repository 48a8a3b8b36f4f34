import { useQueryClient } from "@tanstack/react-query";
import { FolderUp } from "lucide-react";
import { useCallback, useMemo } from "react";

import { sentenceOf } from "@/api/problem";
import type { SheetEvents } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Placeholder } from "@/components/placeholder";
import { Progress } from "@/components/progress";
import { say } from "@/components/toast-store";
import { clsx } from "clsx";
import { keys } from "@/lib/query-keys";

import { deleteFile } from "../api/delete-file";
import type { Uploads } from "../api/use-uploads";
import { type FileAction, type FileEntry, fileEntries, isThere } from "../file-entries";
import { ACCEPTED_IN_WORDS } from "../queue/file-rules";
import type { PickedFile } from "../queue/upload-item";
import { summaryInWords } from "../summary";
import { FileList } from "./FileList";
import { PickButtons } from "./PickButtons";
import { useFileDrop } from "./use-file-drop";

/** `closed` says why the sheet takes no files now; null when it does. */
type Props = { jobId: string; events: SheetEvents; uploads: Uploads; closed: string | null };

/** Where files come in: dropped, picked or pasted, and each followed until it is there. */
export function UploadBox({ jobId, events, uploads, closed }: Props) {
  const queries = useQueryClient();
  const { queue, items, files, interrupted, summary } = uploads;
  const add = useCallback((picked: PickedFile[]) => queue.add(picked), [queue]);
  const hovering = useFileDrop(closed === null ? add : null);

  const runId = events.active_run_id ?? events.latest_run_id;
  const entries = useMemo(
    () => fileEntries({ items, files: files.data ?? [], runId, editable: closed === null, interrupted }),
    [items, files.data, runId, closed, interrupted],
  );

  async function act(entry: FileEntry, action: FileAction): Promise<void> {
    try {
      if (entry.file) {
        await deleteFile(jobId, entry.file.run_id, entry.file.file_id);
        await Promise.all(
          [keys.files(jobId), keys.sheets].map((queryKey) => queries.invalidateQueries({ queryKey })),
        );
      } else if (entry.item) {
        if (action === "retry") queue.retry(entry.item.id);
        else if (action === "add_anyway") queue.addAnyway(entry.item.id);
        else await queue.remove(entry.item.id);
      }
    } catch (error) {
      say(sentenceOf(error), {
        tone: "bad",
        action: { label: "Try again", run: () => void act(entry, action) },
      });
    }
  }

  const words = summaryInWords(summary, entries.filter(isThere).length);
  return (
    <section
      aria-label="Files"
      className={clsx(
        "relative flex h-full min-h-0 flex-col bg-surface",
        hovering && "ring-2 ring-accent ring-inset",
      )}
    >
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1">
        <h3 className="font-semibold">Files</h3>
        <span role="status" className="min-w-0 flex-1 truncate text-xs text-quiet tabular-nums">
          {closed ?? words}
        </span>
        {summary.refused > 0 && (
          <Button small look="quiet" onClick={() => queue.forget(["refused"])}>
            Dismiss what was not taken
          </Button>
        )}
        <PickButtons small disabled={closed !== null} onFiles={add} />
      </div>
      {summary.underWay > 0 && (
        <Progress value={summary.bytes === 0 ? 0 : summary.sent / summary.bytes} label="All uploads" />
      )}
      <div className="min-h-0 flex-1">
        {entries.length > 0 ? (
          <FileList entries={entries} onAction={(entry, action) => void act(entry, action)} />
        ) : files.isError ? (
          <Failure error={files.error} onRetry={() => void files.refetch()} className="h-full" />
        ) : (
          <Placeholder icon={FolderUp} title={closed ?? "Drop certificates or whole folders here"}>
            {closed === null && ACCEPTED_IN_WORDS}
          </Placeholder>
        )}
      </div>
      {hovering && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center bg-accent-soft/90 font-medium text-accent">
          {closed ?? "Let go to add the files"}
        </div>
      )}
    </section>
  );
}
