import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { migrateDatabase } from "@/lib/cli/migrate-database";
import { logger } from "@/lib/config/logger";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { dealLives } from "./deal-lives";
import { governWorld } from "./governed-world";
import { openHouse } from "./life-setting";
import type { LifeReport } from "./live";
import { allOrders, arriveInOrder, tellings } from "./orders-of-arrival";
import { openSimulatedDatabase } from "./simulated-database";

/**
 * `npm run test:sim -- --seeds 1000 [--seed 1] [--steps 80] [--workers 2]`: lives from one seed on, until one goes wrong or all have been lived, in as many
 * processes as there are cores; SIGINT or SIGTERM ends them, with the sum of what was lived. With `--arrivals` instead: all 720 orders in which six tellings of one payment can arrive.
 */
const TEMPLATE = "paydesk_template";
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    steps: { type: "string", default: "80" },
    workers: { type: "string", default: String(availableParallelism()) },
    "keep-going": { type: "boolean", default: false },
    log: { type: "boolean", default: false },
    arrivals: { type: "boolean", default: false },
  },
});
const [seeds, first, steps, workers] = [values.seeds, values.seed, values.steps, values.workers].map(wholeNumber) as [
  number,
  number,
  number,
  number,
];
const MEMORY_FOLDER = "/dev/shm";
const ROOM_BYTES = 4e9;
/** The exit code of whoever was told to end. */
const STOPPED = 130;

logger.level = "silent";
process.env.NEXTAUTH_SECRET ??= "a-secret-of-simulated-lives-only-0123456789";
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopped.abort());
const dataDir = mkdtempSync(join(folderForLives(), "paydesk-sim-"));
const server = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
let failed = 0;
try {
  failed = await run();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(stopped.signal.aborted ? STOPPED : failed === 0 ? 0 : 1);

async function run(): Promise<number> {
  await makeTemplate();
  if (stopped.signal.aborted) return 0;
  if (values.arrivals) return arrive();
  const startedAt = performance.now();
  const sums = { lives: 0, orders: 0, deaths: 0, calls: 0, mishaps: 0, bad: 0 };
  const work = { serverUrl: server.url, template: TEMPLATE, steps };
  await dealLives(
    Math.min(workers, seeds),
    seedsFrom(first, seeds),
    work,
    (report) => {
      sums.lives++;
      sums.orders += report.orders;
      sums.deaths += report.deaths;
      sums.calls += report.calls;
      sums.mishaps += report.mishaps;
      if (report.wrongs.length > 0) sums.bad++;
      if (report.wrongs.length > 0 || values.log) tell(report);
      if (sums.lives % 100 === 0) say(sums, startedAt);
      return report.wrongs.length === 0 || values["keep-going"];
    },
    stopped.signal,
  );
  say(sums, startedAt);
  return sums.bad;
}

function* seedsFrom(from: number, count: number): Generator<number, undefined> {
  for (let seed = from; seed < from + count; seed++) yield seed;
}

/** In memory where there is room: lives write much, and nothing of it has to last. TMPDIR decides otherwise. */
function folderForLives(): string {
  if (process.env.TMPDIR !== undefined) return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize > ROOM_BYTES ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text))
    throw new Error(`${text} is not a whole number: --seed, --seeds, --steps and --workers want one`);
  return Number(text);
}

async function arrive(): Promise<number> {
  const database = await openSimulatedDatabase(server.url, TEMPLATE);
  await openHouse(database);
  const endings = new Map<string, number>();
  let bad = 0;
  for (const order of allOrders(tellings)) {
    if (stopped.signal.aborted) break;
    const governed = governWorld();
    const { ending, wrongs } = await arriveInOrder(database, governed, order).finally(() => governed.end());
    endings.set(ending.join("\n"), (endings.get(ending.join("\n")) ?? 0) + 1);
    if (wrongs.length > 0) bad++;
    for (const wrong of wrongs) console.log(`WRONG  ${order.join(", ")}: ${wrong}`);
  }
  for (const [ending, count] of endings) console.log(`${count} orders of arrival end so:\n${ending}`);
  await database.close();
  return bad + endings.size - 1;
}

async function makeTemplate(): Promise<void> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrateDatabase(server.url.replace(/\/[^/]*$/, `/${TEMPLATE}`), "prisma");
}

function tell({ seed, wrongs, lines }: LifeReport): void {
  if (values["keep-going"] && !values.log) {
    for (const wrong of wrongs) console.log(`seed ${seed}: ${wrong}`);
    return;
  }
  console.log(lines.join("\n"));
  for (const wrong of wrongs) console.log(`WRONG  ${wrong}`);
  console.log(`seed ${seed}; again: npm run test:sim -- --seed ${seed} --seeds 1 --steps ${steps}`);
}

function say(
  sums: { lives: number; orders: number; deaths: number; calls: number; mishaps: number; bad: number },
  startedAt: number,
): void {
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${sums.lives} lives in ${seconds.toFixed(0)} s (${(sums.lives / seconds).toFixed(1)} a second) of ${sums.orders} orders: ${sums.calls} gateway calls, ${sums.mishaps} of them went wrong, ${sums.deaths} deaths, ${sums.bad} lives with something wrong`,
  );
}
