import { expect, type Page, test } from "@playwright/test";

import * as workspace from "./workspace";

type Watch = { tops: number[]; stop: () => number[] };

/** Notes in every frame where the focused cell's row stands; -1 while it is not in the document. */
const watchFocused = (page: Page) =>
  page.evaluate(() => {
    const grid = document.querySelector("[role=grid]");
    const path = document.getElementById(grid?.getAttribute("aria-activedescendant") ?? "")?.textContent;
    const tops: number[] = [];
    let going = true;
    const look = () => {
      const cell = [...document.querySelectorAll("[role=gridcell][aria-colindex='2']")].find(
        (candidate) => candidate.textContent === path,
      );
      tops.push(cell ? cell.getBoundingClientRect().top : -1);
      if (going) requestAnimationFrame(look);
    };
    look();
    const watch: Watch = {
      tops,
      stop: () => {
        going = false;
        return [...new Set(tops)];
      },
    };
    (window as unknown as { watch: Watch }).watch = watch;
    return tops[0] ?? -1;
  });

const placesSeen = (page: Page) => page.evaluate(() => (window as unknown as { watch: Watch }).watch.stop());

/** A new user's sheet in which so many certificates have been read. */
async function readSheetOf(page: Page, count: number): Promise<void> {
  await workspace.signIn(page);
  await workspace.createSheet(page);
  await workspace.addFolder(page, workspace.folderOfMany("first", count));
  await workspace.expectUploaded(page, count);
  await workspace.start(page);
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);
}

test("rows that come in above and below never move the row one looks at", async ({ page }) => {
  await readSheetOf(page, 70);
  const before = await workspace.rowCount(page);

  await page.getByRole("button", { name: "Arrange Course Title", exact: true }).click();
  await page.getByRole("menuitem", { name: "Sort ascending", exact: true }).click();
  await workspace.gridOf(page).hover();
  await page.mouse.wheel(0, 1000);
  await expect.poll(() => workspace.gridOf(page).evaluate((grid) => grid.scrollTop)).toBeGreaterThan(500);
  const inSight = page.locator("[role=gridcell][aria-colindex='2']").filter({ visible: true });
  const middle = Math.floor((await inSight.count()) / 2);
  await inSight.nth(middle).click();
  const path = await inSight.nth(middle).textContent();

  await workspace.addFolder(page, workspace.folderOfMany("second", 40));
  await workspace.expectUploaded(page, 40);
  const top = await watchFocused(page);
  await workspace.start(page);
  await workspace.expectDone(page);
  await expect.poll(() => workspace.rowCount(page)).toBeGreaterThanOrEqual(before + 40);
  expect(top).toBeGreaterThan(0);
  expect(await placesSeen(page)).toEqual([top]);
  await expect(
    page.locator(`[id="${(await workspace.gridOf(page).getAttribute("aria-activedescendant")) ?? ""}"]`),
  ).toHaveText(path ?? "");
});

test("the frozen column stays where it is while one scrolls aside and back", async ({ page }) => {
  await readSheetOf(page, 3);
  const grid = workspace.gridOf(page);
  const leftOf = async (column: number) => (await workspace.cell(page, 0, column).boundingBox())?.x ?? NaN;
  const frozen = await leftOf(0);

  await grid.hover();
  await page.mouse.wheel(400, 0);
  await expect.poll(() => grid.evaluate((element) => element.scrollLeft)).toBe(400);
  expect(await leftOf(0)).toBe(frozen);
  await page.mouse.wheel(-400, 0);
  await expect.poll(() => grid.evaluate((element) => element.scrollLeft)).toBe(0);
  expect(await leftOf(0)).toBe(frozen);
  await expect(grid).not.toHaveAttribute("data-aside");

  await workspace.cell(page, 0, 0).click();
  await page.keyboard.press("End");
  await expect.poll(() => grid.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  await expect.poll(() => leftOf(0)).toBe(frozen); // from the next frame on
});
