import { expect, test } from "vitest";

import type { SourceFile } from "@/api/types";
import { fileEntries } from "@/features/uploads/file-entries";
import type { UploadItem } from "@/features/uploads/queue/upload-item";
import { summarise, summaryInWords } from "@/features/uploads/summary";

const item = (changes: Partial<UploadItem>): UploadItem => ({
  id: 1,
  path: "a.pdf",
  file: new File(["12345678"], "a.pdf"),
  state: "waiting",
  sent: 0,
  fileId: null,
  reason: null,
  addAnyway: false,
  ...changes,
});

const file = (changes: Partial<SourceFile>): SourceFile => ({
  file_id: "f1",
  run_id: "run-1",
  path: "a.pdf",
  size: 8,
  content_type: "application/pdf",
  sha256: null,
  status: "awaiting_upload",
  task_status: null,
  reason_code: null,
  reason_detail: null,
  retried_as: null,
  created_at: "2026-11-21T00:00:00Z",
  ...changes,
});

const entries = (
  items: UploadItem[],
  files: SourceFile[],
  more: { editable?: boolean; interrupted?: string[] } = {},
) =>
  fileEntries({
    items,
    files,
    runId: "run-1",
    editable: more.editable ?? true,
    interrupted: new Set(more.interrupted),
  });

test("what needs attention comes first", () => {
  const items = [
    item({ id: 1 }),
    item({ id: 2, state: "uploading", sent: 4 }),
    item({ id: 3, state: "failed" }),
  ];
  expect(entries(items, []).map((entry) => entry.status)).toEqual(["Not uploaded", "Uploading", "Waiting"]);
  expect(entries(items, [])[1]?.progress).toBe(0.5);
});

test("an uploaded file is shown once: by the server's word as soon as it has it", () => {
  const uploaded = item({ state: "uploaded", fileId: "f1" });
  expect(entries([uploaded], []).map((entry) => entry.status)).toEqual(["Uploaded"]);
  expect(entries([uploaded], [file({})]).map((entry) => entry.status)).toEqual([
    "In the sheet, not read yet",
  ]);
});

test("files of a run that is over are the grid's, not the upload box's", () => {
  const uploaded = item({ state: "uploaded", fileId: "f1" });
  expect(entries([uploaded], [file({ run_id: "run-0", task_status: "completed" })])).toEqual([]);
});

test("an upload broken off by a reload is said to be so", () => {
  expect(entries([], [file({})], { interrupted: ["f1"] })[0]).toMatchObject({
    status: "Upload interrupted",
    actions: ["remove"],
  });
});

test("while the sheet is read nothing can be taken out", () => {
  const reading = entries([], [file({ task_status: "processing" })], { editable: false })[0];
  expect(reading).toMatchObject({ status: "Being read", actions: [] });
});

test("a duplicate names the path it is known by", () => {
  const refused = item({
    state: "refused",
    reason: { code: "already_in_sheet", detail: "", duplicateOf: "old/b.pdf" },
  });
  expect(entries([refused], [])[0]).toMatchObject({
    detail: "Already in this sheet, as old/b.pdf.",
    actions: ["add_anyway", "dismiss"],
  });
});

test("the summary counts what is under way, failed and refused", () => {
  const items = [
    item({ state: "uploaded", sent: 8 }),
    item({ state: "uploading", sent: 4 }),
    item({ state: "failed" }),
    item({ state: "refused" }),
  ];
  expect(summarise(items)).toEqual({ underWay: 1, uploaded: 1, failed: 1, refused: 1, sent: 12, bytes: 16 });
  expect(summaryInWords(summarise(items), 1)).toBe("1 of 2 files uploaded · 1 not uploaded · 1 not taken");
  expect(summaryInWords(summarise([item({ state: "refused" })]), 3)).toBe("3 files to read · 1 not taken");
  expect(summaryInWords(summarise([]), 0)).toBe("");
});
