import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { outcomeOfEvidence, type SettleRefusal, type Verdict } from "@/lib/payments/settling";
import { authorOf, changeOrder, type OrderMissing } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";
import { toGatewayCall } from "./attempt-request";
import { judgeSettlement } from "./judge-settlement";
import { recordOutcome } from "./record-outcome";

export type DecideSettlementRefusal =
  | OrderMissing
  | SettleRefusal
  | "settlement_not_found"
  | "needs_second_person"
  | "only_staff";

/**
 * The second look. What two people have seen at the gateway becomes the outcome, as a named correction, by the same road as the gateway's own
 * answer would take (UN-6, I7, I10).
 */
export async function confirmSettlement(
  context: OperationContext,
  settlementId: string,
): Promise<Result<{ orderId: string }, DecideSettlementRefusal>> {
  const ready = await prepare(context, settlementId);
  if (!ready.ok) return ready;
  const { settlement, attempt } = ready.value;
  const verdict = settlement.verdict as Verdict;
  const outcome = outcomeOfEvidence(toGatewayCall(attempt), verdict, settlement.reference);
  const written = await recordOutcome(context, attempt, outcome, {
    alongside: async (tx) => {
      await close(tx, context, settlement, "confirmed");
      const said = { attemptId: attempt.id, operation: attempt.operation, verdict, reference: settlement.reference };
      await recordEvent(tx, authorOf(context), attempt.orderId, "outcome_settled_by_person", {
        ...said,
        amountMinor: attempt.amountMinor.toString(),
        currency: attempt.currency,
        note: settlement.note,
      });
      await recordAudit(tx, authorOf(context), {
        action: "payment.outcome_settled",
        subjectKind: "attempt",
        subjectId: attempt.id,
        orderId: attempt.orderId,
        reason: settlement.note,
        before: { status: attempt.status, proposedBy: settlement.proposedBy },
        after: said,
      });
    },
  });
  return written === "applied" ? ok({ orderId: attempt.orderId }) : refused("already_answered");
}

/** The second person does not agree, or the first one takes it back: the call stays unknown. */
export async function refuseSettlement(
  context: OperationContext,
  settlementId: string,
  reason: string,
): Promise<Result<{ orderId: string }, OrderMissing | "settlement_not_found">> {
  const { storeId } = context;
  const orderId = await findOrder(context, settlementId);
  if (orderId === undefined) return refused("settlement_not_found");
  return changeOrder(
    context,
    { orderId },
    async ({ tx, event, audit }): Promise<Result<{ orderId: string }, "settlement_not_found">> => {
      const [settlement] = await tx.select("attempt_settlements", { storeId, id: settlementId }, { lock: true });
      if (settlement?.status !== "proposed") return refused("settlement_not_found");
      await close(tx, context, settlement, "refused");
      await event("settlement_refused", { attemptId: settlement.attemptId, reason });
      await audit("payment.settlement_refused", { reason, before: { verdict: settlement.verdict } });
      return ok({ orderId });
    },
  );
}

async function prepare(
  context: OperationContext,
  settlementId: string,
): Promise<Result<{ settlement: RowOf<"attempt_settlements">; attempt: RowOf<"attempts"> }, DecideSettlementRefusal>> {
  const { storeId, actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(context.pool, async (tx) => {
    const [settlement] = await tx.select("attempt_settlements", { storeId, id: settlementId });
    if (settlement?.status !== "proposed") return refused("settlement_not_found");
    if (settlement.proposedBy === actorText(actor)) return refused("needs_second_person");
    const [attempt] = await tx.select("attempts", { storeId, id: settlement.attemptId });
    if (!attempt) return refused("settlement_not_found");
    const judged = await judgeSettlement(tx, attempt, settlement.verdict as Verdict);
    return judged.ok ? ok({ settlement, attempt }) : judged;
  });
}

async function close(
  tx: Tx,
  context: OperationContext,
  settlement: RowOf<"attempt_settlements">,
  status: "confirmed" | "refused",
): Promise<void> {
  const closed = await tx.update(
    "attempt_settlements",
    { storeId: settlement.storeId, id: settlement.id, status: "proposed" },
    { status, decidedBy: actorText(context.actor), decidedAt: new Date(tx.now) },
  );
  if (closed !== 1) throw new Error(`settlement ${settlement.id} was decided meanwhile`);
}

async function findOrder({ pool, storeId }: OperationContext, settlementId: string): Promise<string | undefined> {
  const found = await pool.query<{ order_id: string }>(
    "SELECT order_id FROM attempt_settlements WHERE store_id = $1 AND id = $2",
    [storeId, settlementId],
  );
  return found.rows[0]?.order_id;
}
