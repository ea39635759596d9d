import { mkdirSync } from "node:fs";
import { runBrowserJourneys } from "./browser-suite";
import { generateClient } from "./build-steps";
import { checkMigrations } from "./migration-check";
import {
  checkDeadCode,
  checkFormatAndLint,
  checkRulesBetweenRooms,
  checkTypes,
  checkWrittenPages,
} from "./static-checks";
import { describeCounts, oneFailed, type Suite, sumOf, type TestResult } from "./test-result";
import { runVitest } from "./vitest-suite";
import { checkBuild } from "./web-build-check";

const RESULTS_DIR = "test-results";
const separator = process.argv.indexOf("--");
const words = process.argv.slice(2, separator === -1 ? undefined : separator);
const playwrightArgs = separator === -1 ? [] : process.argv.slice(separator + 1);

const suites: readonly Suite[] = [
  { name: "Format and lint", word: "lint", run: checkFormatAndLint },
  { name: "Types", word: "types", run: checkTypes },
  { name: "Rules between rooms", word: "rules", run: checkRulesBetweenRooms },
  { name: "Dead code", word: "dead-code", run: checkDeadCode },
  { name: "Migrations", word: "migrations", run: checkMigrations },
  { name: "Written pages", word: "pages", run: checkWrittenPages },
  { name: "Unit and property tests", word: "unit", run: () => runVitest("unit", RESULTS_DIR) },
  { name: "Database and gateway tests", word: "db", run: () => runVitest("db", RESULTS_DIR) },
  { name: "Build", word: "build", run: () => checkBuild(`${RESULTS_DIR}/build.log`) },
  { name: "Browser journeys", word: "browser", run: () => runBrowserJourneys(RESULTS_DIR, playwrightArgs) },
];

mkdirSync(RESULTS_DIR, { recursive: true });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
await generateClient();

const results: TestResult[] = [];
for (const suite of suites) {
  if (words.length === 0 || words.includes(suite.word)) results.push(await report(suite));
}
const total = sumOf(results);
process.stdout.write(`\n${describeCounts(total)}\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function report({ name, run }: Suite): Promise<TestResult> {
  const startedAt = performance.now();
  const result = await run().catch((cause) =>
    oneFailed(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)),
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${result.failed === 0 ? "✓" : "✗"} ${name}: ${describeCounts(result)} (${seconds} s)\n`);
  if (result.notes) process.stdout.write(`${result.notes.replaceAll(/^/gm, "    ")}\n`);
  return result;
}
