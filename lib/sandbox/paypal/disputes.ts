import { randomId } from "../random-id";
import { buyerOf } from "./buyers";
import { disputeEvent } from "./events";
import { notFound, unprocessable } from "./paypal-error";
import type { Amount, CaptureRecord, DisputeRecord } from "./records";
import { type JsonObject, renderDispute } from "./render";
import { type ReadRoute, read } from "./route";
import type { PaypalWorld } from "./world";

export const disputeRoutes: readonly ReadRoute[] = [
  {
    ...read,
    pattern: "/v1/customer/disputes/{id}",
    show: (world, id): JsonObject => {
      const dispute = world.state.disputes.get(id);
      if (dispute === undefined) throw notFound();
      return renderDispute(world, dispute);
    },
  },
];

/** The payer wants money back: by asking the merchant (`INQUIRY`), or through PayPal or their bank at once. */
export function openDispute(
  world: PaypalWorld,
  capture: CaptureRecord,
  {
    amount = capture.amount,
    stage = "CHARGEBACK",
  }: { readonly amount?: Amount; readonly stage?: DisputeRecord["stage"] } = {},
): DisputeRecord {
  const now = world.clock.nowMs();
  const dispute = world.state.disputes.put({
    id: `PP-D-${randomId("", 10).toUpperCase()}`,
    createdMs: now,
    updatedMs: now,
    capture: capture.id,
    amount,
    reason: stage === "INQUIRY" ? "MERCHANDISE_OR_SERVICE_NOT_RECEIVED" : "UNAUTHORISED",
    stage,
    status: "WAITING_FOR_SELLER_RESPONSE",
    outcome: null,
    refunded: null,
  });
  disputeEvent(world, "CREATED", dispute);
  return dispute;
}

/** Merchant and payer did not agree: PayPal looks at it. */
export function escalateDispute(world: PaypalWorld, dispute: DisputeRecord): DisputeRecord {
  return update(world, "UPDATED", { ...dispute, stage: "CHARGEBACK", status: "UNDER_REVIEW" });
}

/** PayPal has decided. A lost one gives the payer what was disputed, or a part of it. */
export function closeDispute(
  world: PaypalWorld,
  dispute: DisputeRecord,
  verdict: "won" | "lost",
  refunded: Amount = dispute.amount,
): DisputeRecord {
  const outcome = verdict === "won" ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR";
  return update(world, "RESOLVED", {
    ...dispute,
    status: "RESOLVED",
    outcome,
    refunded: verdict === "won" ? null : refunded,
  });
}

/** Some test buyers dispute whatever is taken from them. */
export function noteCaptured(world: PaypalWorld, capture: CaptureRecord): void {
  if (buyerOf(capture.buyer).disputes) openDispute(world, capture);
}

export function checkRefundable(world: PaypalWorld, capture: CaptureRecord, isPartial: boolean): void {
  for (const { status, stage, outcome } of world.state.disputes.recordsOf("capture", capture.id)) {
    if (outcome === "RESOLVED_SELLER_FAVOUR") continue;
    if (status === "RESOLVED" || stage !== "INQUIRY") throw unprocessable("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
    if (isPartial) throw unprocessable("TRANSACTION_DISPUTED");
  }
}

function update(world: PaypalWorld, type: "UPDATED" | "RESOLVED", changed: DisputeRecord): DisputeRecord {
  const dispute = world.state.disputes.put({ ...changed, updatedMs: world.clock.nowMs() });
  disputeEvent(world, type, dispute);
  return dispute;
}
