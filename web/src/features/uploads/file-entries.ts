import type { SourceFile } from "@/api/types";
import type { Tone } from "@/components/badge";

import type { UploadItem } from "./queue/upload-item";

export type FileAction = "retry" | "remove" | "cancel" | "add_anyway" | "dismiss";

/** One line of the upload box: a file on its way, or one the server has. */
export type FileEntry = {
  key: string;
  path: string;
  size: number;
  tone: Tone;
  status: string;
  /** Between 0 and 1 while bytes are going out. */
  progress: number | null;
  detail: string | null;
  actions: FileAction[];
  item: UploadItem | null;
  file: SourceFile | null;
};

/** Whether the sheet has the file. */
export const isThere = ({ file, item }: FileEntry) => file !== null || item?.state === "uploaded";

function refusedEntry(item: UploadItem): Pick<FileEntry, "tone" | "status" | "detail" | "actions"> {
  const { reason } = item;
  if (reason?.code !== "already_in_sheet")
    return { tone: "bad", status: "Refused", detail: reason?.detail ?? null, actions: ["dismiss"] };
  const same = reason.duplicateOf === undefined || reason.duplicateOf === item.path;
  const detail = same ? "Already in this sheet." : `Already in this sheet, as ${reason.duplicateOf}.`;
  return { tone: "quiet", status: "Skipped", detail, actions: ["add_anyway", "dismiss"] };
}

function itemEntry(item: UploadItem): FileEntry {
  const common = {
    key: `item-${item.id}`,
    path: item.path,
    size: item.file.size,
    progress: null,
    detail: null,
    item,
    file: null,
  };
  switch (item.state) {
    case "waiting":
      return { ...common, tone: "quiet", status: "Waiting", actions: ["cancel"] };
    case "uploading":
      return {
        ...common,
        tone: "accent",
        status: "Uploading",
        progress: item.file.size === 0 ? 0 : item.sent / item.file.size,
        actions: ["cancel"],
      };
    case "uploaded":
      return { ...common, tone: "ok", status: "Uploaded", actions: ["remove"] };
    case "failed":
      return {
        ...common,
        tone: "bad",
        status: "Not uploaded",
        detail: item.reason?.detail ?? null,
        actions: ["retry", "remove"],
      };
    case "refused":
      return { ...common, ...refusedEntry(item) };
  }
}

const READING: Record<NonNullable<SourceFile["task_status"]>, { tone: Tone; status: string }> = {
  queued: { tone: "quiet", status: "Waiting to be read" },
  processing: { tone: "accent", status: "Being read" },
  retrying: { tone: "warn", status: "Will be tried again" },
  completed: { tone: "ok", status: "Read" },
  failed: { tone: "bad", status: "Failed" },
};

function statusOf(file: SourceFile, interrupted: boolean): { tone: Tone; status: string } {
  if (file.task_status !== null) return READING[file.task_status];
  if (file.status === "missing") return { tone: "bad", status: "Never arrived" };
  if (file.status === "rejected") return { tone: "bad", status: "Rejected" };
  if (interrupted) return { tone: "warn", status: "Upload interrupted" };
  return { tone: "ok", status: "In the sheet, not read yet" };
}

function fileEntry(file: SourceFile, interrupted: boolean, editable: boolean): FileEntry {
  const detail = interrupted
    ? "Remove it and add the file again; the page was left before it had arrived."
    : file.reason_detail;
  return {
    ...statusOf(file, interrupted),
    key: file.file_id,
    path: file.path,
    size: file.size,
    progress: null,
    detail,
    actions: editable ? ["remove"] : [],
    item: null,
    file,
  };
}

type Known = {
  items: readonly UploadItem[];
  files: SourceFile[];
  runId: string;
  editable: boolean;
  interrupted: ReadonlySet<string>;
};

/** The lines to show: what needs attention first, then what is on its way, then what is there. */
export function fileEntries({ items, files, runId, editable, interrupted }: Known): FileEntry[] {
  const inRun = files.filter((file) => file.run_id === runId);
  const known = new Set(files.map((file) => file.file_id));
  const shownItems = items.filter(
    (item) => item.state !== "uploaded" || (item.fileId !== null && !known.has(item.fileId) && editable),
  );
  const onItsWay = new Set(shownItems.map((item) => item.fileId));
  const rank = { failed: 0, refused: 1, uploading: 2, waiting: 3, uploaded: 4 };
  return [
    ...[...shownItems]
      .sort((one, other) => rank[one.state] - rank[other.state] || one.id - other.id)
      .map(itemEntry),
    ...inRun
      .filter((file) => !onItsWay.has(file.file_id))
      .map((file) => fileEntry(file, editable && interrupted.has(file.file_id), editable)),
  ];
}
