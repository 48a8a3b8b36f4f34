import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, type Page, test } from "@playwright/test";

import { stack } from "./stack";
import * as workspace from "./workspace";

/** Only what goes from the browser to the storage; the API is never touched. */
const toStorage = (url: URL) => url.origin === stack().s3_endpoint && !url.pathname.startsWith("/restapis/");

test.beforeEach(async ({ page }) => {
  await workspace.signIn(page);
  await workspace.createSheet(page);
});

function folderOf500(): string {
  const root = path.join(mkdtempSync(path.join(tmpdir(), "many-")), "certificates");
  for (let year = 0; year < 5; year++) {
    mkdirSync(path.join(root, String(2020 + year)), { recursive: true });
    for (let index = 0; index < 100; index++)
      writeFileSync(path.join(root, String(2020 + year), `${index}.pdf`), `%PDF-1.4 ${year}/${index}`);
  }
  return root;
}

test("500 files in one dropped folder arrive with their paths; dropped again they are skipped", async ({
  page,
}) => {
  const folder = folderOf500();
  await workspace.drop(page, [folder]);
  await expect(page.getByRole("progressbar", { name: "All uploads" })).toBeVisible();
  await expect(workspace.filesOf(page).getByRole("status")).toHaveText(/^500 files to read/, {
    timeout: 150_000,
  });
  await expect(workspace.filesOf(page)).toContainText("certificates/2020/0.pdf");
  const drawn = workspace.filesOf(page).getByRole("listitem");
  expect(await drawn.count()).toBeLessThan(40); // the document holds no more than is in sight
  await expect(drawn.first()).toHaveAttribute("aria-setsize", "500");

  await workspace.drop(page, [folder]);
  await expect(workspace.filesOf(page).getByRole("status")).toHaveText("500 files to read · 500 not taken", {
    timeout: 150_000,
  });
  await expect(workspace.filesOf(page).getByText("Already in this sheet.").first()).toBeVisible();
  await page.getByRole("button", { name: "Dismiss what was not taken" }).click();
  await workspace.expectUploaded(page, 500);
});

test("refused files are listed with their reason, and a duplicate can be added anyway", async ({ page }) => {
  const [sample = ""] = workspace.samples(0, 1);
  await workspace.addFiles(page, [sample]);
  await workspace.expectUploaded(page, 1);
  await workspace.drop(page, [
    workspace.fileWith("notes.txt", "x"),
    workspace.fileWith("empty.pdf", ""),
    workspace.folderOfSamples("copy", 0, 1),
  ]);

  const files = workspace.filesOf(page);
  await expect(files.getByText("Not a type that can be read.")).toBeVisible();
  await expect(files.getByText("The file is empty.")).toBeVisible();
  await expect(files.getByText(`Already in this sheet, as ${path.basename(sample)}.`)).toBeVisible();
  await page.getByRole("button", { name: `Add anyway: copy/${path.basename(sample)}` }).click();
  await expect(files.getByText("In the sheet, not read yet")).toHaveCount(2);
});

/** Fails the first requests to the storage in the given way. */
async function disturb(page: Page, times: number, how: "abort" | 503 | 403): Promise<() => number> {
  let met = 0;
  await page.route(toStorage, async (route) => {
    if (route.request().method() !== "POST" || met >= times) return route.continue();
    met++;
    if (how === "abort") return route.abort("connectionreset");
    return route.fulfill({ status: how, headers: { "Access-Control-Allow-Origin": "*" }, body: "<Error/>" });
  });
  return () => met;
}

for (const how of ["abort", 503, 403] as const) {
  test(`an upload survives ${how === "abort" ? "broken connections" : `status ${how}`} on the way to the storage`, async ({
    page,
  }) => {
    const met = await disturb(page, 2, how);
    await workspace.addFiles(page, workspace.samples(0, 3));
    await workspace.expectUploaded(page, 3);
    expect(met()).toBe(2);
    await workspace.start(page);
    await workspace.expectDone(page);
    await workspace.expectRows(page, /^\d+ rows$/);
    await expect(workspace.gridOf(page).getByText("Not read")).toHaveCount(0);
  });
}

test("an upload that never gets through is told, and its retry succeeds", async ({ page }) => {
  await disturb(page, 5, "abort");
  await workspace.addFiles(page, workspace.samples(0, 1));
  const files = workspace.filesOf(page);
  await expect(files.getByText("The upload did not get through.")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /^Upload again/ }).click();
  await workspace.expectUploaded(page, 1);
});

test("leaving while files are uploaded warns, and a reload tells what was broken off", async ({ page }) => {
  await page.route(toStorage, () => new Promise(() => undefined)); // the storage never answers
  await workspace.addFiles(page, workspace.samples(0, 1));
  await expect(workspace.filesOf(page).getByText("Uploading")).toBeVisible();
  await page.locator("body").click({ position: { x: 5, y: 400 } }); // browsers warn only those who did something
  const warned = page.waitForEvent("dialog").then(async (dialog) => {
    const kind = dialog.type();
    await dialog.accept();
    return kind;
  });
  await page.reload();
  expect(await warned).toBe("beforeunload");
  await expect(workspace.filesOf(page).getByText("Upload interrupted")).toBeVisible();
});

test("an uploaded file can be taken out again, and a pasted picture comes in", async ({ page }) => {
  await workspace.addFiles(page, workspace.samples(0, 2));
  await workspace.expectUploaded(page, 2);
  await page.getByRole("button", { name: `Remove: ${workspace.sampleNames()[0] ?? ""}` }).click();
  await workspace.expectUploaded(page, 1);

  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], "image.png", { type: "image/png" }));
    document.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(workspace.filesOf(page).getByText(/^Pasted .*\.png$/)).toBeVisible();
  await workspace.expectUploaded(page, 2);
});
