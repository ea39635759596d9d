import { existsSync } from "node:fs";
import { MIGRATION_FILE, migrationNames } from "./migration-engine";
import { LAST_BEFORE_RELEASE } from "./migration-limits";
import { ONE_PASSED, oneFailed, type TestResult } from "./test-result";
import { outputOf, timedCommand } from "./timed-command";

const LIMIT_MS = 60_000;
const SQUAWK = "node_modules/@squawk-cli/linux-x64/bin/squawk";
/** Its wrapper names programs for machines that not every registry has, and a lockfile without them installs nowhere. */
const runSquawk = `process.exit(require("node:child_process").spawnSync("${SQUAWK}", process.argv.slice(1), { stdio: "inherit" }).status ?? 1)`;

/** Whether the program is there: it is for Linux on x64 only. */
export const canCheckMigrations = existsSync(SQUAWK);

/** DM-1: reads the migrations written since the first release for what would stop a shop that works; `.squawk.toml` says what that is. */
export function checkMigrations(): Promise<TestResult> {
  const names = migrationNames("prisma").filter((name) => name > LAST_BEFORE_RELEASE);
  return checkMigrationFiles(names.map((name) => `prisma/migrations/${name}/${MIGRATION_FILE}`));
}

export async function checkMigrationFiles(paths: readonly string[]): Promise<TestResult> {
  if (paths.length === 0) return { ...ONE_PASSED, notes: "none since the first release" };
  if (!canCheckMigrations) return { ...ONE_PASSED, notes: "not read: squawk is not there for this machine" };
  const done = await timedCommand(["--eval", runSquawk, "--", "--reporter", "gcc", ...paths], {
    limitMs: LIMIT_MS,
  });
  return done.exitCode === 0 ? ONE_PASSED : oneFailed(outputOf(done));
}
