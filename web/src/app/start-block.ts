import type { SheetEvents, SourceFile } from "@/api/types";
import type { Uploads } from "@/features/uploads/api/use-uploads";
import { plural } from "@/lib/format";

/** Why the sheet takes no files now; null when it does. The server decides. */
export function whyClosed(events: SheetEvents, starting: boolean): string | null {
  if (starting) return "The reading is being started.";
  if (events.active_run_id !== null)
    return "The sheet is being read. It takes files again when that is done.";
  if (!events.uploads_allowed) return "The sheet is getting ready for the next files.";
  return null;
}

/** Why Start has nothing to do; null when it has. */
export function whyNoStart(
  closed: string | null,
  events: SheetEvents,
  uploads: Pick<Uploads, "summary" | "items">,
  files: SourceFile[] | undefined,
): string | null {
  if (closed !== null) return closed;
  if (uploads.summary.underWay > 0)
    return `${plural(uploads.summary.underWay, "file is", "files are")} still being uploaded.`;
  if (files === undefined) return "The files are being looked up.";
  const waiting = files.some(
    (file) =>
      file.run_id === events.latest_run_id &&
      (file.status === "awaiting_upload" || file.status === "uploaded"),
  );
  const known = new Set(files.map((file) => file.file_id));
  const justArrived = uploads.items.some(
    ({ state, fileId }) => state === "uploaded" && fileId !== null && !known.has(fileId),
  );
  return waiting || justArrived ? null : "There is nothing to read yet. Add certificates first.";
}
