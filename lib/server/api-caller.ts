import type { Pool } from "pg";
import { hashApiKey } from "@/lib/auth/api-key";
import { settings } from "@/lib/config/env";
import { toRow } from "@/lib/db/transaction";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";
import { type Instant, toInstant } from "@/lib/payments/instant";

/** The system behind a key, and the moment and zone of its store at which its request is read. */
export type ApiCaller = {
  readonly storeId: string;
  readonly id: string;
  readonly name: string;
  readonly now: Instant;
  readonly timeZone: string;
};

/** Whose bearer key this is. Cookies count for nothing here, so no page of any site can borrow a person's session for the API. */
export async function findApiCaller(
  pool: Pool,
  headers: Pick<Headers, "get">,
  configuredKey: string | null = settings().apiKey,
): Promise<ApiCaller | null> {
  const key = /^Bearer ([\x21-\x7e]{16,500})$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (key === undefined) return null;
  const keyHash = hashApiKey(key);
  const known = await findByHash(pool, keyHash);
  if (known || configuredKey === null || keyHash !== hashApiKey(configuredKey)) return known;
  await keepApiKey(pool, { name: "settings", keyHash });
  return findByHash(pool, keyHash);
}

async function findByHash(pool: Pool, keyHash: string): Promise<ApiCaller | null> {
  const result = await pool.query<Record<string, unknown>>({
    name: "api caller",
    text: `SELECT k.store_id, k.id, k.name, paydesk_now() AS now, s.time_zone FROM api_keys k JOIN stores s ON s.id = k.store_id
     WHERE k.key_hash = $1 AND k.revoked_at IS NULL`,
    values: [keyHash],
  });
  const raw = result.rows[0];
  if (!raw) return null;
  const { now, ...caller } = toRow<Omit<ApiCaller, "now"> & { now: Date }>(raw);
  return { ...caller, now: toInstant(now.getTime()) };
}
