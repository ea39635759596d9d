import { knownCharge } from "./charge-routes";
import { emit } from "./events";
import { datedPageParams, listPage } from "./list-page";
import { allIgnored, integer, merged, metadata, oneOf, type ReadShape, reference } from "./params";
import { knownIntent } from "./payment-intent-routes";
import type { ChargeRecord, RefundRecord } from "./records";
import { refundCharge } from "./refunds";
import { renderRefund } from "./render-charge";
import { route } from "./route";
import { invalidRequest, noSuch, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

const createShape = {
  amount: integer,
  charge: reference,
  metadata,
  payment_intent: reference,
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
  ...allIgnored("currency customer instructions_email origin refund_application_fee reverse_transfer"),
} as const;

export const refundRoutes = [
  route("POST", "/v1/refunds", createShape, (world, params) =>
    renderRefund(
      refundCharge(world, chargeToRefund(world, params), {
        amount: params.amount,
        metadata: merged({}, params.metadata),
        reason: params.reason ?? null,
      }),
    ),
  ),
  route("GET", "/v1/refunds", { ...datedPageParams, charge: reference, payment_intent: reference }, (world, params) => {
    const { refunds } = world.state;
    const entries =
      params.charge !== undefined
        ? refunds.entriesOf("charge", params.charge)
        : params.payment_intent !== undefined
          ? refunds.entriesOf("payment_intent", params.payment_intent)
          : refunds.entries();
    return listPage(params, { collection: refunds, entries, kind: "refund", url: "/v1/refunds", render: renderRefund });
  }),
  route("GET", "/v1/refunds/:id", {}, (world, _params, id) => renderRefund(knownRefund(world, id))),
  route("POST", "/v1/refunds/:id", { metadata }, (world, params, id) => {
    const former = knownRefund(world, id);
    const refund = world.state.refunds.put({ ...former, metadata: merged(former.metadata, params.metadata) });
    emit(world, "refund.updated", "refund", refund);
    return renderRefund(refund);
  }),
  route("POST", "/v1/refunds/:id/cancel", {}, (world, _params, id) => {
    const refund = knownRefund(world, id);
    throw invalidRequest(`Refund ${refund.id} cannot be canceled: only refunds that require action can be.`, {
      code: "status_transition_invalid",
    });
  }),
];

function chargeToRefund(world: StripeWorld, params: ReadShape<typeof createShape>): ChargeRecord {
  if (params.charge !== undefined && params.payment_intent === undefined) {
    return refundable(knownCharge(world, params.charge, "charge"), params.charge);
  }
  if (params.payment_intent === undefined) {
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });
  }
  const intent = knownIntent(world, params.payment_intent, "payment_intent");
  if (params.charge !== undefined && params.charge !== intent.latestCharge) {
    throw invalidRequest("The charge does not belong to the PaymentIntent.", { param: "charge" });
  }
  const charge = intent.latestCharge === null ? undefined : world.state.charges.get(intent.latestCharge);
  if (charge === undefined || charge.status === "failed" || charge.amountCaptured === 0) {
    throw stateConflict(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "payment_intent_unexpected_state",
      intent,
    });
  }
  return charge;
}

function refundable(charge: ChargeRecord, id: string): ChargeRecord {
  if (charge.status === "succeeded" && charge.amountCaptured > 0) return charge;
  throw stateConflict(`Charge ${id} cannot be refunded: nothing was captured. Cancel its PaymentIntent instead.`, {
    code: "charge_not_refundable",
  });
}

function knownRefund(world: StripeWorld, id: string): RefundRecord {
  const refund = world.state.refunds.get(id);
  if (refund === undefined) throw noSuch("refund", id, "refund");
  return refund;
}
