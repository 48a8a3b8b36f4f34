import { expect, test } from "@playwright/test";

import * as workspace from "./workspace";

/** Presses Tab until the element has the focus. */
async function tabTo(
  page: import("@playwright/test").Page,
  target: import("@playwright/test").Locator,
): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

test("everything can be done without a mouse", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(workspace.someone());
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByRole("button", { name: "New sheet" }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("State")).toBeFocused();
  await expect(page.getByRole("option", { name: "California" })).toBeAttached();
  await page.keyboard.press("Tab");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "By keyboard" })).toBeVisible();

  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, page.getByRole("button", { name: "Add files" }));
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(workspace.samples(0, 4));
  await workspace.expectUploaded(page, 4);
  await tabTo(page, workspace.startOf(page));
  await expect(workspace.startOf(page)).toHaveAttribute("aria-disabled", "false");
  const started = page.waitForResponse((response) => response.url().endsWith("/start"));
  await page.keyboard.press("Enter");
  await started;
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);

  const grid = workspace.gridOf(page);
  await tabTo(page, grid);
  const active = () => grid.getAttribute("aria-activedescendant");
  const before = await active();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  expect(await active()).not.toBe(before);
  await expect(page.locator(`[id="${(await active()) ?? ""}"]`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(grid.locator("[aria-selected=true][role=gridcell]")).toHaveCount(4);
  await page.keyboard.press("Control+Shift+C");
  await expect(page.getByText("Copied 4 cells.")).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split("\r\n")[0]).toBe(
    "Participant Name\tCourse Title",
  );

  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Sort ascending" }).press("Enter");
  await expect(page.getByRole("columnheader", { name: "Participant Name" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(grid).toBeFocused();

  const link = page.getByRole("link", { name: /By keyboard/ });
  await link.focus();
  await page.keyboard.press("F2");
  await expect(page.getByRole("dialog", { name: "Rename sheet" })).toBeVisible();
  await page.keyboard.type("Renamed");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("link", { name: /Renamed/ });
  await renamed.focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No sheets yet")).toBeVisible();
});
