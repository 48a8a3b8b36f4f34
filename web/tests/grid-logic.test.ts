import { expect, test } from "vitest";

import type { SourceFile } from "@/api/types";
import { display } from "@/features/grid/display";
import { filterRows, passes, searchRows } from "@/features/grid/filter-rows";
import { cellNeedsLook, failedRows, type GridRow, type ReadRow } from "@/features/grid/grid-row";
import { moved, rangeOf } from "@/features/grid/selection";
import { compareOrders, sortKey } from "@/features/grid/sort-key";
import { sortRows } from "@/features/grid/sort-rows";
import { toTsv } from "@/features/grid/tsv";

const row = (values: (string | null)[], confidence = 0.95): ReadRow => ({
  kind: "read",
  id: values.join(),
  taskId: "t",
  rowIndex: 0,
  source: "2024/a.pdf",
  fileIds: ["f"],
  paths: ["2024/a.pdf"],
  values,
  confidences: values.map(() => confidence),
  needsLook: confidence < 0.8,
});

test("the search finds every word, in values and in paths, whatever the case", () => {
  const rows: GridRow[] = [row(["Ethics for CPAs"]), row(["Taxes"])];
  expect(searchRows(rows, { search: "ETHICS 2024/", needsLook: false })).toEqual([rows[0]]);
  expect(searchRows(rows, { search: "  ", needsLook: false })).toBe(rows);
});

test("a doubtful cell is marked and its row can be filtered for", () => {
  const rows = [row(["sure"]), row(["doubtful"], 0.5)];
  expect(rows.map((each) => cellNeedsLook(each, 0))).toEqual([false, true]);
  expect(searchRows(rows, { search: "", needsLook: true })).toEqual([rows[1]]);
});

test("dates and numbers are filtered by range, numbers by their size", () => {
  expect(passes("2024-05-31", { from: "2024-05-01", to: "2024-06-01" }, "date")).toBe(true);
  expect(passes("10", { from: "9" }, "number")).toBe(true);
  expect(passes("10", { to: "9" }, "number")).toBe(false);
  expect(passes(undefined, { contains: "a" }, "text")).toBe(false);
});

test("what is copied pastes into a spreadsheet as the same cells, and never as a formula", () => {
  expect(
    toTsv([
      ["a", null, "1.5"],
      ["2024-05-31", "-3", "x"],
    ]),
  ).toBe("a\t\t1.5\r\n2024-05-31\t-3\tx");
  expect(toTsv([['say "hi"', "two\nlines", "a\tb"]])).toBe('"say ""hi"""\t"two\nlines"\t"a\tb"');
  expect(toTsv([["=1+1", "+1", "@x", "-cmd"]])).toBe("'=1+1\t'+1\t'@x\t'-cmd");
});

test("dates and numbers are shown in the user's locale, with the digits that were read", () => {
  expect(display("2024-05-31", "date")).toBe("May 31, 2024");
  expect(display("1234.50", "number")).toBe("1,234.50");
  expect(display("true", "boolean")).toBe("Yes");
  expect(display("not a date", "date")).toBe("not a date");
  expect(display(null, "text")).toBe("");
});

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const bounds = { rows: 10, columns: 3, pageRows: 4 };

test.each([
  ["ArrowDown", {}, { row: 6, column: 1 }],
  ["ArrowUp", { ctrlKey: true }, { row: 0, column: 1 }],
  ["ArrowRight", { ctrlKey: true }, { row: 5, column: 2 }],
  ["Home", {}, { row: 5, column: 0 }],
  ["End", { ctrlKey: true }, { row: 9, column: 2 }],
  ["PageUp", {}, { row: 1, column: 1 }],
  ["PageDown", {}, { row: 9, column: 1 }],
])("%s moves the focus within the grid", (key, more, to) => {
  expect(moved({ row: 5, column: 1 }, press(key, more), bounds)).toEqual(to);
});

test("above the first row are the heads, and other keys are no movement", () => {
  expect(moved({ row: 0, column: 1 }, press("ArrowUp"), bounds)).toEqual({ row: -1, column: 1 });
  expect(moved({ row: -1, column: 1 }, press("ArrowUp"), bounds)).toEqual({ row: -1, column: 1 });
  expect(moved({ row: 0, column: 1 }, press("x"), bounds)).toBeNull();
});

test("a range has its corners in order, however it was drawn", () => {
  expect(rangeOf({ row: 5, column: 2 }, { row: 1, column: 0 })).toEqual({
    top: 1,
    bottom: 5,
    left: 0,
    right: 2,
  });
});

const file = (changes: Partial<SourceFile>) =>
  ({
    file_id: "f",
    path: "bad.pdf",
    status: "uploaded",
    task_status: "failed",
    reason_detail: "Damaged.",
    retried_as: null,
    ...changes,
  }) as SourceFile;

test("a failed file is a row with its reason until it is read again", () => {
  expect(failedRows([file({})])).toMatchObject([{ source: "bad.pdf", reason: "Damaged.", canRetry: true }]);
  expect(failedRows([file({ retried_as: "f2" }), file({ task_status: "completed" })])).toEqual([]);
  expect(failedRows([file({ status: "missing", task_status: null })])[0]?.canRetry).toBe(false);
});

test("texts are ordered as people expect: case and accents aside, numbers by their size", () => {
  const texts = ["Zoe", "file 10", "Émile", "file 9", "emil"];
  const sorted = [...texts].sort((one, other) => compareOrders(sortKey(one), sortKey(other)));
  expect(sorted).toEqual(["emil", "Émile", "file 9", "file 10", "Zoe"]);
});

const column = (place: number, dataType: string) => ({ id: `column ${place}`, width: 100, place, dataType });
const firsts = (rows: GridRow[]) => rows.map((each) => (each.kind === "read" ? each.values[0] : null));

test("rows are sorted by size or by text, equal ones keep their order, empty ones come last either way", () => {
  const rows = [row(["10", "a"]), row([null, "x"]), row(["9", "b"]), row(["10", "c"])];
  expect(firsts(sortRows(rows, column(0, "number"), false))).toEqual(["9", "10", "10", null]);
  expect(sortRows(rows, column(0, "number"), true)).toEqual([rows[0], rows[3], rows[2], rows[1]]);
});

test("column filters count together, and one that says nothing yet leaves all", () => {
  const rows = [row(["Ethics", "2"]), row(["Ethics", "8"]), row(["Taxes", "8"])];
  const columns = [column(0, "text"), column(1, "number")];
  expect(filterRows(rows, columns, { "column 0": {} })).toBe(rows);
  expect(filterRows(rows, columns, { "column 0": { contains: "eth" }, "column 1": { from: "5" } })).toEqual([
    rows[1],
  ]);
});
