// Drops 500 files on a sheet of the running stack and tells how smooth the page stays meanwhile,
// beside the same page at rest in the same run. Needs a stack: `make up`, or STACK_FILE.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "@playwright/test";

const FILES = 500;
const BYTES = 60_000;
const REST_MS = 5_000;
const DEBIAN = "/usr/bin/chromium";
const repository = path.join(import.meta.dirname, "..", "..");
const stackFile = process.env.STACK_FILE ?? path.join(repository, ".local", "stack.json");
const { web_url } = JSON.parse(readFileSync(stackFile, "utf8"));

/** In the page: notes each task of the main thread over 50 ms, and the time between frames. */
function watch() {
  const seen = { tasks: [], gaps: [], began: performance.now(), last: performance.now() };
  window.seen = seen;
  new PerformanceObserver((list) =>
    seen.tasks.push(...list.getEntries().map((each) => each.duration)),
  ).observe({
    type: "longtask",
  });
  const frame = (now) => {
    if (window.seen !== seen) return;
    seen.gaps.push(now - seen.last);
    seen.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const share = (numbers, part) =>
  [...numbers].sort((one, other) => one - other)[Math.floor((numbers.length - 1) * part)];

async function seenIn(page) {
  const { tasks, gaps, seconds } = await page.evaluate(() => {
    const { tasks, gaps, began } = window.seen;
    return { tasks, gaps, seconds: (performance.now() - began) / 1000 };
  });
  return {
    seconds,
    "frames/s": gaps.length / seconds,
    "median gap": median(gaps),
    "99th gap": share(gaps, 0.99),
    "longest gap": Math.max(...gaps),
    "tasks > 50 ms": tasks.length,
    "longest task": Math.max(0, ...tasks),
  };
}

const folder = path.join(mkdtempSync(path.join(tmpdir(), "drop-")), "certificates");
for (let year = 0; year < 5; year++) {
  mkdirSync(path.join(folder, String(2020 + year)), { recursive: true });
  for (let index = 0; index < FILES / 5; index++)
    writeFileSync(path.join(folder, String(2020 + year), `${index}.pdf`), randomBytes(BYTES));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : undefined),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: web_url });
const session = await page.context().newCDPSession(page);

async function mainThreadSeconds() {
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}

await page.goto("/");
await page.getByLabel("E-mail address").fill(`bench-${Date.now()}@example.com`);
await page.getByRole("button", { name: "Sign in" }).click();
await page.getByRole("button", { name: "New sheet" }).click();
await page.getByRole("option", { name: "California" }).waitFor({ state: "attached" });
await page.getByRole("button", { name: "Create" }).click();
const status = page.getByRole("region", { name: "Files" }).getByRole("status");
await status.waitFor({ state: "attached" });

await page.evaluate(watch);
await page.waitForTimeout(REST_MS);
const atRest = await seenIn(page);

await page.evaluate(watch);
const before = await mainThreadSeconds();
const data = { items: [], files: [folder], dragOperationsMask: 1 };
for (const type of ["dragEnter", "dragOver", "drop"])
  await session.send("Input.dispatchDragEvent", { type, x: 800, y: 200, data });
await status.filter({ hasText: `${FILES} files to read` }).waitFor({ timeout: 300_000 });
const dropped = await seenIn(page);
const cpu = (await mainThreadSeconds()) - before;

const row = (what, figures) => ({
  what,
  ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(1))])),
  "ratio of frames/s": (figures["frames/s"] / atRest["frames/s"]).toFixed(2),
});
console.log(
  `${FILES} files of ${BYTES / 1000} kB dropped at once: hashed, registered, uploaded; times in ms`,
);
console.table([row("the page at rest", atRest), row("while files go up", dropped)]);
console.log(`main thread: ${cpu.toFixed(1)} CPU s, ${((1000 * cpu) / FILES).toFixed(1)} ms a file`);

await browser.close();
rmSync(path.dirname(folder), { recursive: true });
