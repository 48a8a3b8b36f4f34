// Builds the bench pages, runs them in Chromium, and prints a table against the bare list.
import { existsSync } from "node:fs";
import path from "node:path";

import { chromium } from "@playwright/test";
import { build, preview } from "vite";

const RUNS = 3;
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

async function measure(what) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}?what=${what}`);
  await page.waitForFunction(() => "bench" in window);
  const figures = { first: await page.evaluate(() => window.bench.show()) };
  if (what === "grid") {
    const change = (view) => page.evaluate((changes) => window.bench.change(changes), view);
    figures.sortText = await change({ sort: { column: "Course Title", descending: false } });
    figures.sortDate = await change({ sort: { column: "Completion Date", descending: true } });
    figures.filterColumn = await change({ sort: null, filters: { Provider: { contains: "99" } } });
    figures.search = await change({ filters: {}, search: "certificate-4" });
    await change({ search: "" });
  }
  figures.fps = await page.evaluate(() => window.bench.scroll(3000));
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
console.table([
  { scrolling: "bare TanStack Virtual list", "frames/s": of(list, "fps").toFixed(1), ratio: "1.00" },
  {
    scrolling: "the grid",
    "frames/s": of(grid, "fps").toFixed(1),
    ratio: (of(grid, "fps") / of(list, "fps")).toFixed(2),
  },
]);

await browser.close();
await server.close();
