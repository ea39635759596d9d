import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { lineageOf, loadRefundables, type RefundableRow } from "@/lib/db/stores/lineage-store";
import { toDate } from "@/lib/db/to-domain";
import type { PaymentMethodId } from "@/lib/payments/ids";
import type { Money } from "@/lib/payments/money";
import {
  decideRefund,
  freedByRefund,
  keepPaidAhead,
  type RefundPart,
  type RefundRefusal,
} from "@/lib/payments/refunding";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OrderChange, OrderKey, OrderMissing } from "../change-order";
import { moneySchema, textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";
import { changeLineage } from "./change-lineage";
import { followUpFailedRefunds } from "./follow-up-failed-refunds";
import { freePrepaid, loadPrepaid } from "./prepaid-of-lineage";
import { type LinesRefusal, worthOfLines } from "./refund-lines";
import { sendRefund } from "./send-refund";

const linesSchema = z
  .array(z.strictObject({ lineNo: z.int().min(1), quantity: z.int().min(1).max(1_000_000) }))
  .min(1)
  .max(200);

/** Either an amount, or units of lines, whose worth is what was paid for them. */
export const requestRefundInput = z.strictObject({
  amount: moneySchema.optional(),
  lines: linesSchema.optional(),
  reason: textSchema(300),
  methodOrder: z.array(textSchema(60)).max(20).optional(),
});
export type RequestRefundInput = z.output<typeof requestRefundInput>;

export type RequestRefundRefusal =
  | OrderMissing
  | RefundRefusal
  | LinesRefusal
  | "currency_mismatch"
  | "amount_or_lines_needed";

export type RequestedRefund = {
  readonly refundRequestId: string;
  readonly amount: Money;
  readonly refundIds: readonly string[];
  readonly attemptIds: readonly string[];
};

/**
 * Asks for money back to the customer, over the captures of the order's whole lineage (PR-5). Every part is reserved on its capture before any call, and
 * the database refuses what would exceed it (RF-1, I2). `version` is the order's that the person saw.
 */
export async function requestRefund(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: RequestRefundInput,
): Promise<Result<RequestedRefund, RequestRefundRefusal>> {
  return changeLineage(context, key, async (scope): Promise<Result<RequestedRefund, RequestRefundRefusal>> => {
    const amount = await wantedAmount(scope, input);
    return amount.ok ? refundFromLineage(scope, { ...input, amount: amount.value }) : amount;
  });
}

export type RefundWish = {
  readonly amount: Money;
  readonly reason: string;
  readonly methodOrder?: readonly string[] | undefined;
  readonly lines?: RequestRefundInput["lines"] | undefined;
};

/** The same inside a change that is already open: for whoever gives money back as part of another act. The order of `scope` is settled by its owner. */
export async function refundFromLineage(
  scope: Pick<OrderChange, "tx" | "author" | "loaded" | "order">,
  wish: RefundWish,
): Promise<Result<RequestedRefund, RefundRefusal>> {
  const { tx, author, order } = scope;
  const lineage = await lineageOf(tx.rows, order.storeId, order.id);
  const line = await loadPrepaid(tx, order.storeId, lineage, wish.amount.currency);
  const { captures: all, rows } = await loadRefundables(tx, order.storeId, lineage);
  const captures = keepPaidAhead(all, line.needed);
  const decision = decideRefund(captures, wish.amount, (wish.methodOrder ?? []) as PaymentMethodId[]);
  if (!decision.ok) return refused(decision.reason, decision.detail);
  for (const freed of freedByRefund(captures, decision.value, line.needless)) await freePrepaid(tx, line.orders, freed);
  const refundRequestId = await insertRequest(scope, wish);
  const refundIds: string[] = [];
  const attemptIds: string[] = [];
  for (const part of decision.value) {
    const { refundId, attemptId } = await requestPart(scope, part, rows, { ...wish, refundRequestId });
    refundIds.push(refundId);
    if (attemptId !== null) attemptIds.push(attemptId);
  }
  await followUpFailedRefunds(tx, { storeId: order.storeId, orderIds: lineage, amount: wish.amount });
  await tx.rows("UPDATE orders SET version = version + 1, updated_at = $3 WHERE store_id = $1 AND id = $2", [
    order.storeId,
    order.id,
    toDate(tx.now),
  ]);
  await recordHistory(scope, wish, { refundRequestId, refundIds });
  for (const id of lineage) await settleOrder(tx, author.storeId, id);
  return ok({ refundRequestId, amount: wish.amount, refundIds, attemptIds });
}

async function wantedAmount(
  { tx, loaded }: Pick<OrderChange, "tx" | "loaded">,
  { amount, lines }: RequestRefundInput,
): Promise<Result<Money, "amount_or_lines_needed" | "currency_mismatch" | LinesRefusal>> {
  if ((amount === undefined) === (lines === undefined)) return refused("amount_or_lines_needed");
  if (lines !== undefined) return worthOfLines(tx, loaded, lines);
  if (amount === undefined || amount.currency !== loaded.row.currency) return refused("currency_mismatch");
  return ok(amount);
}

async function insertRequest(
  { tx, author, order }: Pick<OrderChange, "tx" | "author" | "order">,
  wish: RefundWish,
): Promise<string> {
  const id = newId("rfr");
  await tx.insert("refund_requests", {
    storeId: order.storeId,
    id,
    orderId: order.id,
    amountMinor: wish.amount.amountMinor,
    currency: wish.amount.currency,
    reason: wish.reason,
    lines: (wish.lines ?? null) as never,
    actor: author.actor,
    requestedAt: toDate(tx.now),
  });
  return id;
}

async function requestPart(
  { tx, author }: Pick<OrderChange, "tx" | "author">,
  part: RefundPart,
  rows: ReadonlyMap<string, RefundableRow>,
  request: { refundRequestId: string; reason: string },
): Promise<{ refundId: string; attemptId: string | null }> {
  const capture = rows.get(part.captureId);
  if (!capture) throw new Error(`capture ${part.captureId} is gone`);
  const { storeId } = capture;
  const refundId = newId("ref");
  await tx.rows(
    "UPDATE captures SET refund_reserved_minor = refund_reserved_minor + $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [storeId, capture.id, part.amount.amountMinor],
  );
  await tx.insert("refunds", {
    storeId,
    id: refundId,
    orderId: capture.orderId,
    captureId: capture.id,
    refundRequestId: request.refundRequestId,
    status: part.waits ? "waiting" : "requested",
    amountMinor: part.amount.amountMinor,
    currency: part.amount.currency,
    reason: request.reason,
    requestedAt: toDate(tx.now),
  });
  if (part.waits) return { refundId, attemptId: null };
  const attemptId = await sendRefund(tx, author, { refundId, capture, amount: part.amount });
  return { refundId, attemptId };
}

async function recordHistory(
  { tx, author, order }: Pick<OrderChange, "tx" | "author" | "order">,
  wish: RefundWish,
  asked: { refundRequestId: string; refundIds: readonly string[] },
): Promise<void> {
  const after = {
    ...asked,
    amountMinor: wish.amount.amountMinor.toString(),
    currency: wish.amount.currency,
    lines: wish.lines ?? null,
  };
  await recordEvent(tx, author, order.id, "refund_requested", { ...after, why: wish.reason });
  await recordAudit(tx, author, {
    action: "payment.refund_requested",
    subjectKind: "refund_request",
    subjectId: asked.refundRequestId,
    orderId: order.id,
    reason: wish.reason,
    after,
  });
}
