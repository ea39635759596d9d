import type { Pool } from "pg";
import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { firstStoreId } from "../session/session-audit";

export type KeptKey = { readonly name: string; readonly keyHash: string; readonly storeId?: string };

/** Makes a key exist, in the house's first store where none is named. Again and again is the same as once. */
export async function keepApiKey(pool: Pool, { name, keyHash, storeId: namedStore }: KeptKey): Promise<void> {
  await transaction(pool, async (tx) => {
    const storeId = namedStore ?? (await firstStoreId(tx));
    if (storeId === null) return;
    const id = newId("key");
    const made = await tx.rows(
      `INSERT INTO api_keys (store_id, id, name, key_hash, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key_hash) DO NOTHING RETURNING id`,
      [storeId, id, name, keyHash, new Date(tx.now)],
    );
    if (made.length === 0) return;
    await recordAudit(
      tx,
      { storeId, actor: "system:settings", correlationId: id },
      { action: "api_key_created", subjectKind: "api_key", subjectId: id, after: { name } },
    );
  });
}
