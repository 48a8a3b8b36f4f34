import path from "node:path";

import { expect, type Page, test } from "@playwright/test";

import { expectAccessible } from "./axe";
import { holdReading, releaseReading, releaseSome } from "./hold-reading";
import { stack } from "./stack";
import * as workspace from "./workspace";

/** Far more than are read before the rest is held. */
const MANY = 60;
const SCREENSHOTS = path.join(import.meta.dirname, "..", "screenshots");

/** Checks a state for everyone, and keeps a picture of it. */
async function keep(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(300); // what fades in must have done so before its contrast is measured
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: "disabled" });
  await expectAccessible(page);
}

async function theme(page: Page, name: "Light" | "Dark"): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
}

test.afterEach(releaseReading);

test("every state of the page is accessible, from signing in to the rows", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await keep(page, "sign-in");
  await workspace.signIn(page, "ada@example.com".replace("ada", `ada-${Date.now()}`));
  await expect(page.getByText("No sheets yet")).toBeVisible();
  await keep(page, "no-sheets");
  await page.getByRole("button", { name: "New sheet" }).click();
  await expect(page.getByRole("option", { name: "California" })).toBeAttached();
  await keep(page, "new-sheet");
  await page.keyboard.press("Escape");

  await workspace.createSheet(page, "California licence 2026");
  await keep(page, "empty-sheet");
  await workspace.addFiles(page, [
    ...workspace.samples(0, 1),
    workspace.fileWith("notes.txt", "x"),
    workspace.fileWith("damaged.pdf", "%PDF-1.4"),
  ]);
  await workspace.addFolder(page, workspace.folderOfMany("2024", MANY));
  await expect(page.getByRole("button", { name: /^Dismiss: notes.txt/ })).toBeVisible();
  await expect(workspace.startOf(page)).toHaveAttribute("aria-disabled", "false", { timeout: 60_000 });
  await keep(page, "files-added");
  await page.getByRole("button", { name: "Dismiss what was not taken" }).click();

  holdReading();
  await workspace.start(page);
  releaseSome();
  const underWay = new RegExp(`^[1-9]\\d* of ${MANY + 2} read`);
  await expect(page.getByText(underWay).first()).toBeVisible({ timeout: 120_000 });
  await keep(page, "reading");
  releaseReading();
  await workspace.expectDone(page);
  await workspace.cell(page, 2, 2).click();
  await expect(page.getByRole("img", { name: /^Page 1 of/ })).toBeVisible();
  await page.waitForTimeout(500); // the page is drawn
  await keep(page, "rows");
  await theme(page, "Dark");
  await workspace.cell(page, 2, 2).click();
  await keep(page, "rows-dark");
  await page.getByRole("button", { name: "Arrange Course Title" }).click();
  await keep(page, "column-menu-dark");
  await page.keyboard.press("Escape");
  await theme(page, "Light");

  await page.getByRole("button", { name: "Export" }).click();
  await keep(page, "export-menu");
  await page.keyboard.press("Escape");
  await page.getByLabel("Filter rows").fill("nothing has this in it");
  await expect(page.getByText("No row passes the filters")).toBeVisible();
  await keep(page, "filtered-to-nothing");
  await page.getByRole("button", { name: "Show all rows" }).click();
  await page.getByRole("link", { name: /California licence/ }).press("Delete");
  await keep(page, "delete");
  await page.keyboard.press("Escape");

  for (const [name, width, height] of [
    ["phone", 360, 740],
    ["tablet", 820, 1100],
    ["4k", 3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.reload();
    await workspace.expectRows(page, /^\d+ rows$/);
    await keep(page, name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
});

test("the states of failure say what is wrong and offer a way on", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { api_url: "nonsense" } }));
  await page.goto("/");
  await expect(page.getByText(/"firebase" must be an object/)).toBeVisible();
  await keep(page, "wrong-settings");
  await page.unroute("**/config.json");

  const settings = {
    api_url: stack().api_url,
    firebase: { project_id: "p", api_key: "k", auth_domain: "p.example.com" },
    local_sign_in: false,
  };
  await page.route("**/config.json", (route) => route.fulfill({ json: settings }));
  await page.goto("/");
  await expect(page.getByLabel("Password")).toBeVisible();
  await keep(page, "firebase-sign-in");
  await page.unroute("**/config.json");

  await workspace.signIn(page);
  await page.goto("/?job_id=00000000-0000-4000-8000-000000000000");
  await expect(page.getByText("There is no such sheet")).toBeVisible();
  await keep(page, "unknown-sheet");

  await page.route(`${stack().api_url}/**`, (route) => route.abort("connectionrefused"));
  await page.reload();
  await expect(page.getByText("The server can't be reached.")).toBeVisible();
  await keep(page, "unreachable");
  await page.unroute(`${stack().api_url}/**`);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("No sheets yet")).toBeVisible();
});
