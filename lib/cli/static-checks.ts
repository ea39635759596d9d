import { existsSync } from "node:fs";
import { ONE_PASSED, oneFailed, type TestResult } from "./test-result";
import { outputOf, timedCommand } from "./timed-command";

const LIMIT_MS = 5 * 60_000;
// With a compiler that it does not know, dependency-cruiser sees no module at all and reports success.
const FEWEST_MODULES = 300;
const ROOMS = ["app", "components", "lib", "prisma", "e2e"];

export async function checkFormatAndLint(): Promise<TestResult> {
  return single(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=50", "."]);
}

export async function checkTypes(): Promise<TestResult> {
  const generated = await timedCommand(["node_modules/next/dist/bin/next", "typegen"], { limitMs: LIMIT_MS });
  if (generated.exitCode !== 0) return oneFailed(outputOf(generated));
  return single(["node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false"]);
}

export async function checkDeadCode(): Promise<TestResult> {
  return single(["node_modules/knip/bin/knip.js", "--no-progress"]);
}

export async function checkRulesBetweenRooms(): Promise<TestResult> {
  const cruiser = "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs";
  const rooms = ROOMS.filter((room) => existsSync(room));
  const done = await timedCommand([cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...rooms], {
    limitMs: LIMIT_MS,
  });
  const { summary } = parseReport(done.stdout);
  if (!summary) return oneFailed(outputOf(done));
  const broken = summary.violations.filter(({ rule }) => rule.severity === "error");
  if (broken.length > 0)
    return oneFailed(broken.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).join("\n"));
  if (summary.totalCruised < FEWEST_MODULES)
    return oneFailed(`Only ${summary.totalCruised} modules were seen: the check itself is broken.`);
  return { ...ONE_PASSED, notes: `${summary.totalCruised} modules seen` };
}

/** Pages of docs/ that scripts write: from the titles of the tests, and from the state tables. */
export async function checkWrittenPages(): Promise<TestResult> {
  for (const script of ["lib/cli/requirements.ts", "lib/cli/state-diagrams.ts"]) {
    const result = await single(["--disable-warning=ExperimentalWarning", "--import", "tsx", script, "--check"]);
    if (result.failed > 0) return result;
  }
  return ONE_PASSED;
}

type Report = {
  summary?: {
    totalCruised: number;
    violations: { rule: { name: string; severity: string }; from: string; to: string }[];
  };
};

function parseReport(text: string): Report {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function single(args: readonly string[]): Promise<TestResult> {
  const done = await timedCommand(args, { limitMs: LIMIT_MS });
  return done.exitCode === 0 ? ONE_PASSED : oneFailed(outputOf(done));
}
