import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { oneFailed, type TestResult } from "./test-result";
import { outputOf, timedCommand } from "./timed-command";

const LIMIT_MS = 8 * 60_000;

export async function runVitest(project: "unit" | "db", resultsDir: string): Promise<TestResult> {
  const file = join(resultsDir, `${project}.json`);
  rmSync(file, { force: true });
  const flags = ["run", "--project", `${project}*`, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "test", NO_COLOR: "1" };
  const done = await timedCommand(["node_modules/vitest/vitest.mjs", ...flags], { limitMs: LIMIT_MS, env });
  const report = readReport(file);
  if (!report || done.isTimedOut) return oneFailed(outputOf(done));
  return toResult(report, done.exitCode, () => outputOf(done));
}

export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
};

export function toResult(report: VitestReport, exitCode: number, output: () => string): TestResult {
  // A file that cannot even be loaded has no tests that could fail: it counts as one.
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const counted = report.numFailedTests + unloadable.length;
  const failed = counted === 0 && exitCode !== 0 ? 1 : counted;
  return {
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: failed > 0 ? output() : "",
  };
}

function readReport(file: string): VitestReport | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
