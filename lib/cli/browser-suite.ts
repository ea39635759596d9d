import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./find-chromium";
import { type RunningPaydesk, startPaydeskForTests } from "./paydesk-for-tests";
import { oneFailed, type TestResult } from "./test-result";
import { outputOf, timedCommand } from "./timed-command";

const LIMIT_MS = 30 * 60_000;
const CONFIG = "e2e/playwright.config.ts";

/** The browser journeys, against a whole Paydesk of their own: fresh data, free ports, test mode. */
export async function runBrowserJourneys(resultsDir: string, playwrightArgs: readonly string[]): Promise<TestResult> {
  if (!existsSync(CONFIG)) return oneFailed(`${CONFIG} is missing.`);
  const chromium = await findChromium();
  if (!chromium) return oneFailed("No Chromium was found: install one, or set CHROMIUM_PATH.");
  let paydesk: RunningPaydesk;
  try {
    paydesk = await startPaydeskForTests(join(resultsDir, "paydesk.log"));
  } catch (cause) {
    return oneFailed(cause instanceof Error ? cause.message : String(cause));
  }
  try {
    return await runPlaywright({ ...process.env, ...paydesk.env, CHROMIUM_PATH: chromium }, resultsDir, playwrightArgs);
  } finally {
    await paydesk.stop();
  }
}

async function runPlaywright(env: NodeJS.ProcessEnv, resultsDir: string, args: readonly string[]): Promise<TestResult> {
  const file = join(resultsDir, "e2e.json");
  rmSync(file, { force: true });
  const flags = ["test", "--config", CONFIG, "--reporter=line,json", ...args];
  const reporting = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: "0" };
  const done = await timedCommand(["node_modules/@playwright/test/cli.js", ...flags], {
    env: reporting,
    limitMs: LIMIT_MS,
  });
  const report = readReport(file);
  if (!report) return oneFailed(outputOf(done));
  const { expected, flaky, unexpected, skipped } = report.stats;
  const counted = unexpected + report.errors.length;
  const failed = counted === 0 && done.exitCode !== 0 ? 1 : counted;
  return { passed: expected + flaky, failed, skipped, notes: failed > 0 || flaky > 0 ? outputOf(done) : "" };
}

type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly flaky: number;
    readonly unexpected: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
};

function readReport(file: string): PlaywrightReport | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
