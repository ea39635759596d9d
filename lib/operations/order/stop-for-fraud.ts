import { z } from "zod";
import { toDate } from "@/lib/db/to-domain";
import { ok, type Result } from "@/lib/payments/result";
import { endApproval } from "../approval/end-approval";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import { failInvoice } from "../invoice/fail-invoice";
import type { OperationContext } from "../operation-context";

export const fraudStopInput = z.strictObject({ reason: textSchema(300) });

const stopped = { status: "finally_failed", reason: "suspected_fraud" } as const;

/** Ends every automatic attempt on an order, on every road, and its links (P18, P19, I14). A repeat keeps the first reason. */
export async function stopForFraud(
  context: OperationContext,
  key: OrderKey,
  input: z.output<typeof fraudStopInput>,
): Promise<Result<{ isStopped: true }, OrderMissing>> {
  return changeOrder(
    context,
    key,
    async (scope) => {
      const { tx, order } = scope;
      if (order.isFraudStopped) return ok({ isStopped: true as const });
      await tx.update(
        "orders",
        { storeId: order.storeId, id: order.id },
        { isFraudStopped: true, fraudReason: input.reason, version: order.version + 1, updatedAt: toDate(tx.now) },
      );
      await tx.rows(
        "UPDATE invoices SET next_attempt_at = NULL, next_step = 'none' WHERE store_id = $1 AND order_id = $2 AND status IN ('open','failed')",
        [order.storeId, order.id],
      );
      // What is owed and not being taken fails now, as it would at its next look: once the stop is lifted somebody sees it, and nobody else begins it.
      for (const invoice of order.invoices)
        if (invoice.status === "open") await failInvoice(scope, invoice, stopped, "order_fraud_stopped");
      await endApproval(scope, "withdrawn");
      await scope.event("fraud_stopped", { reason: input.reason });
      await scope.audit("fraud.set", {
        reason: input.reason,
        before: { isFraudStopped: false },
        after: { isFraudStopped: true },
      });
      return ok({ isStopped: true as const });
    },
    { ignoresClaim: true },
  );
}

/** Lifts a fraud stop. Needs its own permission and a reason (P21); what was stopped does not start again by itself. */
export async function liftFraudStop(
  context: OperationContext,
  key: OrderKey,
  input: z.output<typeof fraudStopInput>,
): Promise<Result<{ isStopped: false }, OrderMissing | "not_stopped">> {
  return changeOrder(context, key, async (scope): Promise<Result<{ isStopped: false }, "not_stopped">> => {
    const { tx, order } = scope;
    if (!order.isFraudStopped) return { ok: false, reason: "not_stopped" };
    await tx.update(
      "orders",
      { storeId: order.storeId, id: order.id },
      { isFraudStopped: false, fraudReason: null, version: order.version + 1, updatedAt: toDate(tx.now) },
    );
    // The house's own stop was no word of a bank: it does not bar the payment method for good.
    await tx.rows(
      "UPDATE invoices SET last_reason = NULL WHERE store_id = $1 AND order_id = $2 AND last_reason = 'suspected_fraud' AND last_raw_code IS NULL",
      [order.storeId, order.id],
    );
    await tx.rows(
      "UPDATE order_payment_methods SET last_reason = NULL WHERE store_id = $1 AND order_id = $2 AND last_reason = 'suspected_fraud' AND last_raw_code IS NULL",
      [order.storeId, order.id],
    );
    await scope.event("fraud_lifted", { reason: input.reason });
    await scope.audit("fraud.lifted", {
      reason: input.reason,
      before: { isFraudStopped: true },
      after: { isFraudStopped: false },
    });
    return ok({ isStopped: false });
  });
}
