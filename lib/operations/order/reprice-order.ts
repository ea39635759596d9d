import { z } from "zod";
import { insertRevision, loadLines } from "@/lib/db/stores/line-store";
import { toDate } from "@/lib/db/to-domain";
import { decideAuthorize } from "@/lib/payments/authorizing";
import { coverageOf } from "@/lib/payments/coverage";
import { type OrderLine, orderTotal } from "@/lib/payments/order-lines";
import { decideReprice, type Reprice, type RepriceRefusal } from "@/lib/payments/repricing";
import { ok, type Result, refused } from "@/lib/payments/result";
import { followReprice } from "../approval/follow-reprice";
import { requestCover } from "../authorization/request-cover";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { orderLinesSchema, toOrderLines } from "./put-order-input";

export const repriceOrderInput = z.strictObject({ lines: orderLinesSchema, reason: textSchema(300).optional() });
export type RepriceOrderInput = z.output<typeof repriceOrderInput>;
export type RepriceOrderRefusal = OrderMissing | RepriceRefusal | "order_not_confirmed" | "nothing_changed";
export type RepriceAnswer = Reprice & {
  readonly totalMinor: bigint;
  readonly previousMinor: bigint;
  readonly currency: string;
  readonly securedMinor: bigint;
  readonly uncoveredMinor: bigint;
  readonly attemptIds: readonly string[];
};

/**
 * New lines or prices on a live order (H06, S53). A fall keeps the hold and captures less later (H33); a rise within what was approved is
 * authorized in the background; any other rise waits for the customer, and nothing ships meanwhile (H14). A link that shows the old amount ends (I13, I19).
 */
export async function repriceOrder(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: RepriceOrderInput,
): Promise<Result<RepriceAnswer, RepriceOrderRefusal>> {
  return changeOrder(context, key, (scope) =>
    changeLines(scope, toOrderLines(input.lines, scope.loaded.row.currency), input.reason ?? null),
  );
}

/** Inside a change that is already open: the order has these lines from now on. */
export async function changeLines(
  scope: OrderChange,
  lines: readonly OrderLine[],
  reason: string | null,
): Promise<Result<RepriceAnswer, Exclude<RepriceOrderRefusal, OrderMissing>>> {
  const { tx, order, loaded, author } = scope;
  if (order.status === "draft" || order.status === "proposed") return refused("order_not_confirmed");
  const { storeId, id: orderId, currency } = loaded.row;
  const total = orderTotal(currency, lines);
  const decision = decideReprice(order, total);
  if (!decision.ok) return refused(decision.reason, decision.detail);
  const before = await loadLines(tx, { storeId, orderId, revision: loaded.row.revision, currency });
  if (sameLines(before, lines)) return refused("nothing_changed");

  const revision = loaded.row.revision + 1;
  await insertRevision(tx, { storeId, orderId, revision, currency }, lines, {
    total,
    actor: author.actor,
    reason,
  });
  const approved = decision.value.needsApproval
    ? {}
    : {
        approvedTotalMinor: approvedAfter(order.approvedTotal?.amountMinor, total.amountMinor),
        approvedRevision: revision,
      };
  await tx.update(
    "orders",
    { storeId, id: orderId },
    { totalMinor: total.amountMinor, revision, ...approved, version: order.version + 1, updatedAt: toDate(tx.now) },
  );
  const next = { ...order, total };
  await followReprice(scope, next);
  const attemptIds = decision.value.nextStep === "authorize_again" ? await authorizeMore(scope, next) : [];
  await scope.event("order_repriced", {
    beforeMinor: order.total.amountMinor.toString(),
    afterMinor: total.amountMinor.toString(),
    currency,
    direction: decision.value.direction,
    needsApproval: decision.value.needsApproval,
    reason,
    revision,
  });
  await scope.audit("order.repriced", {
    reason,
    before: { totalMinor: order.total.amountMinor.toString() },
    after: { totalMinor: total.amountMinor.toString() },
  });
  const coverage = coverageOf(next, tx.now);
  return ok({
    ...decision.value,
    totalMinor: total.amountMinor,
    previousMinor: order.total.amountMinor,
    currency,
    securedMinor: coverage.secured.amountMinor,
    uncoveredMinor: coverage.uncovered.amountMinor,
    attemptIds,
  });
}

/** What the customer once agreed to stays agreed to: after a fall, a rise back up to it needs no new question. */
function approvedAfter(approved: bigint | undefined, total: bigint): bigint {
  return approved === undefined || total > approved ? total : approved;
}

async function authorizeMore(scope: OrderChange, order: OrderChange["order"]): Promise<string[]> {
  const plan = decideAuthorize(order, scope.tx.now, { initiator: "merchant" });
  if (!plan.ok) return [];
  const ids: string[] = [];
  for (const part of plan.value.parts) {
    const id = await requestCover({ ...scope, order }, part);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

function sameLines(before: readonly object[], after: readonly object[]): boolean {
  const text = (lines: readonly object[]) =>
    JSON.stringify(lines, (_key, value) => (typeof value === "bigint" ? value.toString() : value));
  return text(before) === text(after);
}
