import { randomId } from "../random-id";
import { testCardByToken } from "./card-numbers";
import { liveCustomer } from "./customer-routes";
import { declineOf } from "./decline-codes";
import { emit } from "./events";
import { datedPageParams, listPage } from "./list-page";
import { allIgnored, flag, merged, metadata, oneOf, reference, text } from "./params";
import { paymentMethodOf } from "./payment-method-store";
import { renderSetupIntent } from "./render-customer";
import { route } from "./route";
import { settleSetup } from "./settle-setup";
import type { SetupIntentRecord } from "./side-records";
import { cardError, errorOfDecline, noSuch, parameterMissing, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

export const setupIntentRoutes = [
  route(
    "POST",
    "/v1/setup_intents",
    {
      confirm: flag,
      customer: reference,
      description: text,
      metadata,
      payment_method: reference,
      return_url: reference,
      usage: oneOf("off_session", "on_session"),
      ...allIgnored(
        "allowed_payment_method_types attach_to_self automatic_payment_methods confirmation_token customer_account excluded_payment_method_types flow_directions mandate_data on_behalf_of payment_method_configuration payment_method_data payment_method_options single_use use_stripe_sdk",
      ),
    },
    (world, params) => {
      if (params.customer !== undefined) liveCustomer(world, params.customer, "customer");
      const customer = params.customer ?? null;
      const method =
        params.payment_method === undefined ? null : paymentMethodOf(world, params.payment_method, customer);
      const id = randomId("seti_1", 23);
      const setup = world.state.setups.put({
        id,
        created: world.clock.nowSeconds(),
        cancellationReason: null,
        challenge: null,
        clientSecret: randomId(`${id}_secret_`, 25),
        customer,
        description: params.description ?? null,
        lastError: null,
        latestAttempt: null,
        metadata: merged({}, params.metadata),
        paymentMethod: method?.id ?? null,
        status: method === null ? "requires_payment_method" : "requires_confirmation",
        usage: params.usage ?? "off_session",
      });
      emit(world, "setup_intent.created", "setup_intent", setup);
      const after = params.confirm === true ? confirmSetup(world, setup, undefined, params.return_url ?? null) : setup;
      return renderSetupIntent(after, world.origin());
    },
  ),
  route(
    "GET",
    "/v1/setup_intents",
    {
      ...datedPageParams,
      customer: reference,
      payment_method: reference,
      ...allIgnored("attach_to_self customer_account"),
    },
    (world, params) => {
      const { setups } = world.state;
      return listPage(params, {
        collection: setups,
        entries: params.customer === undefined ? setups.entries() : setups.entriesOf("customer", params.customer),
        kind: "setupintent",
        url: "/v1/setup_intents",
        accepts: (setup) => params.payment_method === undefined || setup.paymentMethod === params.payment_method,
        render: (setup) => renderSetupIntent(setup, world.origin()),
      });
    },
  ),
  route("GET", "/v1/setup_intents/:id", { client_secret: reference }, (world, _params, id) =>
    renderSetupIntent(knownSetup(world, id), world.origin()),
  ),
  route(
    "POST",
    "/v1/setup_intents/:id/confirm",
    {
      payment_method: reference,
      return_url: reference,
      ...allIgnored(
        "allowed_payment_method_types confirmation_token mandate_data payment_method_data payment_method_options use_stripe_sdk",
      ),
    },
    (world, params, id) =>
      renderSetupIntent(
        confirmSetup(world, knownSetup(world, id), params.payment_method, params.return_url ?? null),
        world.origin(),
      ),
  ),
  route(
    "POST",
    "/v1/setup_intents/:id/cancel",
    { cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer") },
    (world, params, id) => {
      const setup = knownSetup(world, id);
      if (setup.status === "succeeded" || setup.status === "canceled") throw unexpectedState("cancel", setup);
      const canceled = world.state.setups.put({
        ...setup,
        cancellationReason: params.cancellation_reason ?? null,
        challenge: null,
        status: "canceled",
      });
      emit(world, "setup_intent.canceled", "setup_intent", canceled);
      return renderSetupIntent(canceled, world.origin());
    },
  ),
];

function knownSetup(world: StripeWorld, id: string): SetupIntentRecord {
  const setup = world.state.setups.get(id);
  if (setup === undefined) throw noSuch("setupintent", id, "intent");
  return setup;
}

function confirmSetup(
  world: StripeWorld,
  setup: SetupIntentRecord,
  methodId: string | undefined,
  returnUrl: string | null,
): SetupIntentRecord {
  if (setup.status === "succeeded" || setup.status === "canceled") throw unexpectedState("confirm", setup);
  const chosen = methodId ?? setup.paymentMethod;
  if (chosen === null) throw parameterMissing("payment_method");
  const method = paymentMethodOf(world, chosen, setup.customer);
  const tried = { ...setup, latestAttempt: randomId("setatt_", 24), paymentMethod: method.id };
  const behaviour = testCardByToken(method.card.token)?.behaviour ?? {};
  const declined = behaviour.isBlocked ? "fraudulent" : behaviour.declines;
  if (declined !== undefined) {
    const error = errorOfDecline(declineOf(declined, method.card.brand), { charge: null, paymentMethod: method });
    const refused = world.state.setups.put({
      ...tried,
      lastError: error,
      paymentMethod: null,
      status: "requires_payment_method",
    });
    emit(world, "setup_intent.setup_failed", "setup_intent", refused);
    throw cardError(error, { setupIntent: refused });
  }
  if (behaviour.threeDSecure === undefined || method.isSetUpOffSession) return settleSetup(world, tried, method);
  const waiting = world.state.setups.put({
    ...tried,
    status: "requires_action",
    challenge: { returnUrl, isRedirect: returnUrl !== null },
  });
  emit(world, "setup_intent.requires_action", "setup_intent", waiting);
  return waiting;
}

function unexpectedState(verb: string, setup: SetupIntentRecord): Error {
  return stateConflict(`You cannot ${verb} this SetupIntent because it has a status of ${setup.status}.`, {
    code: "setup_intent_unexpected_state",
    setupIntent: setup,
  });
}
