import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Pool } from "pg";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender } from "@/lib/http/sender";
import { requestSweep, waitUntilSettled } from "@/lib/operations/clock/carry-out-due-work";
import { createStore } from "@/lib/operations/store/create-store";
import { checkBooks } from "@/lib/simulator/check-life";
import { openBenchDatabase, withDataFolder } from "../bench/bench-database";
import { type BenchProcess, startScript, until } from "../bench/bench-process";
import { SandboxControl } from "./sandbox-control";
import { ShopStream } from "./shop-stream";
import { receiveWebhooks } from "./webhook-receiver";

/**
 * `npm run test:faults -- --minutes 10`: two real workers, a sandbox that goes wrong once in twenty calls, a kill every ten seconds, and a shop that goes on
 * selling. Afterwards the rules of the simulated lives are checked on what is left.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    port: { type: "string", default: "40200" },
    pause: { type: "string", default: "100" },
    data: { type: "string", default: tmpdir() },
  },
});
const [minutes, port, pauseMs] = [values.minutes, values.port, values.pause].map(Number) as [number, number, number];
const STORE_ID = "northlight";
const WEBHOOK_SECRET = "whsec_faults_run";
const KILL_EVERY_MS = 10_000;

const wrongs = await withDataFolder(values.data, run);
for (const wrong of wrongs) console.log(`WRONG  ${wrong}`);
console.log(wrongs.length === 0 ? "Nothing is wrong." : `${wrongs.length} things are wrong.`);
process.exit(wrongs.length === 0 ? 0 : 1);

async function run(dataDir: string): Promise<string[]> {
  const database = await openBenchDatabase(dataDir);
  const { pool } = database;
  const sandbox = new SandboxControl(`http://127.0.0.1:${port}`);
  const bank = startScript("lib/sandbox/server.ts", {
    SANDBOX_PORT: `${port}`,
    SANDBOX_LATENCY_MS: "10",
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${port + 1}/`,
    SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });
  const env = {
    NODE_ENV: "production",
    PAYDESK_MODE: "test",
    PAYDESK_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    STRIPE_API_BASE: sandbox.url,
    SANDBOX_PORT: `${port}`,
  };
  const workers: BenchProcess[] = [];
  const stripe = { secretKey: "sk_test_paydesk_demo", webhookSecrets: [WEBHOOK_SECRET], apiBase: sandbox.url };
  const gateway = createGatewayRegistry({ stripe }, createSender(), createHouseLedger(pool)).get("stripe");
  if (!gateway) throw new Error("no gateway");
  const webhooks = await receiveWebhooks(pool, gateway, port + 1);
  try {
    await until(() => sandbox.isUp(), { of: bank, what: "the sandbox listens" });
    await createStore(pool, {
      id: STORE_ID,
      name: "Northlight Camera",
      mark: "N",
      supportPhone: "+44 20 7946 0142",
      supportEmail: "help@northlight.example.com",
      timeZone: "UTC",
      currency: "USD",
    });
    for (let i = 0; i < 2; i++) workers.push(startScript("lib/jobs/worker.ts", env));
    await until(async () => workers.every(isAwake), { what: "both workers are ready" });
    await sandbox.goWrong();
    const actor = { kind: "api", keyName: "shop" } as const;
    const shop = new ShopStream({ pool, storeId: STORE_ID, actor, correlationId: "faults" }, sandbox);
    const kills = await sellAndKill(shop, workers, () => startScript("lib/jobs/worker.ts", env));
    const struck = await sandbox.faultCount();
    await sandbox.goRight();
    await shop.moveOn();
    // The leases of those that were killed last run out by the server's own clock.
    await sleep(75_000);
    const found = await settleAndCheck(pool, sandbox);
    if (kills === 0) found.push("no worker was killed: the run shows nothing");
    await tell(pool, sandbox, { shop, kills, struck, webhooks: webhooks.received() });
    return found;
  } finally {
    await Promise.all([...workers, bank].map((each) => each.stop()));
    await webhooks.close();
    await database.close();
  }
}

async function sellAndKill(shop: ShopStream, workers: BenchProcess[], start: () => BenchProcess): Promise<number> {
  const endsAt = performance.now() + minutes * 60_000;
  let nextKill = performance.now() + KILL_EVERY_MS;
  let kills = 0;
  while (performance.now() < endsAt) {
    await shop.placeOne();
    await shop.moveOn();
    // One that is at work, not one that is still starting: on a busy machine that takes longer than the time between two kills.
    const victim = workers.find(isAwake);
    if (victim && performance.now() >= nextKill) {
      process.kill(victim.pid, "SIGKILL");
      await victim.exited;
      workers.splice(workers.indexOf(victim), 1);
      workers.push(start());
      kills++;
      nextKill = performance.now() + KILL_EVERY_MS;
      console.log(`${kills} kills, ${shop.placed} orders, ${shop.shipped} parcels`);
    }
    await sleep(pauseMs);
  }
  return kills;
}

function isAwake(worker: BenchProcess): boolean {
  return worker.output().includes("worker is ready");
}

/** Fifteen minutes of the house's clock after the faults, and then to the end of the enquiry ladder. */
async function settleAndCheck(pool: Pool, sandbox: SandboxControl): Promise<string[]> {
  await pass(pool, sandbox, [60, 60, 240, 240, 300]);
  const soon = await checkBooks(pool, await sandbox.side(), { moment: "soon", nowMs: await now(pool) });
  await pass(pool, sandbox, [3_600, 3_600, ...Array.from({ length: 7 }, () => 86_400)]);
  return [...soon, ...(await checkBooks(pool, await sandbox.side(), { moment: "in the end", nowMs: await now(pool) }))];
}

async function pass(pool: Pool, sandbox: SandboxControl, waits: readonly number[]): Promise<void> {
  for (const seconds of waits) {
    await pool.query("UPDATE clock SET offset_ms = offset_ms + $1", [seconds * 1_000]);
    await sandbox.setClock(new Date(await now(pool)));
    await requestSweep(pool);
    await sleep(1_000);
    if (!(await waitUntilSettled(pool, 180_000))) console.log(`not settled ${seconds} s later`);
  }
}

async function now(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now: Date }>("SELECT paydesk_now() AS now");
  return rows[0]?.now.getTime() ?? 0;
}

async function tell(
  pool: Pool,
  sandbox: SandboxControl,
  { shop, kills, struck, webhooks }: { shop: ShopStream; kills: number; struck: number; webhooks: number },
): Promise<void> {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS attempts, count(*) FILTER (WHERE lease_no > 1)::int AS taken_over_or_asked,
       count(*) FILTER (WHERE enquiry_count > 0)::int AS went_unanswered,
       count(*) FILTER (WHERE enquiry_count > 0 AND status = 'succeeded')::int AS unanswered_and_done,
       count(*) FILTER (WHERE status = 'succeeded' AND operation = 'capture')::int AS captures,
       count(*) FILTER (WHERE status NOT IN ('succeeded','declined','rejected','not_sent'))::int AS still_open FROM attempts`,
  );
  const { placed, shipped, cancelled, refunds } = shop;
  const calls = await sandbox.callCount();
  console.log(
    JSON.stringify({ minutes, kills, calls, struck, placed, shipped, cancelled, refunds, webhooks, ...rows[0] }),
  );
}
