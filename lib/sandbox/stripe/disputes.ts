import { randomId } from "../random-id";
import { emit } from "./events";
import type { ChargeRecord, PaymentIntentRecord } from "./records";
import type { DisputeRecord } from "./side-records";
import type { StripeWorld } from "./world";

export function openDispute(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  charge: ChargeRecord,
  kind: "fraudulent" | "product_not_received" | "inquiry",
): DisputeRecord {
  const isInquiry = kind === "inquiry";
  const reason = kind === "product_not_received" ? "product_not_received" : "fraudulent";
  world.state.charges.put({ ...charge, isDisputed: true });
  const dispute = world.state.disputes.put({
    id: randomId("dp_", 24),
    created: world.clock.nowSeconds(),
    amount: charge.amountCaptured,
    card: charge.card,
    charge: charge.id,
    currency: charge.currency,
    hasEvidence: false,
    submissions: 0,
    metadata: {},
    networkReasonCode: reason === "fraudulent" ? "10.4" : "13.1",
    paymentIntent: intent.id,
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
  });
  emit(world, "charge.dispute.created", "dispute", dispute);
  if (!isInquiry) emit(world, "charge.dispute.funds_withdrawn", "dispute", dispute);
  return dispute;
}

export function closeDispute(world: StripeWorld, dispute: DisputeRecord, verdict: "won" | "lost"): DisputeRecord {
  const isInquiry = dispute.status.startsWith("warning");
  const closed = world.state.disputes.put({
    ...dispute,
    status: isInquiry && verdict === "won" ? "warning_closed" : verdict,
  });
  emit(world, "charge.dispute.closed", "dispute", closed);
  if (verdict === "won" && !isInquiry) emit(world, "charge.dispute.funds_reinstated", "dispute", closed);
  return closed;
}
