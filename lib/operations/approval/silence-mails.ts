import type { RowOf } from "@/lib/db/tables";
import { isDisputed } from "@/lib/payments/disputing";
import type { OrderChange } from "../change-order";
import type { ApprovalRow } from "./change-approval";
import { endApproval } from "./end-approval";

type Mail = RowOf<"mails">;

/** Takes back, when a dispute opens, what was to be written to its payer and has not left: no reminder, and no question that was asked before (F04). */
export async function silenceMails(scope: OrderChange): Promise<void> {
  const { storeId, id: orderId } = scope.order;
  const waiting = await scope.tx.select(
    "mails",
    { storeId, orderId, status: "requested", startedAt: null },
    { lock: true },
  );
  for (const mail of waiting) if (isToCustomer(mail)) await endUnsent(scope, mail);
}

/**
 * Whether a mail was planned before its payer, or their bank, said that the money is not owed. A request that a person made afterwards, knowing of the dispute,
 * may leave; a reminder never.
 */
export async function isSilencedByDispute(
  { tx, order, request }: Pick<OrderChange, "tx" | "order"> & { readonly request: ApprovalRow },
  mail: Mail,
): Promise<boolean> {
  if (!isDisputed(order)) return false;
  if (mail.kind === "approval_reminder") return true;
  const later = await tx.rows(
    `SELECT 1 FROM disputes WHERE store_id = $1 AND order_id = $2 AND status = 'open' AND opened_at >= $3
     UNION ALL
     SELECT 1 FROM invoices WHERE store_id = $1 AND order_id = $2 AND status IN ('failed','finally_failed') AND last_reason = 'disputed' AND last_failed_at >= $3`,
    [order.storeId, order.id, request.requestedAt],
  );
  return later.length > 0;
}

/** Drops a mail that shall not leave. A request of which the customer never heard goes with it: nobody waits for an answer to what was not asked. */
export async function endUnsent(scope: Pick<OrderChange, "tx" | "order" | "author">, mail: Mail): Promise<void> {
  const { storeId, id } = mail;
  await scope.tx.update("mails", { storeId, id }, { status: "dropped", lastError: "the payment is disputed" });
  const { approval } = scope.order;
  // A mail whose sending had begun may have arrived: its link goes on leading somewhere.
  const isUnheard = mail.kind === "approval_request" && mail.startedAt === null && approval?.status === "requested";
  if (isUnheard && approval.id === mail.approvalRequestId) await endApproval(scope, "withdrawn");
}

function isToCustomer({ kind }: Mail): boolean {
  return kind === "approval_request" || kind === "approval_reminder";
}
