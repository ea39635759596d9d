import { isLiveApproval } from "@/lib/payments/approval-state";
import { ok, type Result } from "@/lib/payments/result";
import { expireApproval } from "../approval/expire-approval";
import { releaseDueMails, remindCustomer } from "../approval/remind-customer";
import { expireHold } from "../authorization/expire-hold";
import { releaseUnneededHolds } from "../authorization/release-unneeded-holds";
import { renewDueHolds } from "../authorization/renew-due-holds";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/** What time alone does to an order: holds end or are renewed, links end, mails leave, captures fall due again (H20, W35). Safe to run at any moment, any number of times. */
export async function refreshOrder(context: OperationContext, orderId: string): Promise<Result<null, OrderMissing>> {
  return changeOrder(context, { orderId }, async (scope) => {
    const { tx, order } = scope;
    for (const hold of order.authorizations) await expireHold(scope, hold);
    await releaseUnneededHolds(scope);
    await renewDueHolds(scope);
    if (order.approval && isLiveApproval(order.approval.status) && order.approval.expiresAt <= tx.now) {
      await expireApproval(scope, order.approval);
    } else {
      await releaseDueMails(scope);
      await remindCustomer(scope);
    }
    for (const invoice of order.invoices) {
      const isDue = invoice.nextAttemptAt !== null && invoice.nextAttemptAt <= tx.now;
      if (!isDue || (invoice.status !== "open" && invoice.status !== "failed")) continue;
      await tx.rows("UPDATE invoices SET next_attempt_at = NULL WHERE store_id = $1 AND id = $2", [
        order.storeId,
        invoice.id,
      ]);
      await tx.addJob(
        "capture_invoice",
        { storeId: order.storeId, orderId: order.id, invoiceId: invoice.id },
        { key: `capture:${invoice.id}` },
      );
    }
    return ok(null);
  });
}
