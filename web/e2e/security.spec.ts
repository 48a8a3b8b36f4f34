import { expect, test } from "@playwright/test";

import * as workspace from "./workspace";

test("the page keeps to its policy, and no token is stored or put into an address", async ({ page }) => {
  const complaints: string[] = [];
  const addresses: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => addresses.push(request.url()));

  const response = await page.goto("/");
  const policy = response?.headers()["content-security-policy"] ?? "";
  const scripts = policy.split(";").find((part) => part.trim().startsWith("script-src")) ?? "";
  expect(scripts).toContain("'self'");
  expect(scripts).not.toContain("unsafe-inline");
  expect(scripts).not.toContain("'unsafe-eval'");

  await workspace.signIn(page);
  await workspace.createSheet(page);
  await workspace.addFiles(page, workspace.samples(0, 1));
  await workspace.expectUploaded(page, 1);
  await workspace.start(page);
  await workspace.expectDone(page);
  await workspace.cell(page, 0, 1).click();
  await expect(page.getByTestId("evidence-mark")).toBeVisible();

  const stored = await page.evaluate(() =>
    [localStorage, sessionStorage]
      .flatMap((kept) => Object.keys(kept).map((key) => kept.getItem(key)))
      .join("\n"),
  );
  expect(stored).not.toMatch(/eyJ/);
  expect(addresses.filter((address) => address.includes("eyJhbGciOiJub25l"))).toEqual([]);
  expect(complaints).toEqual([]);
});
