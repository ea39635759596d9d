import type { Pool } from "pg";
import { hashApiKey } from "@/lib/auth/api-key";
import { settings } from "@/lib/config/env";
import { toRow } from "@/lib/db/transaction";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";

export type ApiCaller = { readonly storeId: string; readonly id: string; readonly name: string };

/** Whose bearer key this is. Cookies count for nothing here, so no page of any site can borrow a person's session for the API. */
export async function findApiCaller(
  pool: Pool,
  headers: Headers,
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
  const result = await pool.query<Record<string, unknown>>(
    "SELECT store_id, id, name FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL",
    [keyHash],
  );
  const raw = result.rows[0];
  return raw ? toRow<ApiCaller>(raw) : null;
}
