import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

import { stack } from "./e2e/stack";

const DEBIAN = "/usr/bin/chromium";
const chromium = process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : undefined);

/** The page on a running local stack, with its real API, storage and functions. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: stack().web_url,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
