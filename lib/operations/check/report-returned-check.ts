import { newId } from "@/lib/db/new-id";
import { lockHold } from "@/lib/db/stores/house-balance-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { type BounceRefusal, decideBounce, restOf } from "@/lib/payments/house-movements";
import { isPositive, type Money } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { moveHold } from "../attempt/apply-authorize";
import { releaseInBooks } from "../attempt/apply-void";
import { reverseInside } from "../capture/reverse-capture";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type ReturnedCheck = { readonly documentNumber: string; readonly reason: string };
export type ReturnedCheckRefusal = OrderMissing | BounceRefusal | "check_not_found";

/**
 * A check that was taken to the bank came back unpaid (MT-5, X05): what it had paid is owed again, its invoices fail and the order returns to the desk. Money
 * that was not captured yet is no longer promised. Answers what the check was worth.
 */
export async function reportReturnedCheck(
  context: OperationContext,
  key: OrderKey,
  { documentNumber, reason }: ReturnedCheck,
): Promise<Result<Money, ReturnedCheckRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<Money, BounceRefusal | "check_not_found">> => {
    const { tx, order, event, audit } = scope;
    const hold = await findCheck(tx, order.storeId, order.orderNumber, documentNumber);
    if (!hold) return refused("check_not_found", documentNumber);
    const decision = decideBounce(hold.state);
    if (!decision.ok) return decision;
    const refund = order.captures.find((each) => each.refunded.amountMinor > 0n && isFrom(scope, each, hold.row.id));
    if (refund) return refused("capture_refunded");

    await bounce(tx, hold.row, hold.state.taken, "bounce", reason);
    await bounce(tx, hold.row, restOf(hold.state), "release", reason);
    for (const capture of order.captures) {
      if (capture.status === "captured" && isFrom(scope, capture, hold.row.id))
        await reverseInside(scope, capture.id, { reason: "check_returned", rawCode: null, rawMessage: reason });
    }
    await endPromise(scope, hold.row.id);
    await event("check_returned", {
      documentNumber,
      reason,
      amountMinor: hold.row.amountMinor.toString(),
      currency: hold.row.currency,
    });
    await audit("payment.check_returned", {
      reason,
      after: { documentNumber, amountMinor: hold.row.amountMinor.toString() },
    });
    return ok(toMoney(hold.row.amountMinor, hold.row.currency));
  });
}

/** The newest hold of this order on that check. */
async function findCheck(tx: Tx, storeId: string, orderNumber: string, documentNumber: string) {
  const [found] = await tx.select(
    "house_holds",
    { storeId, kind: "check", orderNumber, documentNumber },
    { orderBy: "created_at DESC, id DESC", limit: 1 },
  );
  return found && lockHold(tx, storeId, "check", found.id);
}

async function bounce(
  tx: Tx,
  hold: RowOf<"house_holds">,
  amount: Money,
  kind: "bounce" | "release",
  note: string,
): Promise<void> {
  if (!isPositive(amount)) return;
  await tx.insert("house_movements", {
    storeId: hold.storeId,
    id: newId("hm"),
    operationId: `${kind}:${hold.id}`,
    kind,
    ledger: "check",
    holdId: hold.id,
    orderNumber: hold.orderNumber,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    note,
    createdAt: toDate(tx.now),
  });
}

function isFrom({ order }: OrderChange, capture: { authorizationId: string }, houseHoldId: string): boolean {
  const hold = order.authorizations.find((each) => each.id === capture.authorizationId);
  return hold?.gateway === "check" && hold.gatewayReference === houseHoldId;
}

async function endPromise({ tx, order, author }: OrderChange, houseHoldId: string): Promise<void> {
  const [hold] = await tx.select(
    "authorizations",
    { storeId: order.storeId, gateway: "check", gatewayReference: houseHoldId },
    { lock: true },
  );
  if (hold?.status === "authorized" && (await moveHold(tx, hold, "void_succeeded")))
    await releaseInBooks({ tx, author }, hold);
}
