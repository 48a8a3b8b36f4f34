import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";

import { connectApi } from "@/api/client";
import type { TaskResult } from "@/api/types";
import { fetchRows, type SheetRows } from "@/features/grid/api/fetch-rows";

import { API, server } from "./server";

const FIELDS = [{ name: "Title", data_type: "text" }];

function result(task: string, run: number, columns = ["Title"]): TaskResult {
  return {
    task_id: task,
    run_id: `run-${run}`,
    result_set_index: run,
    source_files: [`${task}.pdf`],
    source_file_ids: [`file-${task}`],
    extracted_data: { columns, results: [columns.map((name) => `${name} of ${task}`)] },
    is_certificate: true,
    warnings: [],
    cells: null,
    confidences: [columns.map(() => 0.9)],
  };
}

let stored: TaskResult[] = [];
let asked: (string | null)[] = [];
const PAGE = 2;

beforeEach(() => {
  asked = [];
  connectApi({ apiUrl: API, token: () => Promise.resolve("t"), onRejected: () => undefined });
  server.use(
    http.get(`${API}/api/jobs/job/results`, ({ request }) => {
      const cursor = new URL(request.url).searchParams.get("cursor");
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      const columns = [...new Set(stored.flatMap((each) => each.extracted_data.columns))];
      const next = from + PAGE < stored.length ? String(from + PAGE) : null;
      return HttpResponse.json({
        run_id: "r",
        columns,
        fields: FIELDS,
        total: stored.length,
        next_cursor: next,
        results: stored.slice(from, from + PAGE),
      });
    }),
  );
});

const fetchAll = (known?: SheetRows) =>
  fetchRows("job", known, new AbortController().signal, () => undefined);
const tasks = (rows: SheetRows) => rows.rows.map((row) => row.taskId);

test("all pages become one grid, in order", async () => {
  stored = [result("a", 0), result("b", 0), result("c", 1)];
  expect(tasks(await fetchAll())).toEqual(["a", "b", "c"]);
});

test("rows that come in between while a run is read appear in their place, nothing twice", async () => {
  stored = [result("a", 0), result("b", 0), result("d", 1)];
  const before = await fetchAll();
  stored = [result("a", 0), result("b", 0), result("c", 1), result("d", 1), result("e", 1)];
  asked = [];
  expect(tasks(await fetchAll(before))).toEqual(["a", "b", "c", "d", "e"]);
  expect(asked).toEqual(["2", "4"]);
});

test("rows already shown stay the same objects, so that they need not be drawn again", async () => {
  stored = [result("a", 0), result("b", 0), result("c", 1)];
  const before = await fetchAll();
  stored = [...stored, result("d", 1)];
  const after = await fetchAll(before);
  expect(after.rows[0]).toBe(before.rows[0]);
});

test("a column first seen late is put under its own head in every row", async () => {
  stored = [result("a", 0), result("b", 0), result("c", 1)];
  const before = await fetchAll();
  stored = [...stored, result("d", 1, ["Hours", "Title"])];
  const after = await fetchAll(before);
  expect(after.columns).toEqual(["Title", "Hours"]);
  expect(after.rows[0]?.values).toEqual(["Title of a", null]);
  expect(after.rows[3]?.values).toEqual(["Title of d", "Hours of d"]);
});

test("a sheet without results has no rows", async () => {
  stored = [];
  expect((await fetchAll()).rows).toEqual([]);
});
