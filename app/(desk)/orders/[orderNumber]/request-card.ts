import type { RequestCardView, RequestStepView } from "@/components/orders/request-card-view";
import { can, type Role } from "@/lib/auth/permissions";
import { customerLanguageName } from "@/lib/format/customer-language";
import { houseReasonText } from "@/lib/format/house-reason-words";
import type { RequestProgress } from "@/lib/queries/order/read-request";

/** The request as its order's record shows it; nothing once it has been answered well, or taken back. */
export function toRequestCard(
  request: RequestProgress,
  { orderNumber, role }: { orderNumber: string; role: Role },
): RequestCardView | null {
  const isDone = request.status === "approved" || request.status === "replaced";
  if (isDone || (request.status === "withdrawn" && request.failureReason === null)) return null;
  const isWaiting = request.isLive && request.mailStatus === "waiting";
  return {
    orderNumber,
    requestId: request.id,
    amount: request.amount,
    steps: [mailStep(request), openedStep(request), bankStep(request), endStep(request)],
    facts: [
      `Code ${request.code}`,
      ...(request.address === null ? [] : [`to ${request.address}`]),
      `in ${customerLanguageName(request.locale)}`,
      ...(request.deliveryDate === null ? [] : [`delivery told: ${request.deliveryDate}`]),
      ...(request.remindersSent === 0 ? [] : [`reminded ${request.remindersSent} times`]),
    ],
    endsAt: request.isLive ? request.endsAt : null,
    remindAt: request.isLive ? request.remindAt : null,
    mailLeavesAt: isWaiting && can(role, "approval.withdraw") ? request.mailLeavesAt : null,
    canReach: request.isLive && request.status !== "approving" && can(role, "approval.request"),
  };
}

function mailStep(request: RequestProgress): RequestStepView {
  const step = { key: "mail", label: "Mail" };
  switch (request.mailStatus) {
    case "none":
      return { ...step, note: "none; a link or a code instead", at: null, state: "done" };
    case "waiting":
      return { ...step, note: "leaves", at: request.mailLeavesAt, state: "now" };
    case "on_its_way":
      return { ...step, note: "on its way", at: null, state: "now" };
    case "sent":
      return { ...step, note: "sent", at: request.sentAt, state: "done" };
    case "refused":
      return { ...step, note: "address refused", at: null, state: "bad" };
    case "failed":
    case "dropped":
      return { ...step, note: "not delivered", at: null, state: "bad" };
  }
}

function openedStep({ openedAt, questionAt }: RequestProgress): RequestStepView {
  if (questionAt !== null)
    return { key: "opened", label: "Opened", note: "asked something", at: questionAt, state: "now" };
  return {
    key: "opened",
    label: "Opened",
    note: openedAt ? "" : "not yet",
    at: openedAt,
    state: openedAt ? "done" : "todo",
  };
}

/** What the customer's bank makes of it: challenged, declined, checking. */
function bankStep({ status, failureReason, isOnPage }: RequestProgress): RequestStepView {
  const step = { key: "bank", label: "Bank", at: null };
  if (status === "approving") return { ...step, note: "checking now", state: "now" };
  if (status === "payment_failed" && failureReason === "authentication_required")
    return { ...step, note: "wants to see the customer", state: "now" };
  if (isOnPage) return { ...step, note: "on the gateway's page", state: "now" };
  if (status === "payment_failed")
    return { ...step, note: `declined: ${houseReasonText(failureReason) ?? "no reason given"}`, state: "bad" };
  return { ...step, note: "not asked yet", state: "todo" };
}

function endStep({ status, decidedAt, isLive }: RequestProgress): RequestStepView {
  const step = { key: "end", label: "Answer", at: decidedAt };
  if (status === "declined") return { ...step, note: "said no", state: "bad" };
  if (status === "withdrawn") return { ...step, note: "ended", state: "bad" };
  if (!isLive) return { ...step, note: "link ended", state: "bad" };
  return { ...step, note: "not yet", at: null, state: "todo" };
}
