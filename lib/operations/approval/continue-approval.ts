import type { Tx } from "@/lib/db/transaction";

/** Whoever learns something that an approval waits for asks for its next step, in the same transaction. */
export async function continueApproval(tx: Tx, storeId: string, approvalRequestId: string): Promise<void> {
  await tx.addJob("advance_approval", { storeId, approvalRequestId }, { key: `approval:${approvalRequestId}` });
}
