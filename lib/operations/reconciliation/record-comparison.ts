import { newId } from "@/lib/db/new-id";
import { recordEvent } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { type Tx, transaction } from "@/lib/db/transaction";
import type { BookedHold } from "@/lib/payments/gateway";
import type { Money } from "@/lib/payments/money";
import { compareHold, type Difference, differenceAmount, listOfDifference } from "@/lib/payments/reconciling";
import { authorOf } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";
import { type FoundHold, loadOurHolds } from "./load-our-holds";

export type Comparison = {
  readonly gateway: string;
  readonly runId: string;
  readonly gatewayReference: string;
  /** The gateway's side as it was read a moment ago; null where it knows no such payment. */
  readonly theirs: BookedHold | null;
};

type Row = RowOf<"reconciliation_differences">;

/**
 * Compares one hold anew with what the gateway said just now, and makes the open differences exactly those that are found: new ones are opened,
 * known ones refreshed, others closed as agreed, each with its event and worklist item in the same transaction. Answers how many are open.
 */
export async function recordComparison(context: OperationContext, comparison: Comparison): Promise<number> {
  const { gateway, gatewayReference, theirs } = comparison;
  // Whoever changes the order now is waited for, and then seen.
  return transaction(context.pool, async (tx) => {
    // Two comparisons of one payment at once: the second sees what the first wrote, also where there is no order to lock.
    await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`books:${gateway}:${gatewayReference}`]);
    const orderId = await lockOrder(tx, context.storeId, comparison);
    const ours = (await loadOurHolds(context, gateway, [gatewayReference])).get(gatewayReference) ?? null;
    const found = compareHold(ours, theirs);
    const known = await tx.select("reconciliation_differences", {
      storeId: context.storeId,
      gateway,
      gatewayReference,
      status: "open",
    });
    let open = 0;
    for (const difference of found) {
      const row = known.find((each) => each.kind === difference.kind);
      if (row) await refresh(tx, row, difference, comparison.runId);
      else if (await isAccepted(tx, context.storeId, comparison, difference)) continue;
      else await openDifference(tx, context, { ...comparison, orderId: ours?.orderId ?? orderId, ours }, difference);
      open++;
    }
    for (const row of known)
      if (!found.some((each) => each.kind === row.kind)) await closeDifference(tx, context, row, "agreed", null);
    return open;
  });
}

/** Ends a difference: both sides agree, the house mended it, or a person takes it as it is. */
export async function closeDifference(
  tx: Tx,
  context: OperationContext,
  row: Row,
  status: "agreed" | "healed" | "accepted",
  resolution: string | null,
): Promise<void> {
  const now = new Date(tx.now);
  const key = { storeId: row.storeId, id: row.id };
  const by = actorText(context.actor);
  await tx.update("reconciliation_differences", key, { status, resolvedAt: now, resolvedBy: by, resolution });
  if (row.orderId === null) return;
  await tx.update(
    "worklist_items",
    { storeId: row.storeId, orderId: row.orderId, subject: row.id, closedAt: null },
    { closedAt: now, updatedAt: now },
  );
  await recordEvent(tx, authorOf(context), row.orderId, "difference_resolved", {
    differenceId: row.id,
    what: row.kind,
    status,
    reason: resolution,
  });
}

async function lockOrder(
  tx: Tx,
  storeId: string,
  { gateway, gatewayReference, theirs }: Comparison,
): Promise<string | null> {
  const [order] = await tx.rows<{ id: string }>(
    `SELECT o.id FROM orders o WHERE o.store_id = $1 AND (
       o.id = (SELECT z.order_id FROM authorizations z WHERE z.store_id = $1 AND z.gateway = $2 AND z.gateway_reference = $3)
       OR o.order_number = $4) LIMIT 1 FOR UPDATE`,
    [storeId, gateway, gatewayReference, theirs?.orderNumber ?? null],
  );
  return order?.id ?? null;
}

async function openDifference(
  tx: Tx,
  context: OperationContext,
  about: Comparison & { readonly orderId: string | null; readonly ours: FoundHold | null },
  difference: Difference,
): Promise<void> {
  const now = new Date(tx.now);
  const id = newId("dif");
  const { storeId } = context;
  await tx.insert("reconciliation_differences", {
    storeId,
    id,
    gateway: about.gateway,
    kind: difference.kind,
    gatewayReference: about.gatewayReference,
    orderId: about.orderId,
    authorizationId: about.ours?.authorizationId ?? null,
    ...figuresOf(difference),
    nextStep: difference.step,
    status: "open",
    runId: about.runId,
    firstSeenAt: now,
    lastSeenAt: now,
  });
  if (about.orderId === null) return;
  const amount = amountOf(difference);
  await tx.insert("worklist_items", {
    storeId,
    id: newId("wli"),
    orderId: about.orderId,
    list: listOfDifference(difference.kind),
    reason: "gateway_difference",
    subject: id,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    deadlineAt: null,
    nextStep: difference.step,
    why: difference.kind,
    openedAt: now,
    updatedAt: now,
  });
  await recordEvent(tx, authorOf(context), about.orderId, "difference_found", {
    differenceId: id,
    what: difference.kind,
    gatewayReference: about.gatewayReference,
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
  });
}

async function refresh(tx: Tx, row: Row, difference: Difference, runId: string): Promise<void> {
  await tx.update(
    "reconciliation_differences",
    { storeId: row.storeId, id: row.id },
    { ...figuresOf(difference), nextStep: difference.step, runId, lastSeenAt: new Date(tx.now) },
  );
}

/** What a person took as it is stays taken, for as long as the figures are the same. */
async function isAccepted(
  tx: Tx,
  storeId: string,
  { gateway, gatewayReference }: Comparison,
  difference: Difference,
): Promise<boolean> {
  const accepted = await tx.select(
    "reconciliation_differences",
    { storeId, gateway, gatewayReference, kind: difference.kind, status: "accepted" },
    { orderBy: "resolved_at DESC", limit: 1 },
  );
  const figures = figuresOf(difference);
  return accepted.some(
    (row) =>
      row.oursMinor === figures.oursMinor &&
      row.theirsMinor === figures.theirsMinor &&
      row.theirsStatus === figures.theirsStatus,
  );
}

function figuresOf(difference: Difference) {
  const { ours, theirs } = difference;
  return {
    oursMinor: ours?.amount.amountMinor ?? null,
    theirsMinor: theirs?.amount.amountMinor ?? null,
    oursStatus: ours?.status ?? null,
    theirsStatus: theirs?.status ?? null,
    currency: amountOf(difference).currency,
  };
}

function amountOf(difference: Difference): Money {
  const amount = differenceAmount(difference);
  if (!amount) throw new Error("a difference has one side at least");
  return amount;
}
