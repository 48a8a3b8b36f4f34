import { execFileSync } from "node:child_process";
import path from "node:path";

import { expect, test } from "@playwright/test";

import { holdReading, releaseReading } from "./hold-reading";
import { REPOSITORY } from "./stack";
import * as workspace from "./workspace";

const READ_WORKBOOK = `
import json, sys
from openpyxl import load_workbook
rows = list(load_workbook(open(sys.argv[1], 'rb')).worksheets[0].iter_rows(values_only=True))
print(json.dumps({"head": rows[0], "sources": [row[0] for row in rows[1:]], "types": sorted({type(row[4]).__name__ for row in rows[1:]})}))
`;

function readWorkbook(file: string): { head: string[]; sources: string[]; types: string[] } {
  const python = path.join(REPOSITORY, ".venv", "bin", "python");
  return JSON.parse(execFileSync(python, ["-c", READ_WORKBOOK, file], { encoding: "utf8" })) as ReturnType<
    typeof readWorkbook
  >;
}

test.afterEach(releaseReading);

test("a sheet from its creation to its deletion, two readings in one grid", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await workspace.signIn(page);
  await workspace.createSheet(page, "My licence");
  await expect(workspace.startOf(page)).toHaveAttribute("aria-disabled", "true");

  await workspace.addFolder(page, workspace.folderOfSamples("2024", 0, 3));
  await workspace.expectUploaded(page, 3);
  await workspace.start(page);
  await workspace.expectDone(page);
  await expect(workspace.cell(page, 0, 0)).toHaveText(/^2024\/d\d+_\d\.pdf$/);
  await workspace.expectRows(page, /^\d+ rows?$/);
  const first = await workspace.rowCount(page);
  expect(first).toBeGreaterThanOrEqual(3);

  holdReading();
  await workspace.addFiles(page, workspace.samples(3, 5));
  await workspace.expectUploaded(page, 2);
  await workspace.start(page);
  await expect(page.getByText("0 of 2 read").first()).toBeVisible();
  releaseReading();
  await workspace.expectDone(page);
  await expect.poll(() => workspace.rowCount(page)).toBeGreaterThanOrEqual(first + 2);
  await expect(workspace.cell(page, 0, 0)).toHaveText(/^2024\//);

  await workspace.cell(page, 0, 1).click();
  await workspace.cell(page, 1, 2).click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\r\n").map((line) => line.split("\t").length)).toEqual([2, 2]);
  expect(copied.split(/\t/)[0]).toBe((await workspace.cell(page, 0, 1).textContent())?.trim());

  await page.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Excel workbook (XLSX)", exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/My licence.*\.xlsx$/);
  const workbook = readWorkbook(await download.path());
  expect(workbook.head[0]).toBe("Source File Path(s)");
  await expect.poll(() => workspace.rowCount(page)).toBe(workbook.sources.length);
  expect(workbook.sources).toContain("2024/" + (workspace.sampleNames()[0] ?? ""));

  await page.getByLabel("Filter rows").fill("2024/");
  await workspace.expectRows(page, new RegExp(`^${first} of \\d+ rows$`));
  await page.getByRole("button", { name: "Export" }).click();
  const shown = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Excel workbook (XLSX), as shown" }).click();
  expect(readWorkbook(await (await shown).path()).sources).toHaveLength(first);

  await page.getByRole("button", { name: "Actions for My licence" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete “My licence”?" });
  await expect(confirm).toContainText("5 files");
  await confirm.getByRole("button", { name: "Delete sheet" }).click();
  await expect(page.getByText("No sheets yet")).toBeVisible();
  await expect(page.getByText("Create a sheet to begin")).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /My licence/ })).toBeVisible();
  await expect(workspace.cell(page, 0, 0)).toHaveText(/^2024\//);
});
