import { loadOrderForChange } from "@/lib/db/stores/order-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { Instrument } from "@/lib/payments/gateway";
import type { PaymentMethodId } from "@/lib/payments/ids";
import { ok, type Result } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { requestAuthorization } from "../order/confirm-order";
import { settleOrder } from "../order/settle-order";
import { recordStart, successorIdOf } from "./approve-request";
import { type ApprovalChange, type ApprovalMissing, changeApproval, moveRequest } from "./change-approval";
import { fittingRequest } from "./complete-hosted-page";
import { closeHostedPages } from "./end-approval";

type SessionRow = RowOf<"hosted_sessions">;
export type ApprovedPageResult = "authorizing" | "known_already" | "closing";

/**
 * The customer agreed on the gateway's page, and the gateway waits to be told to hold the money (PayPal). Return, notification and sweep all come here; the
 * session's row decides who was first, so that one hold is asked for (DC-7). An agreement to terms that are no longer asked for is given up: nothing was held.
 */
export async function authorizeApprovedPage(
  context: OperationContext,
  hosted: Pick<SessionRow, "id" | "approvalRequestId">,
  instrument: Instrument,
): Promise<Result<ApprovedPageResult, ApprovalMissing>> {
  return changeApproval(context, hosted.approvalRequestId ?? "", async (scope) => {
    const { tx, order } = scope;
    const { storeId } = context;
    const [session] = await tx.select("hosted_sessions", { storeId, id: hosted.id }, { lock: true });
    if (session?.status !== "open") return ok("known_already");
    const amount = toMoney(session.amountMinor, session.currency);
    const fitting = await fittingRequest(scope, session, amount);
    if (fitting === undefined) {
      await closeHostedPages(scope, scope.request.id);
      return ok("closing");
    }
    const live: ApprovalChange = { ...scope, request: fitting };
    await moveRequest(live, "approval_started", {
      failureReason: null,
      successorId: successorIdOf(scope, session.orderId),
    });
    await askForHold(live, session, instrument);
    await closeHostedPages(scope, fitting.id);
    await recordStart(live, "hosted_page");
    if (session.orderId !== order.id) await settleOrder(tx, storeId, session.orderId);
    return ok("authorizing");
  });
}

/** The way to pay becomes one of the order's when its hold comes in (`recordHold`); until then it counts for nothing. */
async function askForHold(live: ApprovalChange, session: SessionRow, instrument: Instrument): Promise<void> {
  const { tx, author, request } = live;
  const { storeId } = session;
  const paymentMethodId = session.paymentMethodId as PaymentMethodId;
  const { token } = instrument;
  await tx.update("order_payment_methods", { storeId, id: paymentMethodId }, { token, suspendedBy: "hosted_page" });
  const payable = await loadOrderForChange(tx, storeId, session.orderId);
  if (!payable) throw new Error(`hosted page ${session.id} lost its order`);
  const amount = toMoney(session.amountMinor, session.currency);
  const part = { paymentMethodId, amount, initiator: "customer", replacesId: null } as const;
  const attemptId = await requestAuthorization({ tx, author, order: payable.order }, part, request.id);
  const [attempt] = await tx.select("attempts", { storeId, id: attemptId ?? "" });
  if (!attempt?.authorizationId) throw new Error(`hosted page ${session.id} lost its way to pay`);
  await tx.update("authorizations", { storeId, id: attempt.authorizationId }, { hostedSessionId: session.id });
  const { authorizationId } = attempt;
  const ended = { status: "completed", authorizationId, approvalRequestId: request.id, endedAt: toDate(tx.now) };
  await tx.update("hosted_sessions", { storeId, id: session.id }, ended);
}
