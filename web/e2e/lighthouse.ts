import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { type BrowserContextOptions, chromium, type LaunchOptions, type Page } from "@playwright/test";
import lighthouse, { type Config } from "lighthouse";
import { connect } from "puppeteer-core";

const CATEGORIES = ["accessibility", "best-practices"] as const;

/** A category's points, of 100, and the audits that cost some. */
export type Score = { category: string; screen: string; points: number; lost: string[] };

/** Does something in a browser that Lighthouse can join, whose first tab is `page`. */
export async function withJoinableBrowser(
  options: LaunchOptions & Pick<BrowserContextOptions, "baseURL">,
  work: (page: Page, address: string) => Promise<void>,
): Promise<void> {
  const profile = mkdtempSync(path.join(tmpdir(), "lighthouse-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    args: [...(options.args ?? []), "--remote-debugging-port=0"],
    viewport: null,
  });
  try {
    const [port] = readFileSync(path.join(profile, "DevToolsActivePort"), "utf8").split("\n");
    const [page] = context.pages();
    if (!page) throw new Error("The browser has opened no tab.");
    await work(page, `http://127.0.0.1:${port}`);
  } finally {
    await context.close();
  }
}

/**
 * Has Lighthouse load the sheet that a tab shows, with the tab's session, as on the given screen.
 * Throws when it saw no rows.
 */
export async function lighthouseScores(
  page: Page,
  address: string,
  screen: "desktop" | "mobile",
): Promise<Score[]> {
  const browser = await connect({ browserURL: address, defaultViewport: null });
  try {
    const tab = (await browser.pages()).find((candidate) => candidate.url() === page.url());
    const config: Config = {
      extends: "lighthouse:default",
      settings: {
        onlyCategories: [...CATEGORIES],
        disableStorageReset: true, // the tab's session is kept there
        throttlingMethod: "provided",
        formFactor: screen,
        screenEmulation:
          screen === "mobile"
            ? { mobile: true, width: 412, height: 823, deviceScaleFactor: 1.75 }
            : { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1 },
      },
    };
    const result = await lighthouse(page.url(), { logLevel: "error" }, config, tab);
    if (!result) throw new Error("Lighthouse gave no result.");
    const { lhr } = result;
    if (lhr.audits["aria-required-parent"]?.score !== 1)
      throw new Error("Lighthouse saw no row or cell: the grid was not there when it looked.");
    return CATEGORIES.map((id) => {
      const { title, score, auditRefs } = lhr.categories[id] ?? { title: id, score: null, auditRefs: [] };
      const lost = auditRefs
        .filter(({ weight }) => weight > 0)
        .flatMap((reference) => lhr.audits[reference.id] ?? [])
        .filter((audit) => audit.score !== null && audit.score < 1);
      return {
        category: title,
        screen,
        points: Math.round(100 * (score ?? 0)),
        lost: lost.map((audit) => `${audit.id}: ${audit.title} ${JSON.stringify(audit.details ?? {})}`),
      };
    });
  } finally {
    await browser.disconnect();
  }
}
