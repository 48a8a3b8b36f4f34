import { expect, test } from "vitest";

import type { SheetEvents, SourceFile } from "@/api/types";
import { whyNoStart } from "@/app/start-block";
import type { UploadItem } from "@/features/uploads/queue/upload-item";
import { summarise } from "@/features/uploads/summary";

const EVENTS = { latest_run_id: "run", active_run_id: null, uploads_allowed: true } as SheetEvents;

const item = (state: UploadItem["state"], fileId: string | null): UploadItem => ({
  id: 1,
  path: "a.pdf",
  file: new File(["x"], "a.pdf"),
  state,
  sent: 0,
  fileId,
  reason: null,
  addAnyway: false,
});
const why = (items: UploadItem[], files: Partial<SourceFile>[]) =>
  whyNoStart(null, EVENTS, { items, summary: summarise(items) }, files as SourceFile[]);

test("Start is there as soon as a file has arrived, before the server was asked for the files again", () => {
  expect(why([], [])).toMatch("nothing to read");
  expect(why([item("uploading", "f")], [])).toMatch("still being uploaded");
  expect(why([item("uploaded", "f")], [])).toBeNull();
});

test("a file of an earlier reading is nothing to read, even while the page remembers its upload", () => {
  const read = { file_id: "f", run_id: "earlier", status: "uploaded" } as const;
  expect(why([item("uploaded", "f")], [read])).toMatch("nothing to read");
  expect(why([], [{ ...read, run_id: "run" }])).toBeNull();
});
