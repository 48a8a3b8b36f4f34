import { expect, test } from "@playwright/test";

import { holdReading, releaseReading } from "./hold-reading";
import { call } from "./stack";
import * as workspace from "./workspace";

const reading = /^\d+ of \d+ read/;

test.afterEach(releaseReading);

test("whoever leaves during the reading and returns sees how it stands, and how it ended", async ({
  page,
}) => {
  await workspace.signIn(page);
  await workspace.createSheet(page);
  holdReading();
  await workspace.addFolder(page, workspace.folderOfMany("all", 30));
  await workspace.expectUploaded(page, 30);
  await workspace.start(page);
  await expect(page.getByText(reading).first()).toBeVisible();
  await page.goto("about:blank");
  await page.goBack();
  await expect(page.getByText(reading).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Add files" })).toBeDisabled();
  await expect(workspace.filesOf(page)).toContainText("The sheet is being read");
  await expect(workspace.startOf(page)).toHaveAttribute("aria-disabled", "true");
  releaseReading();
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);
  await expect.poll(() => workspace.rowCount(page)).toBeGreaterThanOrEqual(30);
});

test("a second tab follows what the first one starts", async ({ page, context }) => {
  const email = await workspace.signIn(page);
  const jobId = await workspace.createSheet(page);
  holdReading();
  await workspace.addFiles(page, workspace.samples(0, 3));
  await workspace.expectUploaded(page, 3);

  const other = await context.newPage();
  await workspace.signIn(other, email);
  await other.goto(`/?job_id=${jobId}`);
  await workspace.expectUploaded(other, 3);

  await workspace.start(page);
  await expect(other.getByText(reading).first()).toBeVisible();
  await expect(other.getByRole("button", { name: "Add files" })).toBeDisabled();
  releaseReading();
  await workspace.expectDone(other);
  await workspace.expectDone(page);
  await workspace.expectRows(other, /^\d+ rows$/);
  await expect.poll(async () => (await workspace.rowCount(other)) - (await workspace.rowCount(page))).toBe(0);
});

type Events = { latest_run_id: string; active_run_id: string | null; uploads_allowed: boolean };

test("an upload to a run that was read meanwhile goes to the newest one", async ({ page }) => {
  const email = await workspace.signIn(page);
  const jobId = await workspace.createSheet(page);
  await workspace.addFiles(page, workspace.samples(0, 1));
  await workspace.expectUploaded(page, 1);

  await call(email, "POST", `/api/cpe/sheets/${jobId}/start`); // past the page, which does not hear of it
  await expect
    .poll(async () => (await call<Events>(email, "GET", `/api/jobs/${jobId}/events`)).uploads_allowed, {
      timeout: 60_000,
    })
    .toBe(true);

  const refused = page.waitForResponse((response) => response.status() === 409);
  await workspace.addFiles(page, workspace.samples(1, 2));
  await refused;
  await workspace.expectUploaded(page, 1);
  await expect(workspace.cell(page, 0, 0)).toHaveText(workspace.sampleNames()[0] ?? "");
});

test("an upload while another place has started the reading is told, and can be tried again", async ({
  page,
}) => {
  const email = await workspace.signIn(page);
  const jobId = await workspace.createSheet(page);
  holdReading();
  await workspace.addFiles(page, workspace.samples(0, 3));
  await workspace.expectUploaded(page, 3);

  await call(email, "POST", `/api/cpe/sheets/${jobId}/start`);
  await workspace.addFiles(page, [workspace.fileWith("late.pdf", "%PDF-1.4 late")]);
  await expect(
    workspace.filesOf(page).getByText("The sheet is being read, so it takes no files now."),
  ).toBeVisible();
  releaseReading();
  await workspace.expectDone(page);
  await page.getByRole("button", { name: "Upload again: late.pdf" }).click();
  await workspace.expectUploaded(page, 1);
});
