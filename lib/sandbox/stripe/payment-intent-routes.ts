import { capture } from "./capture";
import { checkAmount, checkedCurrency } from "./check-amount";
import { checkConfirmable, confirmIntent } from "./confirm-intent";
import { emit } from "./events";
import { incrementHold } from "./increment-hold";
import { changed } from "./intent-change";
import { checkChangeable, newIntent, withChanges } from "./intent-input";
import { datedPageParams, listPage } from "./list-page";
import { allIgnored, merged, need, oneOf, type ReadShape, reference } from "./params";
import {
  captureShape,
  checkMoto,
  checkSuffix,
  confirmShape,
  createShape,
  incrementShape,
  updateShape,
} from "./payment-intent-params";
import type { PaymentIntentRecord } from "./records";
import { cancelIntent } from "./release-hold";
import { renderPaymentIntent } from "./render-payment";
import { route } from "./route";
import { noSuch, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

const show = (world: StripeWorld, intent: PaymentIntentRecord) => renderPaymentIntent(intent, world.origin());

export const paymentIntentRoutes = [
  route("POST", "/v1/payment_intents", createShape, (world, params) => {
    const currency = checkedCurrency(need(params.currency, "currency"));
    const amount = need(params.amount, "amount");
    checkAmount(amount, currency);
    checkMoto(params.payment_method_options?.card?.moto, params.confirm === true);
    const blank = newIntent(world, { amount, currency });
    const described = withChanges(
      world,
      { ...blank, confirmationMethod: params.confirmation_method ?? "automatic" },
      params,
    );
    const intent = changed(world, { ...described, automaticPaymentMethods: automaticMethods(params) });
    emit(world, "payment_intent.created", "payment_intent", intent);
    return show(world, params.confirm === true ? confirmIntent(world, intent, params) : intent);
  }),
  route(
    "GET",
    "/v1/payment_intents",
    { ...datedPageParams, customer: reference, ...allIgnored("customer_account") },
    (world, params) => {
      const { intents } = world.state;
      return listPage(params, {
        collection: intents,
        entries: params.customer === undefined ? intents.entries() : intents.entriesOf("customer", params.customer),
        kind: "payment_intent",
        url: "/v1/payment_intents",
        render: (intent) => show(world, intent),
      });
    },
  ),
  route("GET", "/v1/payment_intents/:id", { client_secret: reference }, (world, _params, id) =>
    show(world, knownIntent(world, id)),
  ),
  route("POST", "/v1/payment_intents/:id", updateShape, (world, params, id) => {
    const former = knownIntent(world, id);
    checkMoto(params.payment_method_options?.card?.moto, false);
    checkChangeable(former, params);
    return show(world, changed(world, withChanges(world, former, params)));
  }),
  route("POST", "/v1/payment_intents/:id/confirm", confirmShape, (world, params, id) => {
    const former = knownIntent(world, id);
    if (params.amount_to_confirm !== undefined && params.amount_to_confirm !== former.amount) {
      throw stateConflict("The amount to confirm does not match the amount of the PaymentIntent.", {
        code: "payment_intent_invalid_parameter",
        param: "amount_to_confirm",
        intent: former,
      });
    }
    checkConfirmable(former);
    return show(world, confirmIntent(world, withChanges(world, former, params), params));
  }),
  route("POST", "/v1/payment_intents/:id/capture", captureShape, (world, params, id) => {
    const former = knownIntent(world, id);
    checkSuffix(params.statement_descriptor_suffix);
    const captured = capture(
      world,
      {
        ...former,
        metadata: merged(former.metadata, params.metadata),
        statementDescriptorSuffix: params.statement_descriptor_suffix ?? former.statementDescriptorSuffix,
      },
      { amount: params.amount_to_capture, isFinal: params.final_capture ?? true },
    );
    return show(world, captured);
  }),
  route(
    "POST",
    "/v1/payment_intents/:id/cancel",
    { cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer") },
    (world, params, id) => {
      const intent = knownIntent(world, id);
      checkCancelable(world, intent);
      return show(world, cancelIntent(world, intent, params.cancellation_reason ?? null));
    },
  ),
  route("POST", "/v1/payment_intents/:id/increment_authorization", incrementShape, (world, params, id) => {
    const intent = knownIntent(world, id);
    const amount = need(params.amount, "amount");
    checkAmount(amount, intent.currency);
    return show(world, incrementHold(world, { ...intent, metadata: merged(intent.metadata, params.metadata) }, amount));
  }),
];

export function knownIntent(world: StripeWorld, id: string, param = "intent", status = 404): PaymentIntentRecord {
  const intent = world.state.intents.get(id);
  if (intent === undefined) throw noSuch("payment_intent", id, param, status);
  return intent;
}

function checkCancelable(world: StripeWorld, intent: PaymentIntentRecord): void {
  if (intent.status === "succeeded" || intent.status === "canceled") {
    throw stateConflict(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      { code: "payment_intent_unexpected_state", intent },
    );
  }
  const session = intent.checkoutSession === null ? undefined : world.state.sessions.get(intent.checkoutSession);
  if (session?.status === "open" && intent.status !== "requires_capture") {
    throw stateConflict(
      "You cannot cancel this PaymentIntent because it was created by a Checkout Session that is still open. Expire the Checkout Session instead.",
      { code: "payment_intent_unexpected_state", intent },
    );
  }
}

/** On by default; off when the caller lists what may be used. */
function automaticMethods(input: ReadShape<typeof createShape>): PaymentIntentRecord["automaticPaymentMethods"] {
  if (input.automatic_payment_methods === undefined && input.allowed_payment_method_types !== undefined) return null;
  return { allow_redirects: "always", enabled: true, ...input.automatic_payment_methods };
}
