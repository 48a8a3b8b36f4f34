import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, type Locator, type Page } from "@playwright/test";

import { SAMPLES } from "./stack";

let users = 0;

/** A user nobody else has been. */
export const someone = () => `browser-${Date.now()}-${users++}@example.com`;

/** The names of the certificates in `samples/`, sorted. */
export const sampleNames = () =>
  readdirSync(SAMPLES)
    .filter((name) => name.endsWith(".pdf"))
    .sort();

export const samples = (from: number, to: number) =>
  sampleNames()
    .slice(from, to)
    .map((name) => path.join(SAMPLES, name));

/** A new folder with certificates in it, as a user would drop it. */
export function folderOfSamples(name: string, from: number, to: number): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "certificates-")), name);
  mkdirSync(folder);
  for (const sample of samples(from, to)) copyFileSync(sample, path.join(folder, path.basename(sample)));
  return folder;
}

/** A new folder with so many certificates, each of another content: enough to read for a while. */
export function folderOfMany(name: string, count: number): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "certificates-")), name);
  mkdirSync(folder);
  const all = samples(0, Infinity);
  for (let index = 0; index < count; index++) {
    const original = readFileSync(all[index % all.length] ?? "");
    writeFileSync(
      path.join(folder, `${index}.pdf`),
      Buffer.concat([original, Buffer.from(`\n% ${name} ${index}\n`)]),
    );
  }
  return folder;
}

/** A new file with the given content. */
export function fileWith(name: string, content: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "file-")), name);
  writeFileSync(file, content);
  return file;
}

export async function signIn(page: Page, email = someone()): Promise<string> {
  await page.goto("/");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Sheets" })).toBeVisible();
  return email;
}

/** Creates a sheet and answers its id. */
export async function createSheet(page: Page, name = ""): Promise<string> {
  await page.getByRole("button", { name: "New sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await expect(dialog.getByRole("option", { name: "California" })).toBeAttached();
  await dialog.getByLabel("Name (optional)").fill(name);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog).toBeHidden();
  await expect(filesOf(page)).toBeVisible();
  return new URL(page.url()).searchParams.get("job_id") ?? "";
}

export const filesOf = (page: Page): Locator => page.getByRole("region", { name: "Files" });
export const startOf = (page: Page): Locator => page.getByRole("button", { name: "Start" });
export const gridOf = (page: Page): Locator => page.getByRole("grid");

export const addFiles = (page: Page, files: string[]) => page.getByLabel("Files to add").setInputFiles(files);
export const addFolder = (page: Page, folder: string) =>
  page.getByLabel("Folder to add").setInputFiles(folder);

/** Drops files and folders on the page, as the file manager of the desktop does. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 800, y: 200, data });
  }
}

/** Waits until so many files of the open run are known to have arrived. */
export async function expectUploaded(page: Page, count: number): Promise<void> {
  await expect(filesOf(page).getByRole("status")).toHaveText(new RegExp(`^${count} files? to read`));
}

export async function start(page: Page): Promise<void> {
  await expect(startOf(page)).toHaveAttribute("aria-disabled", "false");
  const started = page.waitForResponse((response) => response.url().endsWith("/start"));
  await startOf(page).click();
  await started;
}

/** Waits until the server says that nothing is read any more and files are taken again. */
export async function expectDone(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Add files" })).toBeEnabled({ timeout: 150_000 });
}

/** The number the toolbar says: all rows, failed files among them. */
export const expectRows = (page: Page, count: RegExp) =>
  expect(page.getByRole("toolbar").getByRole("status")).toHaveText(count);

/** How many rows the grid says it has, the head not counted. */
export async function rowCount(page: Page): Promise<number> {
  return Number(await gridOf(page).getAttribute("aria-rowcount")) - 1;
}

export const cell = (page: Page, row: number, column: number): Locator =>
  gridOf(page).locator(`[aria-rowindex="${row + 2}"] [aria-colindex="${column + 2}"]`);
