import type { Pool } from "pg";
import { toRow } from "@/lib/db/transaction";

export type OnceKey = {
  readonly storeId: string;
  /** Whose key it is: an API key's id, or `staff:<user>`. */
  readonly owner: string;
  readonly key: string;
  readonly requestHash: string;
};
export type OnceAnswer = { readonly status: number; readonly response: unknown };
export type OnceClaim =
  | { readonly kind: "run" }
  | { readonly kind: "stored"; readonly answer: OnceAnswer }
  | { readonly kind: "other_request" }
  | { readonly kind: "running" };

/** A process that died while running leaves its claim behind; after this long (more than any door may take) another may take it over. */
const abandonedAfter = "2 minutes";

/** The first caller with a key runs; everyone after gets the stored answer, or is told that it runs or that the key was used for something else. */
export async function claimOnce(pool: Pool, { storeId, owner, key, requestHash }: OnceKey): Promise<OnceClaim> {
  const claimed = await pool.query(
    `INSERT INTO idempotency_records AS r (store_id, api_key_id, key, request_hash, created_at)
     VALUES ($1, $2, $3, $4, clock_timestamp())
     ON CONFLICT (store_id, api_key_id, key) DO UPDATE SET created_at = excluded.created_at
       WHERE r.request_hash = excluded.request_hash AND r.finished_at IS NULL
         AND r.created_at < clock_timestamp() - $5::interval
     RETURNING r.key`,
    [storeId, owner, key, requestHash, abandonedAfter],
  );
  if (claimed.rowCount === 1) return { kind: "run" };
  const found = await pool.query<Record<string, unknown>>(
    "SELECT request_hash, status, response, finished_at FROM idempotency_records WHERE store_id = $1 AND api_key_id = $2 AND key = $3",
    [storeId, owner, key],
  );
  const raw = found.rows[0];
  // Freed between the two statements: whoever held it failed, and this caller may try again.
  if (!raw) return { kind: "running" };
  const row = toRow<{ requestHash: string; status: number | null; response: unknown; finishedAt: Date | null }>(raw);
  if (row.requestHash !== requestHash) return { kind: "other_request" };
  if (row.finishedAt === null || row.status === null) return { kind: "running" };
  return { kind: "stored", answer: { status: row.status, response: row.response } };
}

export async function storeOnce(pool: Pool, { storeId, owner, key }: OnceKey, answer: OnceAnswer): Promise<void> {
  await pool.query(
    `UPDATE idempotency_records SET status = $4, response = $5, finished_at = clock_timestamp()
     WHERE store_id = $1 AND api_key_id = $2 AND key = $3`,
    [storeId, owner, key, answer.status, JSON.stringify(answer.response)],
  );
}

/** Nothing lasting happened: the same key may be used again. */
export async function freeOnce(pool: Pool, { storeId, owner, key }: OnceKey): Promise<void> {
  await pool.query(
    "DELETE FROM idempotency_records WHERE store_id = $1 AND api_key_id = $2 AND key = $3 AND finished_at IS NULL",
    [storeId, owner, key],
  );
}
