import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { recordSessionAudit } from "./session-audit";

/** Ends a session on the server: its cookie is worth nothing from now on, whoever kept a copy. */
export async function closeSession(
  pool: Pool,
  { sessionId, address, correlationId }: { sessionId: string; address: string | null; correlationId: string },
): Promise<void> {
  await transaction(pool, async (tx) => {
    const [ended] = await tx.rows<{ storeId: string; userId: string }>(
      "UPDATE staff_sessions SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL RETURNING store_id, user_id",
      [sessionId],
    );
    if (!ended) return;
    await recordSessionAudit(tx, {
      storeId: ended.storeId,
      actor: `staff:${ended.userId}`,
      action: "signed_out",
      subjectKind: "staff_user",
      subjectId: ended.userId,
      address,
      correlationId,
    });
  });
}
