import { newId } from "@/lib/db/new-id";
import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { recordEvent } from "@/lib/db/stores/history-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import type { ApprovalStatus } from "@/lib/payments/approval-state";
import { isLiveApproval } from "@/lib/payments/approval-state";
import type { AuthorizationFacts } from "@/lib/payments/gateway";
import { DAY_MS, later } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import { ok, type Result } from "@/lib/payments/result";
import { recordHold } from "../attempt/apply-authorize";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";
import { releaseHold } from "../replacement/release-hold";
import { recordStart, successorIdOf } from "./approve-request";
import {
  type ApprovalChange,
  type ApprovalMissing,
  type ApprovalRow,
  changeApproval,
  moveRequest,
} from "./change-approval";
import { continueApproval } from "./continue-approval";
import { closeHostedPages } from "./end-approval";

type SessionRow = RowOf<"hosted_sessions">;
export type HostedPageResult = "applied" | "known_already" | "unapplied";

/**
 * The gateway says that its page was paid. Return, notification and sweep all come here, and the session's row decides who was first (DC-7). Money that fits the
 * live question carries it on; money that fits none is recorded, shown and sent back, never dropped (I18).
 */
export async function completeHostedPage(
  context: OperationContext,
  hosted: Pick<SessionRow, "id" | "approvalRequestId">,
  facts: AuthorizationFacts,
): Promise<Result<HostedPageResult, ApprovalMissing>> {
  if (hosted.approvalRequestId === null) throw new Error(`hosted page ${hosted.id} belongs to no request`);
  return changeApproval(context, hosted.approvalRequestId, async (scope) => {
    const { tx } = scope;
    const [session] = await tx.select("hosted_sessions", { storeId: context.storeId, id: hosted.id }, { lock: true });
    if (!session || session.authorizationId !== null) return ok("known_already");
    const payable =
      session.orderId === scope.order.id
        ? scope.loaded
        : await loadOrderForChange(tx, context.storeId, session.orderId);
    if (!payable) throw new Error(`hosted page ${session.id} lost its order`);
    const fitting = await fittingRequest(scope, session, facts.amount);
    const holdId = await insertHold(
      scope,
      { ...session, approvalRequestId: (fitting ?? scope.request).id },
      payable,
      facts,
    );
    if (fitting === undefined) {
      await sendBack(scope, session, holdId, facts);
      return ok("unapplied");
    }
    const live: ApprovalChange = { ...scope, request: fitting };
    await switchToMethod(scope, payable.row.id, session.paymentMethodId ?? "");
    await moveRequest(live, "approval_started", {
      failureReason: null,
      successorId: successorIdOf(scope, payable.row.id),
    });
    await closeHostedPages(scope, fitting.id);
    await recordStart(live, "hosted_page");
    await continueApproval(tx, context.storeId, fitting.id);
    await settlePayable(scope, payable);
    return ok("applied");
  });
}

/** The order's live question, if it asks for exactly this. A newer mail with the same terms is answered by money given through the older one. */
export async function fittingRequest(
  { tx, order, request }: ApprovalChange,
  session: SessionRow,
  { amountMinor, currency }: Money,
): Promise<ApprovalRow | undefined> {
  const newest = order.approval;
  if (newest === null || !isLiveApproval(newest.status) || newest.status === "approving") return undefined;
  if (order.isFraudStopped || order.status === "cancelled" || order.status === "replaced") return undefined;
  if (amountMinor !== session.amountMinor || currency !== session.currency) return undefined;
  const [row] =
    newest.id === request.id
      ? [request]
      : await tx.select("approval_requests", { storeId: order.storeId, id: newest.id }, { lock: true });
  if (!row || !isLiveApproval(row.status as ApprovalStatus)) return undefined;
  // The page asked for what was missing under the terms of its own request; they must still be the terms.
  const isSameTerms = row.amountMinor === order.total.amountMinor && request.amountMinor === row.amountMinor;
  return isSameTerms ? row : undefined;
}

async function insertHold(
  scope: ApprovalChange,
  session: SessionRow,
  payable: LoadedOrder,
  facts: AuthorizationFacts,
): Promise<string> {
  const { tx, author } = scope;
  const { storeId } = session;
  const [attempt] = await tx.select("attempts", {
    storeId,
    hostedSessionId: session.id,
    operation: "open_hosted_page",
  });
  if (!attempt || session.paymentMethodId === null) throw new Error(`hosted page ${session.id} lost its attempt`);
  const id = newId("aut");
  const hold = {
    storeId,
    id,
    orderId: session.orderId,
    paymentMethodId: session.paymentMethodId,
    gateway: session.gateway,
    initiator: "customer",
    status: "requested",
    amountMinor: facts.amount.amountMinor,
    currency: facts.amount.currency,
    requestedAt: toDate(tx.now),
    hostedSessionId: session.id,
  };
  await tx.insert("authorizations", hold);
  const [inserted] = await tx.select("authorizations", { storeId, id }, { lock: true });
  if (!inserted) throw new Error(`hold ${id} is gone`);
  const outcome = { kind: "succeeded", facts, exchange: noExchange } as const;
  await recordHold(
    { tx, author, loaded: payable, attempt: attempt as AttemptRow, outcome: outcome as never },
    inserted,
    facts,
  );
  const { approvalRequestId } = session;
  const ended = { status: "completed", authorizationId: id, approvalRequestId, endedAt: toDate(tx.now) };
  await tx.update("hosted_sessions", { storeId, id: session.id }, ended);
  await recordEvent(tx, author, session.orderId, "authorize_succeeded", {
    authorizationId: id,
    hostedSessionId: session.id,
    amountMinor: facts.amount.amountMinor.toString(),
    currency: facts.amount.currency,
  });
  return id;
}

/** The card that paid is now the way to pay; on a successor it is the only one. */
async function switchToMethod({ tx, order }: ApprovalChange, orderId: string, id: string): Promise<void> {
  const { storeId } = order;
  if (orderId !== order.id) {
    const others = { status: "suspended", suspendedBy: "approval" };
    await tx.update("order_payment_methods", { storeId, orderId, status: "active" }, others);
  }
  await tx.update("order_payment_methods", { storeId, id }, { status: "active", suspendedBy: null });
}

async function sendBack(
  scope: ApprovalChange,
  session: SessionRow,
  authorizationId: string,
  facts: AuthorizationFacts,
): Promise<void> {
  const { tx, author, request } = scope;
  const { storeId } = session;
  const payable = await loadOrderForChange(tx, storeId, session.orderId);
  const hold = payable?.order.authorizations.find((each) => each.id === authorizationId);
  if (!payable || !hold) throw new Error(`hold ${authorizationId} is gone`);
  await tx.insert("unapplied_money", {
    storeId,
    id: newId("una"),
    orderId: session.orderId,
    authorizationId,
    gateway: session.gateway,
    gatewayReference: facts.authorizationReference,
    amountMinor: facts.amount.amountMinor,
    currency: facts.amount.currency,
    reason: `paid_on_${request.status}_link`,
    status: "releasing",
    deadlineAt: toDate(later(tx.now, DAY_MS)),
    createdAt: toDate(tx.now),
  });
  await releaseHold({ tx, author, order: payable.order }, hold, request.id);
  await scope.event("unapplied_money_found", {
    approvalRequestId: request.id,
    hostedSessionId: session.id,
    amountMinor: facts.amount.amountMinor.toString(),
    currency: facts.amount.currency,
  });
  await settlePayable(scope, payable);
}

async function settlePayable({ tx, order }: ApprovalChange, payable: LoadedOrder): Promise<void> {
  if (payable.row.id !== order.id) await settleOrder(tx, order.storeId, payable.row.id);
}

const noExchange = { rawCode: null, rawMessage: null, gatewayRequestId: null, httpStatus: null, networkCode: null };
