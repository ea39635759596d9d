import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { recordSessionAudit } from "./session-audit";

/** Somebody signed in reached for what the role does not have. */
export async function recordRefusedPermission(
  pool: Pool,
  refusal: { storeId: string; userId: string; permission: string; address: string | null; correlationId: string },
): Promise<void> {
  await transaction(pool, (tx) =>
    recordSessionAudit(tx, {
      storeId: refusal.storeId,
      actor: `staff:${refusal.userId}`,
      action: "permission_refused",
      subjectKind: "permission",
      subjectId: refusal.permission,
      address: refusal.address,
      correlationId: refusal.correlationId,
    }),
  );
}
