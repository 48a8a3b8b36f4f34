// Builds the bench pages, runs them in Chromium, and prints a table against the bare list.
import { existsSync } from "node:fs";
import path from "node:path";

import { chromium } from "@playwright/test";
import { build, preview } from "vite";

const RUNS = 5;
const sessions = new Map();
const configFile = path.join(import.meta.dirname, "vite.config.ts");
const DEBIAN = "/usr/bin/chromium";

await build({ configFile, logLevel: "error" });
const server = await preview({ configFile, preview: { host: "127.0.0.1", port: 0 }, logLevel: "error" });
const [address] = server.resolvedUrls.local;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : undefined),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** The main thread's processor time so far: unlike frames a second, other programs don't change it. */
async function cpuSecondsOf(page) {
  sessions.set(page, sessions.get(page) ?? (await page.context().newCDPSession(page)));
  const session = sessions.get(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}

async function measure(what) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}?what=${what}`);
  await page.waitForFunction(() => "bench" in window);
  const figures = { first: await page.evaluate(() => window.bench.show()) };
  const cell = page.locator("[role=gridcell],[data-bench-row] span").first();
  if ((await cell.evaluate((element) => window.getComputedStyle(element).textOverflow)) !== "ellipsis")
    throw new Error("the page is measured without its styles");
  if (what === "grid") {
    const change = (view) => page.evaluate((changes) => window.bench.change(changes), view);
    figures.sortText = await change({ sort: { column: "Course Title", descending: false } });
    figures.sortDate = await change({ sort: { column: "Completion Date", descending: true } });
    figures.filterColumn = await change({ sort: null, filters: { Provider: { contains: "99" } } });
    figures.search = await change({ filters: {}, search: "certificate-4" });
    await change({ search: "" });
  }
  const cpu = await cpuSecondsOf(page);
  const frames = await page.evaluate(() => window.bench.scroll(3000));
  figures.cpuPerFrame = (1000 * ((await cpuSecondsOf(page)) - cpu)) / frames;
  figures.fps = frames / 3;
  await page.close();
  return figures;
}

const grid = [];
const list = [];
for (let run = 0; run < RUNS; run++) {
  list.push(await measure("list"));
  grid.push(await measure("grid"));
}
const of = (runs, name) => median(runs.map((run) => run[name]));
const row = (name, value, limit) => ({
  measure: name,
  "median ms": Math.round(value),
  "limit ms": limit,
  ratio: (value / limit).toFixed(2),
});

console.log(`50,000 rows of 15 columns, median of ${RUNS} runs`);
console.table([
  row("first rows after data", of(grid, "first"), 1500),
  row("sort by text", of(grid, "sortText"), 600),
  row("sort by date", of(grid, "sortDate"), 600),
  row("filter of a column", of(grid, "filterColumn"), 600),
  row("search in all columns", of(grid, "search"), 600),
]);
const scrolling = (name, runs) => ({
  scrolling: name,
  "frames/s": of(runs, "fps").toFixed(1),
  "main thread ms/frame": of(runs, "cpuPerFrame").toFixed(1),
  "ratio of frames": (of(runs, "fps") / of(list, "fps")).toFixed(2),
  "ratio of time": (of(runs, "cpuPerFrame") / of(list, "cpuPerFrame")).toFixed(2),
});
console.table([scrolling("bare TanStack Virtual list", list), scrolling("the grid", grid)]);

await browser.close();
await server.close();
