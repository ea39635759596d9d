import { priceApprovalNeed } from "./approval";
import { type OuterCaptureStatus, outerCaptureStatus } from "./capture-state";
import { coverageOf } from "./coverage";
import { undecidedHolds } from "./holds";
import type { Instant } from "./instant";
import { isPositive, subtract } from "./money";
import type { Order } from "./order";

export type PathKey = "quoted" | "authorized" | "overridden" | "price_approval" | "shipped" | "captured" | "settled";
export type PathState = "done" | "passed" | "now" | "todo" | "stop";
export type PathStep = { readonly key: PathKey; readonly state: PathState };

/**
 * An order's way from quote to settled money at `now`, for the path on its record. The first step that is not done is `now`, or `stop` where it
 * cannot go on by itself; everything after it is `todo` unless done. Where a supervisor let a missing authorization pass (H14), `overridden` stands as
 * `passed` in the place of `authorized`, until the money is there after all. `price_approval` appears only where a price was or is to be agreed to.
 * Settlement follows capture at once here; a method that is settled in batches is a later matter (W12).
 */
export function pathOf(order: Order, now: Instant): PathStep[] {
  const isPriceStep =
    priceApprovalNeed(order).needed ||
    order.approval?.reason === "price_rise" ||
    order.approval?.reason === "zero_price_quote";
  const steps: readonly Stage[] = [
    { key: "quoted", isDone: order.status !== "draft", isStopped: false },
    authorizedStep(order, now),
    ...(isPriceStep ? [approvalStep(order)] : []),
    {
      key: "shipped",
      isDone: order.status === "shipped" || order.status === "completed",
      isStopped: order.isFraudStopped,
    },
    { key: "captured", isDone: captureStatusOf(order) === "success", isStopped: captureStatusOf(order) === "failed" },
    { key: "settled", isDone: order.status === "completed", isStopped: false },
  ];
  const isEnded = order.status === "cancelled" || order.status === "replaced";
  const current = steps.findIndex((step) => !step.isDone);
  return steps.map((step, position) => {
    if (step.isDone) return { key: step.key, state: step.key === "overridden" ? "passed" : "done" };
    if (step.isStopped) return { key: step.key, state: "stop" };
    if (position !== current) return { key: step.key, state: "todo" };
    return { key: step.key, state: isEnded ? "stop" : "now" };
  });
}

/** What everyone outside sees of an order's captures (P01): failed where any invoice is, success only when nothing is left to collect. */
export function captureStatusOf(order: Order): OuterCaptureStatus {
  const statuses = order.invoices.map((invoice) => outerCaptureStatus[invoice.status]);
  if (statuses.includes("failed")) return "failed";
  if (statuses.includes("pending")) return "pending";
  if (!statuses.includes("success")) return "none";
  const isAllShipped = order.status !== "confirmed";
  return isAllShipped ? "success" : "pending";
}

type Stage = { readonly key: PathKey; readonly isDone: boolean; readonly isStopped: boolean };

function authorizedStep(order: Order, now: Instant): Stage {
  const isBeforeCapture = order.status === "draft" || order.status === "proposed" || order.status === "confirmed";
  // A rise that waits for its customer is the next step's matter: here counts what they have agreed to.
  const agreed =
    order.approvedTotal !== null && priceApprovalNeed(order).needed ? { ...order, total: order.approvedTotal } : order;
  const { uncovered } = coverageOf(agreed, now);
  const { granted } = order.override;
  if (
    order.status !== "draft" &&
    isPositive(granted) &&
    isPositive(uncovered) &&
    !isPositive(subtract(uncovered, granted))
  )
    return { key: "overridden", isDone: true, isStopped: false };
  const isMissing = isBeforeCapture && isPositive(uncovered);
  return {
    key: "authorized",
    isDone: order.status !== "draft" && !isMissing,
    isStopped:
      isMissing &&
      order.authorizations.length > 0 &&
      undecidedHolds(order).length === 0 &&
      !priceApprovalNeed(order).needed,
  };
}

function approvalStep(order: Order): Stage {
  const status = order.approval?.status;
  return {
    key: "price_approval",
    isDone: order.status === "replaced" || !priceApprovalNeed(order).needed,
    isStopped: status === "declined" || status === "expired" || status === "payment_failed",
  };
}
