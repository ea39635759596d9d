import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { type ReplacementFacts, replacementSteps } from "@/lib/payments/replacing";
import { ok, type Result } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";
import { completeLink } from "../replacement/complete-link";
import { keepOrder } from "../replacement/keep-order";
import { findPayableOrder } from "../replacement/payable-order";
import { releaseHold } from "../replacement/release-hold";
import { replaceOrder } from "../replacement/replace-order";
import { settleUnapplied } from "../replacement/settle-unapplied";
import { type ApprovalChange, type ApprovalMissing, changeApproval } from "./change-approval";
import { coverStanding } from "./cover-standing";
import { failApproval } from "./fail-approval";

export type AdvanceAnswer = "stepped" | "wait" | "done";

/** More steps than any replacement has; past it something goes round in circles. */
const maxSteps = 12;

/**
 * Carries an approval on as far as it goes now (PR-3, X04). Each step is a transaction of its own and looks at the rows anew, so that a worker may die
 * anywhere, and any number of workers may do the same (I15).
 */
export async function advanceApproval(
  context: OperationContext,
  approvalRequestId: string,
): Promise<Result<AdvanceAnswer, ApprovalMissing>> {
  for (let step = 0; step < maxSteps; step++) {
    const result = await changeApproval(
      context,
      approvalRequestId,
      async (scope): Promise<Result<AdvanceAnswer, never>> => ok(await takeStep(scope)),
    );
    if (!result.ok || result.value !== "stepped") return result;
  }
  throw new Error(`approval ${approvalRequestId} does not come to an end`);
}

async function takeStep(scope: ApprovalChange): Promise<AdvanceAnswer> {
  const status = scope.request.status as ApprovalStatus;
  await settleUnapplied(scope);
  if (status === "approving") return payForIt(scope);
  if (status === "approved") return finish(scope);
  return isLiveApproval(status) ? "done" : giveBack(scope);
}

/** The customer has agreed and the new hold is out. */
async function payForIt(scope: ApprovalChange): Promise<AdvanceAnswer> {
  const payable = await findPayableOrder(scope);
  if (payable === undefined) throw new Error(`approval ${scope.request.id} has no order to be paid`);
  const cover = await coverStanding(scope, payable);
  const isKept = payable.row.id === scope.order.id;
  const step = isKept ? keptStep(cover) : replacementSteps(factsOf(scope, payable, cover));
  switch (step) {
    case "wait":
      return "wait";
    case "bar_predecessor":
      if (isKept) await keepOrder(scope, cover.newest?.id ?? null);
      else await replaceOrder(scope, payable);
      return "stepped";
    default:
      await failApproval(scope, cover.failureReason ?? "not_covered");
      if (!isKept) await settleOrder(scope.tx, scope.order.storeId, payable.row.id);
      return "done";
  }
}

/** The new hold lives and the new order stands: what is left is to release the old holds, prove it, and close the link. */
async function finish(scope: ApprovalChange): Promise<AdvanceAnswer> {
  const { order, request } = scope;
  if (order.successor === null || request.successorId === null) return "done";
  const payable = await loadSuccessor(scope, order.successor.orderId);
  const cover = { isCovered: true, isPending: false, hasFailed: false };
  switch (replacementSteps(factsOf(scope, payable, cover))) {
    case "release_hold":
      return releaseOld(scope);
    case "link":
      await completeLink(scope, payable);
      return "done";
    case "done":
      return "done";
    default:
      return "wait";
  }
}

async function releaseOld(scope: ApprovalChange): Promise<AdvanceAnswer> {
  let isAsked = false;
  for (const hold of scope.order.authorizations.filter(({ status }) => status === "authorized")) {
    // A gateway that keeps refusing is not asked for ever: the hold then stands in front of a person as money on a closed order.
    const [tried] = await scope.tx.rows<{ count: bigint }>(
      "SELECT count(*) FROM attempts WHERE store_id = $1 AND authorization_id = $2 AND operation = 'void'",
      [scope.order.storeId, hold.id],
    );
    if (Number(tried?.count ?? 0) >= 3) continue;
    isAsked = (await releaseHold(scope, hold, scope.request.id)) !== undefined || isAsked;
  }
  return isAsked ? "stepped" : "wait";
}

/** The link ended while the bank was still thinking: a hold that came in after that goes back (I9, I18). */
async function giveBack(scope: ApprovalChange): Promise<AdvanceAnswer> {
  const { order, request } = scope;
  const payable = await findPayableOrder(scope);
  if (payable === undefined || order.approval?.id !== request.id || payable.row.status === "confirmed") return "done";
  const isKept = payable.row.id === order.id;
  const { newest } = await coverStanding(scope, payable);
  for (const hold of payable.order.authorizations.filter((each) => !isKept || each.id === newest?.id)) {
    await releaseHold({ ...scope, order: payable.order }, hold, request.id);
  }
  if (!isKept) await settleOrder(scope.tx, order.storeId, payable.row.id);
  return "done";
}

async function loadSuccessor(scope: ApprovalChange, orderId: string): Promise<LoadedOrder> {
  const successor = await loadOrderForChange(scope.tx, scope.order.storeId, orderId);
  if (!successor) throw new Error(`successor ${orderId} is gone`);
  return successor;
}

type Cover = { readonly isCovered: boolean; readonly isPending: boolean; readonly hasFailed: boolean };

function factsOf({ order }: ApprovalChange, successor: LoadedOrder, cover: Cover): ReplacementFacts {
  return {
    predecessor: {
      status: order.status,
      isBarred: order.status === "replaced" || order.status === "cancelled",
      holdStatuses: order.authorizations.map((hold) => hold.status),
    },
    successor: {
      status: successor.order.status,
      isCovered: cover.isCovered,
      isCoverPending: cover.isPending,
      hasCoverFailed: cover.hasFailed,
    },
    isLinked: order.successor?.isComplete ?? false,
  };
}

function keptStep(cover: Cover): "wait" | "bar_predecessor" | "abandon_successor" {
  if (cover.isPending) return "wait";
  return cover.isCovered ? "bar_predecessor" : "abandon_successor";
}
