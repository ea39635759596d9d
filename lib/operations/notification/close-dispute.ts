import { recordLedger } from "@/lib/db/stores/history-store";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { DisputeVerdict, GatewayName } from "@/lib/payments/gateway";
import { disputeLostEntries } from "@/lib/payments/ledger";
import { type Money, smaller } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderMissing } from "../change-order";
import { sendAnew } from "../dispute/retry-dispute-answer";
import type { OperationContext } from "../operation-context";
import { freezeDisputed } from "../refund/freeze-disputed";

export type ClosedDispute = DisputeVerdict & { readonly disputeReference: string };

/**
 * A dispute is decided. Won: the money stays and can be refunded again. Lost: the bank keeps it, for good (I2, FD-3), or the part of it that the payer
 * was given. A repeat changes nothing, and the order's way to its customer is left as it is.
 */
export async function closeDispute(
  context: OperationContext,
  { disputeReference, verdict, lost }: ClosedDispute,
): Promise<Result<boolean, OrderMissing | "dispute_not_found">> {
  const { storeId } = context;
  const found = await context.pool.query<{ id: string; order_id: string; gateway: string }>(
    `SELECT d.id, d.order_id, z.gateway FROM disputes d JOIN captures c ON c.store_id = d.store_id AND c.id = d.capture_id
     JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id WHERE d.store_id = $1 AND d.gateway_reference = $2`,
    [storeId, disputeReference],
  );
  const known = found.rows[0];
  if (!known) return refused("dispute_not_found");
  return changeOrder(context, { orderId: known.order_id }, async ({ tx, event, audit }) => {
    const [dispute] = await tx.select("disputes", { storeId, id: known.id }, { lock: true });
    if (dispute?.status !== "open") return ok(false);
    const taken = amountTaken(toMoney(dispute.amountMinor, dispute.currency), lost);
    const ended = { status: verdict, closedAt: toDate(tx.now), amountMinor: taken.amountMinor };
    await tx.update("disputes", { storeId, id: dispute.id }, ended);
    // What nobody tried any more finds out now whether it had come.
    const answers = await tx.select("dispute_answers", { storeId, disputeId: dispute.id }, { lock: true });
    for (const answer of answers) if (answer.givenUpAt !== null) await sendAnew(tx, answer);
    await freezeDisputed(tx, { storeId, captureId: dispute.captureId });
    if (verdict === "lost") {
      const entries = disputeLostEntries(taken, known.gateway as GatewayName);
      await recordLedger(tx, storeId, dispute.orderId, dispute.id, entries);
    }
    const line = { disputeReference, amountMinor: taken.amountMinor.toString(), currency: dispute.currency };
    await event(verdict === "won" ? "dispute_won" : "dispute_lost", line);
    await audit(`payment.dispute_${verdict}`, { before: { status: "open" }, after: { status: verdict, ...line } });
    return ok(true);
  });
}

function amountTaken(disputed: Money, lost: Money | undefined): Money {
  return lost === undefined || lost.currency !== disputed.currency ? disputed : smaller(disputed, lost);
}
