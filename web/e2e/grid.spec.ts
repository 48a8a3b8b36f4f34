import { expect, test } from "@playwright/test";

import * as workspace from "./workspace";

test.beforeEach(async ({ page }) => {
  await workspace.signIn(page);
  await workspace.createSheet(page, "Grid");
  await workspace.addFiles(page, [
    ...workspace.samples(0, 6),
    workspace.fileWith("damaged.pdf", "%PDF-1.4 nothing in it"),
  ]);
  await workspace.expectUploaded(page, 7);
  await workspace.start(page);
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);
});

const texts = async (page: import("@playwright/test").Page, column: number) =>
  (
    await workspace
      .gridOf(page)
      .locator(`[role=gridcell][aria-colindex="${column + 2}"]`)
      .allTextContents()
  ).filter(Boolean);

test("columns are sorted, hidden, moved and widened, and stay so after a reload", async ({ page }) => {
  const head = (name: string) => page.getByRole("columnheader", { name });
  const arrange = async (column: string, action: string) => {
    await page.getByRole("button", { name: `Arrange ${column}`, exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  };
  await arrange("Participant Name", "Sort descending");
  await expect(head("Participant Name")).toHaveAttribute("aria-sort", "descending");
  const names = (await texts(page, 1)).filter((name) => !name.startsWith("Not read"));
  expect(names).toEqual(
    [...names].sort((one, other) => other.localeCompare(one, undefined, { sensitivity: "base" })),
  );
  const width = (await head("Participant Name").boundingBox())?.width ?? 0;
  await arrange("Participant Name", "Wider");
  await arrange("Course Title", "Move left");
  await arrange("Provider", "Hide");
  await expect(head("Provider")).toHaveCount(0);

  await page.reload();
  await expect(head("Participant Name")).toHaveAttribute("aria-sort", "descending");
  await expect(head("Course Title")).toHaveAttribute("aria-colindex", "3");
  await expect(head("Provider")).toHaveCount(0);
  expect((await head("Participant Name").boundingBox())?.width).toBeGreaterThan(width);
});

test("a selected cell shows its place on the page, and the next cell follows by keyboard", async ({
  page,
}) => {
  await workspace.cell(page, 0, 1).click();
  const evidence = page.getByRole("region", { name: "Where this comes from" });
  await expect(evidence.getByRole("heading")).toHaveText("Participant Name");
  await expect(evidence.getByTestId("evidence-mark")).toBeVisible();
  await expect(evidence.getByRole("img", { name: /^Page 1 of / })).toBeVisible();
  await expect(evidence).toContainText("% sure");
  await page.keyboard.press("ArrowRight");
  await expect(evidence.getByRole("heading")).toHaveText("Course Title");
  await evidence.getByRole("button", { name: "Next cell (Alt+Down)" }).click();
  await expect(evidence.getByRole("heading")).toHaveText("Provider");
});

test("a value that stands nowhere on the page is said to have no source", async ({ page }) => {
  await workspace.cell(page, 0, 1).click();
  await page.keyboard.press("End");
  const evidence = page.getByRole("region", { name: "Where this comes from" });
  await expect(evidence.getByRole("heading")).toHaveText("Regulatory Review Approval Number");
  await expect(evidence).toContainText("No source found on the page.");
});

test("where a value comes from is said to be unknown while the server can't be asked, and asked again", async ({
  page,
}) => {
  const lookups = /\/files\/[^/]+\/results$/;
  await page.route(lookups, (route) => route.abort("connectionrefused"));
  await workspace.cell(page, 1, 1).click();
  const evidence = page.getByRole("region", { name: "Where this comes from" });
  await expect(evidence.getByRole("alert")).toContainText("The server can't be reached.");
  await expect(evidence.getByText("No source found")).toBeHidden();
  await expect(evidence).toContainText("% sure");
  await page.unroute(lookups);
  await evidence.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(evidence.getByTestId("evidence-mark")).toBeVisible();
});

test("a failed file is a row with its reason, and its retry is part of the next reading", async ({
  page,
}) => {
  await page.getByLabel("Filter rows").fill("damaged");
  await workspace.expectRows(page, /^1 of \d+ rows$/);
  await expect(workspace.gridOf(page).getByText("Not read:")).toBeVisible();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("is in the next reading")).toBeVisible();
  await workspace.expectUploaded(page, 1);
});

test("rows are filtered with a live count, by text, by range and by doubt", async ({ page }) => {
  const [first = ""] = await texts(page, 1);
  await page.getByLabel("Filter rows").fill(first);
  await workspace.expectRows(page, /^[1-9]\d* of \d+ rows$/);
  await page.getByRole("button", { name: "Show all" }).click();
  await workspace.expectRows(page, /^\d+ rows$/);

  await page.getByRole("button", { name: "Arrange Participant Name" }).click();
  await page.getByRole("menuitem", { name: "Filter…" }).click();
  await page.getByLabel("Participant Name contains").fill("nobody is called this");
  await expect(page.getByText("No row passes the filters")).toBeVisible();
  await page.getByRole("button", { name: "Show all rows" }).click();

  await page.getByRole("button", { name: /^Needs a look/ }).click();
  await expect(workspace.gridOf(page).getByText("Not read:")).toBeVisible();
});
