import { randomId } from "../random-id";
import { toBilling, toShipping } from "./address-params";
import type { Confirmation } from "./attempt-payment";
import { attemptPayment } from "./attempt-payment";
import { capture } from "./capture";
import { testCardByToken } from "./card-numbers";
import { checkAmount, checkedCurrency } from "./check-amount";
import { liveCustomer } from "./customer-routes";
import { emit } from "./events";
import { incrementHold } from "./increment-hold";
import { changed } from "./intent-change";
import { datedPageParams, listPage } from "./list-page";
import { allIgnored, merged, need, oneOf, type ReadShape, reference } from "./params";
import {
  captureShape,
  checkMoto,
  checkSuffix,
  confirmShape,
  createShape,
  incrementShape,
  toCardOptions,
  updateShape,
} from "./payment-intent-params";
import { paymentMethodOf } from "./payment-method-store";
import type { PaymentIntentRecord } from "./records";
import { cancelIntent } from "./release-hold";
import { renderPaymentIntent } from "./render-payment";
import { route } from "./route";
import { invalidRequest, noSuch, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

type ConfirmInput = ReadShape<typeof confirmShape>;
type ChangeInput = ReadShape<typeof updateShape>;

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
    const intent = changed(world, {
      ...described,
      automaticPaymentMethods:
        params.automatic_payment_methods === undefined
          ? blank.automaticPaymentMethods
          : {
              allow_redirects: "always",
              ...params.automatic_payment_methods,
              enabled: params.automatic_payment_methods.enabled ?? true,
            },
    });
    emit(world, "payment_intent.created", "payment_intent", intent);
    return show(world, params.confirm === true ? confirm(world, intent, params) : intent);
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
    return show(world, confirm(world, withChanges(world, former, params), params));
  }),
  route("POST", "/v1/payment_intents/:id/capture", captureShape, (world, params, id) => {
    const former = knownIntent(world, id);
    checkSuffix(params.statement_descriptor_suffix);
    const captured = capture(
      world,
      { ...former, metadata: merged(former.metadata, params.metadata) },
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

export function newIntent(
  world: StripeWorld,
  money: { readonly amount: number; readonly currency: string },
): PaymentIntentRecord {
  const id = randomId("pi_3", 23);
  return {
    id,
    created: world.clock.nowSeconds(),
    allowedPaymentMethodTypes: null,
    ...money,
    amountCapturable: 0,
    amountReceived: 0,
    automaticPaymentMethods: { allow_redirects: "always", enabled: true },
    canceledAt: null,
    cancellationReason: null,
    captureMethod: "automatic_async",
    cardOptions: {},
    challenge: null,
    checkoutSession: null,
    clientSecret: randomId(`${id}_secret_`, 25),
    confirmationMethod: "automatic",
    confirmations: 0,
    customer: null,
    description: null,
    lastError: null,
    latestCharge: null,
    metadata: {},
    paymentMethod: null,
    receiptEmail: null,
    setupFutureUsage: null,
    shipping: null,
    statementDescriptor: null,
    statementDescriptorSuffix: null,
    status: "requires_payment_method",
    transferGroup: null,
  };
}

function withChanges(world: StripeWorld, former: PaymentIntentRecord, input: ChangeInput): PaymentIntentRecord {
  if (input.customer !== undefined) liveCustomer(world, input.customer, "customer");
  checkSuffix(input.statement_descriptor_suffix);
  const currency = input.currency === undefined ? former.currency : checkedCurrency(input.currency);
  const amount = input.amount ?? former.amount;
  checkAmount(amount, currency);
  const customer = input.customer ?? former.customer;
  const methodId = chosenMethod(input);
  const method = methodId === undefined ? null : paymentMethodOf(world, methodId, customer);
  const usage = input.setup_future_usage;
  return {
    ...former,
    allowedPaymentMethodTypes: input.allowed_payment_method_types ?? former.allowedPaymentMethodTypes,
    amount,
    captureMethod: input.capture_method ?? former.captureMethod,
    cardOptions: { ...former.cardOptions, ...toCardOptions(input.payment_method_options?.card) },
    currency,
    customer,
    description: input.description === undefined ? former.description : input.description,
    metadata: merged(former.metadata, input.metadata),
    paymentMethod: method?.id ?? former.paymentMethod,
    receiptEmail: input.receipt_email === undefined ? former.receiptEmail : input.receipt_email,
    setupFutureUsage: usage === undefined ? former.setupFutureUsage : usage === "" ? null : usage,
    shipping: input.shipping === undefined ? former.shipping : toShipping(input.shipping),
    statementDescriptor:
      input.statement_descriptor === undefined ? former.statementDescriptor : input.statement_descriptor,
    statementDescriptorSuffix:
      input.statement_descriptor_suffix === undefined
        ? former.statementDescriptorSuffix
        : input.statement_descriptor_suffix,
    status: method !== null && former.status === "requires_payment_method" ? "requires_confirmation" : former.status,
    transferGroup: input.transfer_group === undefined ? former.transferGroup : input.transfer_group,
  };
}

function chosenMethod(input: ChangeInput): string | undefined {
  if (input.payment_method_data === undefined) return input.payment_method;
  toBilling(input.payment_method_data.billing_details);
  throw invalidRequest("Card data may not come from a server: send the id of a PaymentMethod.", {
    param: "payment_method_data",
  });
}

function confirm(world: StripeWorld, intent: PaymentIntentRecord, input: ConfirmInput): PaymentIntentRecord {
  if (intent.paymentMethod === null) {
    throw stateConflict(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: "payment_intent_unexpected_state", intent },
    );
  }
  if (input.off_session === true && intent.customer === null && testCardByToken(intent.paymentMethod) === undefined) {
    const known = world.state.methods.get(intent.paymentMethod);
    if (known?.customer === undefined) throw noSuch("PaymentMethod", intent.paymentMethod, "payment_method", 400);
  }
  const method = paymentMethodOf(world, intent.paymentMethod, intent.customer);
  return attemptPayment(world, intent, method, toConfirmation(input));
}

function toConfirmation(input: ConfirmInput): Confirmation {
  return {
    isOffSession: input.off_session ?? false,
    isMoto: input.payment_method_options?.card?.moto ?? false,
    isAuthenticated: false,
    failsOnAction: input.error_on_requires_action ?? false,
    returnUrl: input.return_url ?? null,
  };
}

function checkConfirmable(intent: PaymentIntentRecord): void {
  if (
    intent.status === "requires_payment_method" ||
    intent.status === "requires_confirmation" ||
    intent.status === "requires_action"
  )
    return;
  const reason =
    intent.status === "succeeded"
      ? "it has already succeeded after being previously confirmed"
      : `it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action`;
  throw stateConflict(`You cannot confirm this PaymentIntent because ${reason}.`, {
    code: "payment_intent_unexpected_state",
    intent,
  });
}

/** Once money is held or taken, only what describes the payment can still change. */
const FIXED_ONCE_CONFIRMED = [
  "amount",
  "currency",
  "capture_method",
  "customer",
  "payment_method",
  "setup_future_usage",
] as const;

function checkChangeable(intent: PaymentIntentRecord, input: ChangeInput): void {
  if (intent.status !== "requires_capture" && intent.status !== "succeeded" && intent.status !== "canceled") return;
  const param = FIXED_ONCE_CONFIRMED.find((name) => input[name] !== undefined);
  if (param === undefined) return;
  throw stateConflict(
    `This PaymentIntent's ${param} could not be updated because it has a status of ${intent.status}.`,
    {
      code: "payment_intent_unexpected_state",
      param,
      intent,
    },
  );
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
