import "server-only";
import type { Pool } from "pg";
import { cache } from "react";
import type { Role } from "@/lib/auth/permissions";
import { database } from "@/lib/composition";
import type { Database } from "@/lib/db/client";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { readFreshness } from "./freshness";

/** What a screen's reads are given: the database, the one store they may see, who looks, and the moment at which everything is judged. */
export type QueryContext = {
  readonly pool: Pool;
  readonly prisma: Database["prisma"];
  readonly storeId: string;
  readonly viewer: { readonly userId: string; readonly role: Role };
  readonly now: Instant;
  readonly timeZone: string;
};

export type Viewer = { readonly storeId: string; readonly userId: string; readonly role: Role };

export async function queryContext(
  { storeId, userId, role }: Viewer,
  { pool, prisma }: Pick<Database, "pool" | "prisma"> = database(),
): Promise<QueryContext> {
  // With everything else read after it, what happens meanwhile makes a page old, never unnoticed.
  const [{ now, timeZone }] = await Promise.all([storeMoment(storeId, pool), freshnessOf(storeId, pool)]);
  return { pool, prisma, storeId, viewer: { userId, role }, now, timeZone };
}

/** The shop's time as the components print it. */
export async function clockView({ storeId }: { storeId: string }): Promise<{ now: string; timeZone: string }> {
  const { now, timeZone } = await storeMoment(storeId, database().pool);
  return { now: new Date(now).toISOString(), timeZone };
}

/** The state of the store as this request found it. */
export const freshnessOf = cache((storeId: string, pool: Pool): Promise<string> => readFreshness(pool, storeId));

/** One moment per request, so that every panel of a page tells the same time. */
const storeMoment = cache(async (storeId: string, pool: Pool): Promise<{ now: Instant; timeZone: string }> => {
  const result = await pool.query<{ now: Date; time_zone: string }>({
    name: "store moment",
    text: "SELECT paydesk_now() AS now, time_zone FROM stores WHERE id = $1",
    values: [storeId],
  });
  const row = result.rows[0];
  if (!row) throw new Error(`store ${storeId} does not exist`);
  return { now: toInstant(row.now.getTime()), timeZone: row.time_zone };
});
