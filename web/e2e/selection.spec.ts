import { expect, test } from "@playwright/test";

import * as workspace from "./workspace";

test("the address selects the sheet: the first by itself, back and forward, and an unknown one says so", async ({
  page,
}) => {
  await workspace.signIn(page);
  const first = await workspace.createSheet(page, "First");
  const second = await workspace.createSheet(page, "Second");
  await expect(page.getByRole("heading", { name: "Second" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "First" })).toBeVisible();
  expect(page.url()).toContain(first);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Second" })).toBeVisible();

  await page.goto("/");
  await expect(page).toHaveURL(new RegExp(second));
  await page.goto("/?job_id=00000000-0000-4000-8000-000000000000");
  await expect(page.getByText("There is no such sheet")).toBeVisible();
  await page.getByRole("button", { name: "Show my newest sheet" }).click();
  await expect(page.getByRole("heading", { name: "Second" })).toBeVisible();
});

test("panel sizes are remembered", async ({ page }) => {
  await workspace.signIn(page);
  await workspace.createSheet(page);
  const list = page.getByRole("navigation", { name: "Sheets" });
  const before = (await list.boundingBox())?.width ?? 0;
  await page.getByRole("separator", { name: "Width of the list of sheets" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await list.boundingBox())?.width ?? 0).toBeGreaterThan(before);
  const after = (await list.boundingBox())?.width ?? 0;
  await page.reload();
  await expect.poll(async () => Math.round((await list.boundingBox())?.width ?? 0)).toBe(Math.round(after));
});
