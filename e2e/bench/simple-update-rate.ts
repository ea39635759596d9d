import type { Pool } from "pg";
import { startScript } from "./bench-process";

const ACCOUNTS = 100_000;
const PROCESSES = 2;
const CLIENTS = 8;

export async function prepareSimpleUpdate(pool: Pool): Promise<void> {
  await pool.query(`CREATE SCHEMA bench;
    CREATE TABLE bench.accounts (aid int PRIMARY KEY, abalance int NOT NULL, filler char(84));
    CREATE TABLE bench.history (aid int, delta int, mtime timestamptz, filler char(22));
    INSERT INTO bench.accounts SELECT n, 0, '' FROM generate_series(1, ${ACCOUNTS}) n;
    ANALYZE bench.accounts`);
}

/** Transactions a second, over the same driver, database and number of connections as two workers have. */
export async function simpleUpdateRate(url: string, seconds: number): Promise<number> {
  const args = [url, `${seconds}`, `${CLIENTS}`, `${ACCOUNTS}`];
  const runs = Array.from({ length: PROCESSES }, () => startScript("e2e/bench/simple-update.ts", {}, args));
  await Promise.all(runs.map((run) => run.exited));
  const counts = runs.map((run) => Number(run.output()));
  if (counts.some((count) => !(count > 0)))
    throw new Error(`simple update failed: ${runs.map((run) => run.output()).join()}`);
  return counts.reduce((sum, each) => sum + each, 0) / seconds;
}
