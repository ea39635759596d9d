import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "../lib/cli/find-chromium";

const executablePath = await findChromium();

/** Against a Paydesk that already runs (`npm test` starts one); each journey makes what it needs and leaves the rest alone. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results/e2e",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "line",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: executablePath ? { executablePath } : {},
  },
  projects: [
    { name: "journeys", testIgnore: "ageing/**" },
    // The clock is one for everybody: what moves it by weeks runs alone, when all else is done.
    { name: "ageing", testMatch: "ageing/**/*.spec.ts", dependencies: ["journeys"], workers: 1, fullyParallel: false },
  ],
});
