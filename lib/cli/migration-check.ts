import { MIGRATION_FILE, migrationNames } from "./migration-engine";
import { LAST_BEFORE_RELEASE } from "./migration-limits";
import { ONE_PASSED, oneFailed, type TestResult } from "./test-result";
import { outputOf, timedCommand } from "./timed-command";

const LIMIT_MS = 60_000;

/** DM-1: reads the migrations written since the first release for what would stop a shop that works; `.squawk.toml` says what that is. */
export function checkMigrations(): Promise<TestResult> {
  const names = migrationNames("prisma").filter((name) => name > LAST_BEFORE_RELEASE);
  return checkMigrationFiles(names.map((name) => `prisma/migrations/${name}/${MIGRATION_FILE}`));
}

export async function checkMigrationFiles(paths: readonly string[]): Promise<TestResult> {
  if (paths.length === 0) return { ...ONE_PASSED, notes: "none since the first release" };
  const done = await timedCommand(["node_modules/squawk-cli/js/bin/squawk", "--reporter", "gcc", ...paths], {
    limitMs: LIMIT_MS,
  });
  return done.exitCode === 0 ? ONE_PASSED : oneFailed(outputOf(done));
}
