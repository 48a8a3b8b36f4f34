import { expect, type Locator, type Page, test } from "@playwright/test";

import * as workspace from "./workspace";

test.beforeEach(async ({ page }) => {
  await workspace.signIn(page);
  await workspace.createSheet(page, "By mouse");
  await workspace.addFiles(page, workspace.samples(0, 3));
  await workspace.expectUploaded(page, 3);
  await workspace.start(page);
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);
});

const head = (page: Page, name: string): Locator =>
  page.getByRole("columnheader", { name: new RegExp(`^${name}`) });

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator.toString()} is not in sight`);
  return box;
}

/** The heads of all columns in sight, from left to right. */
const order = (page: Page): Promise<string[]> =>
  page.getByRole("columnheader").evaluateAll((heads) =>
    heads
      .sort((one, other) => one.getBoundingClientRect().x - other.getBoundingClientRect().x)
      .map((each) => each.textContent.trim())
      .filter(Boolean),
  );

/** Drags from one place to another in steps, as a hand does. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

test("a column's head dragged onto another column's half moves it before or behind that column", async ({
  page,
}) => {
  const [source = "", first = "", second = "", third = ""] = await order(page);
  const grab = async (name: string) => {
    const { x, y, height } = await boxOf(head(page, name));
    return { x: x + 20, y: y + height / 2 };
  };
  const target = await boxOf(head(page, first));
  await drag(page, await grab(third), { x: target.x + 8, y: target.y + 10 });
  await expect.poll(async () => (await order(page)).slice(0, 4)).toEqual([source, third, first, second]);

  const last = await boxOf(head(page, second));
  await drag(page, await grab(third), { x: last.x + last.width * 0.6, y: last.y + 10 });
  await expect.poll(async () => (await order(page)).slice(0, 4)).toEqual([source, first, second, third]);

  await page.reload();
  await expect.poll(async () => (await order(page)).slice(0, 4)).toEqual([source, first, second, third]);
});

test("a head's right edge widens its column by as much as it is dragged, and moves no column", async ({
  page,
}) => {
  const before = await order(page);
  const name = before[1] ?? "";
  const start = await boxOf(head(page, name));
  const edge = { x: start.x + start.width - 2, y: start.y + start.height / 2 };
  await drag(page, edge, { x: edge.x + 90, y: edge.y });
  await expect
    .poll(async () => Math.round((await boxOf(head(page, name))).width))
    .toBe(Math.round(start.width + 90));
  expect((await order(page)).slice(0, 3)).toEqual(before.slice(0, 3));
  const next = (await order(page))[2] ?? "";
  expect((await boxOf(workspace.cell(page, 0, 2))).x).toBe((await boxOf(head(page, next))).x);

  await page.mouse.move(edge.x + 88, edge.y);
  await page.mouse.down();
  await page.mouse.move(start.x - 300, edge.y, { steps: 5 });
  await page.mouse.up();
  expect((await boxOf(head(page, name))).width).toBeGreaterThanOrEqual(50); // never too narrow to be taken hold of again
  await page.mouse.move(600, 600); // the edge has been let go
  expect((await boxOf(head(page, name))).width).toBeLessThan(80);

  await page.reload();
  await expect.poll(async () => (await boxOf(head(page, name))).width).toBeLessThan(80);
});

test("cells are selected by dragging over them, rows by their number, columns by their head", async ({
  page,
}) => {
  const selected = workspace.gridOf(page).locator("[role=gridcell][aria-selected=true]");
  const from = await boxOf(workspace.cell(page, 0, 1));
  const to = await boxOf(workspace.cell(page, 2, 2));
  await drag(page, { x: from.x + 9, y: from.y + 9 }, { x: to.x + 30, y: to.y + 9 });
  await expect(selected).toHaveCount(6);
  await workspace.gridOf(page).getByRole("rowheader", { name: "2", exact: true }).click();
  await expect(workspace.gridOf(page).locator("[aria-rowindex='2'] [aria-selected=true]")).toHaveCount(0);
  await expect(workspace.cell(page, 1, 0)).toHaveAttribute("aria-selected", "true");
  await expect(workspace.cell(page, 1, 2)).toHaveAttribute("aria-selected", "true");
  await head(page, (await order(page))[2] ?? "").click({ position: { x: 12, y: 12 } });
  await expect(selected).toHaveCount(await workspace.rowCount(page));
});
