import { newId } from "../new-id";
import type { Tx } from "../transaction";
import type { Author } from "./history-store";

export type NoticeLine = {
  readonly userId: string;
  readonly kind: "claim_taken_over" | "order_assigned" | "override_allowed" | "override_refused";
  readonly orderNumber: string;
  readonly reason?: string | null;
};

/** Tells one colleague what somebody else did to their work; nobody is told what they did themselves. */
export async function recordNotice(tx: Tx, { storeId, actor }: Author, line: NoticeLine): Promise<void> {
  if (actor === `staff:${line.userId}`) return;
  await tx.insert("staff_notices", {
    storeId,
    id: newId("ntc"),
    userId: line.userId,
    kind: line.kind,
    orderNumber: line.orderNumber,
    actor,
    reason: line.reason ?? null,
    createdAt: new Date(tx.now),
  });
}
