import { randomId } from "../random-id";
import { testCardByToken } from "./card-numbers";
import { formatAmount } from "./currencies";
import { declineOf } from "./decline-codes";
import { emit } from "./events";
import type { ChargeRecord, RefundRecord } from "./records";
import { cardError, errorOfDecline, invalidRequest, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

export const RESOLVES_AFTER_SECONDS = 120;

/** The metadata key of a refund by which a test or a demo chooses its fate: a value of `FATES`. */
const METADATA_KEY = "sandbox_refund";

type Fate = Pick<RefundRecord, "status" | "resolvesTo">;

const SUCCEEDS: Fate = { status: "succeeded", resolvesTo: null };

const FATES: Readonly<Record<string, Fate>> = {
  pending_then_succeeds: { status: "pending", resolvesTo: "succeeded" },
  pending_then_fails: { status: "pending", resolvesTo: "failed" },
  succeeds_then_fails: { status: "succeeded", resolvesTo: "failed" },
};

export interface RefundOrder {
  readonly amount: number | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly reason: "duplicate" | "fraudulent" | "requested_by_customer" | null;
}

export function refundCharge(world: StripeWorld, charge: ChargeRecord, order: RefundOrder): RefundRecord {
  const remaining = charge.amountCaptured - (charge.amountRefunded - charge.amountReleased);
  const amount = order.amount ?? remaining;
  checkRefund(world, charge, amount, remaining);
  const fate =
    FATES[order.metadata[METADATA_KEY] ?? ""] ??
    FATES[testCardByToken(charge.card.token)?.behaviour.refund ?? ""] ??
    SUCCEEDS;
  const created = world.clock.nowSeconds();
  const refund = world.state.refunds.put({
    id: randomId("re_3", 23),
    created,
    amount,
    balanceTransaction: randomId("txn_", 24),
    charge: charge.id,
    currency: charge.currency,
    customer: charge.customer,
    failureReason: null,
    isRelease: false,
    metadata: order.metadata,
    paymentIntent: charge.paymentIntent,
    paymentMethod: charge.paymentMethod,
    reason: order.reason,
    resolvesAt: fate.resolvesTo === null ? null : created + RESOLVES_AFTER_SECONDS,
    ...fate,
  });
  const after = world.state.charges.put({ ...charge, amountRefunded: charge.amountRefunded + amount });
  if (refund.resolvesAt !== null) world.due.add({ atMs: refund.resolvesAt * 1000, kind: "refund", id: refund.id });
  emit(world, "refund.created", "refund", refund);
  emit(world, "charge.refunded", "charge", after, { amount_refunded: charge.amountRefunded });
  return refund;
}

/** The bank's answer to a refund arrived. A failed one puts the money back to us, so it can be refunded again. */
export function resolveRefund(world: StripeWorld, refund: RefundRecord): void {
  if (refund.resolvesTo === null) return;
  const { status } = refund;
  const hasFailed = refund.resolvesTo === "failed";
  const resolved = world.state.refunds.put({
    ...refund,
    failureReason: hasFailed ? "expired_or_canceled_card" : null,
    resolvesAt: null,
    resolvesTo: null,
    status: refund.resolvesTo,
  });
  const charge = world.state.charges.get(refund.charge);
  if (hasFailed && charge !== undefined) {
    const reopened = world.state.charges.put({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
    emit(world, "charge.updated", "charge", reopened, { amount_refunded: charge.amountRefunded });
  }
  emit(world, "refund.updated", "refund", resolved, { status });
  emit(world, "charge.refund.updated", "refund", resolved, { status });
  if (hasFailed) emit(world, "refund.failed", "refund", resolved, { status });
}

function checkRefund(world: StripeWorld, charge: ChargeRecord, amount: number, remaining: number): void {
  if (charge.isDisputed) {
    const dispute = [...world.state.disputes.recordsOf("charge", charge.id)].at(-1);
    const isOpenInquiry = dispute?.status.startsWith("warning") === true || dispute?.status === "won";
    if (!isOpenInquiry) {
      throw stateConflict(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
        code: "charge_disputed",
      });
    }
  }
  if (charge.amountCaptured > 0 && remaining === 0) {
    throw stateConflict(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (amount < 1) {
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  // Stripe gives no code for this one.
  if (amount > remaining) throw invalidRequest(refundTooLarge(amount, remaining, charge.currency), { param: "amount" });
  const fault = world.faults.forMoney({
    gateway: "stripe",
    operation: "refund",
    paymentIntent: charge.paymentIntent,
    customer: charge.customer,
  });
  if (fault !== null) {
    const method = world.state.methods.get(charge.paymentMethod) ?? null;
    const decline = declineOf(fault.declineCode ?? fault.code, charge.card.brand);
    throw cardError(errorOfDecline(decline, { charge: charge.id, paymentMethod: method }), {});
  }
}

function refundTooLarge(amount: number, remaining: number, currency: string): string {
  return `Refund amount (${formatAmount(amount, currency)}) is greater than unrefunded amount on charge (${formatAmount(remaining, currency)})`;
}
