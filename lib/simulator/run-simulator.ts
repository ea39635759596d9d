import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { migrateDatabase } from "@/lib/cli/migrate-database";
import { logger } from "@/lib/config/logger";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { governWorld } from "./governed-world";
import { openHouse } from "./life-setting";
import { type LifeReport, live } from "./live";
import { allOrders, arriveInOrder, tellings } from "./orders-of-arrival";
import { openSimulatedDatabase, type SimulatedDatabase } from "./simulated-database";

/**
 * `npm run test:sim -- --seeds 1000 [--seed 1] [--steps 80]`: lives from one seed on, until one goes wrong or all have been lived. With `--arrivals` instead:
 * all 720 orders in which six tellings of one payment can arrive.
 */
const TEMPLATE = "paydesk_template";
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    steps: { type: "string", default: "80" },
    "keep-going": { type: "boolean", default: false },
    log: { type: "boolean", default: false },
    arrivals: { type: "boolean", default: false },
  },
});
const [seeds, first, steps] = [values.seeds, values.seed, values.steps].map(Number) as [number, number, number];

logger.level = "silent";
process.env.NEXTAUTH_SECRET ??= "a-secret-of-simulated-lives-only-0123456789";
const dataDir = mkdtempSync(join(tmpdir(), "paydesk-sim-"));
const server = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
let failed = 0;
try {
  failed = await run();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);

async function run(): Promise<number> {
  await makeTemplate();
  const database = await openSimulatedDatabase(server.url, TEMPLATE);
  await openHouse(database);
  if (values.arrivals) return arrive(database).finally(() => database.close());
  const startedAt = performance.now();
  const sums = { lives: 0, deaths: 0, calls: 0, mishaps: 0, bad: 0 };
  for (let seed = first; seed < first + seeds; seed++) {
    const governed = governWorld();
    const report = await live(database, governed, seed, steps).finally(() => governed.end());
    sums.lives++;
    sums.deaths += report.deaths;
    sums.calls += report.calls;
    sums.mishaps += report.mishaps;
    if (report.wrongs.length > 0) sums.bad++;
    if (report.wrongs.length > 0 || values.log) tell(report);
    if (report.wrongs.length > 0 && !values["keep-going"]) break;
    if (sums.lives % 100 === 0) say(sums, startedAt);
  }
  say(sums, startedAt);
  await database.close();
  return sums.bad;
}

async function arrive(database: SimulatedDatabase): Promise<number> {
  const endings = new Map<string, number>();
  let bad = 0;
  for (const order of allOrders(tellings)) {
    const governed = governWorld();
    const { ending, wrongs } = await arriveInOrder(database, governed, order).finally(() => governed.end());
    endings.set(ending.join("\n"), (endings.get(ending.join("\n")) ?? 0) + 1);
    if (wrongs.length > 0) bad++;
    for (const wrong of wrongs) console.log(`WRONG  ${order.join(", ")}: ${wrong}`);
  }
  for (const [ending, count] of endings) console.log(`${count} orders of arrival end so:\n${ending}`);
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
  sums: { lives: number; deaths: number; calls: number; mishaps: number; bad: number },
  startedAt: number,
): void {
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${sums.lives} lives in ${seconds.toFixed(0)} s (${(sums.lives / seconds).toFixed(1)} a second): ${sums.calls} gateway calls, ${sums.mishaps} of them went wrong, ${sums.deaths} deaths, ${sums.bad} lives with something wrong`,
  );
}
