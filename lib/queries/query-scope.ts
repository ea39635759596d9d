import type { Pool, PoolClient } from "pg";
import { statementName } from "@/lib/db/statement-name";
import type { Instant } from "@/lib/payments/instant";

/** What a screen's read is given: the database, the one store it may see, the moment and the zone in which it speaks, and who looks. */
export type QueryScope = {
  readonly pool: Pool;
  readonly storeId: string;
  readonly now: Instant;
  readonly timeZone: string;
  readonly viewer: { readonly userId: string };
};

/** Rows of one statement, as the database names their columns. */
export function readRows<Row>(
  { pool }: Pick<QueryScope, "pool">,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return rowsBy<Row>(pool, text, values);
}

/**
 * The same for a statement of many ways, as a search is: its plan is made once. By itself Postgres would make it anew for each text, since it takes the
 * worst for granted that any text could name, and the making costs more than the search.
 */
export async function readRowsByKeptPlan<Row>(
  { pool }: Pick<QueryScope, "pool">,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await pool.connect();
  let isSound = false;
  try {
    await client.query("SET plan_cache_mode = force_generic_plan");
    const rows = await rowsBy<Row>(client, text, values);
    await client.query("RESET plan_cache_mode");
    isSound = true;
    return rows;
  } finally {
    client.release(!isSound);
  }
}

async function rowsBy<Row>(
  source: Pick<PoolClient, "query">,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  // A NUL in an address is a letter that no text here has: without it the search finds what it finds.
  const stored = values.map((value) => (typeof value === "string" ? value.replaceAll("\0", "") : value));
  // A journey (lib/db/journey.ts) keeps its own book of the names that it has used on a connection; its names must not be met here.
  const name = statementName(text);
  const result = await source.query({ name: name && `read_${name}`, text, values: stored }).catch((error) => {
    // A migration has changed what the kept plan answers: without a name it is planned anew.
    if (error.code !== "0A000") throw error;
    return source.query({ text, values: stored });
  });
  return result.rows as Row[];
}
