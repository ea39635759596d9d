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
  // A busy machine makes one journey in a hundred late. It gets one more try, and `npm test` names it.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: "line",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    actionTimeout: 10_000,
    // A panel that slides in is waited for at each of its steps.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: executablePath ? { executablePath } : {},
  },
  projects: [
    { name: "journeys", testIgnore: ["alone/**", "ageing/**"] },
    // What looks at the whole database, or breaks a part of it, runs alone when all else is done; what moves the one clock by weeks runs last.
    { name: "alone", testMatch: "alone/**/*.spec.ts", dependencies: ["journeys"], workers: 1, fullyParallel: false },
    { name: "ageing", testMatch: "ageing/**/*.spec.ts", dependencies: ["alone"], workers: 1, fullyParallel: false },
  ],
});
