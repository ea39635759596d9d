import { createHash } from "node:crypto";
import { randomId } from "../random-id";
import { toBilling } from "./address-params";
import { type TestCard, testCardByToken } from "./card-numbers";
import { declineOf } from "./decline-codes";
import { emit } from "./events";
import { listPage, type PageQuery } from "./list-page";
import type { BillingRecord, CardRecord, PaymentMethodRecord } from "./records";
import { type JsonObject, renderPaymentMethod } from "./render-payment";
import { cardError, errorOfDecline, invalidRequest, noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

const TOKEN_EXPIRY = { expMonth: 12, expYear: 2034 };

export interface NewMethod {
  readonly card: TestCard;
  readonly expMonth?: number;
  readonly expYear?: number;
  readonly billing?: BillingRecord;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly allowRedisplay?: PaymentMethodRecord["allowRedisplay"];
}

export function createMethod(world: StripeWorld, facts: NewMethod): PaymentMethodRecord {
  const { card } = facts;
  return world.state.methods.put({
    id: randomId("pm_1", 23),
    created: world.clock.nowSeconds(),
    allowRedisplay: facts.allowRedisplay ?? "unspecified",
    billing: facts.billing ?? toBilling(undefined),
    card: cardRecord(card, facts),
    customer: null,
    isSetUpOffSession: card.token === "pm_card_authenticationRequiredSetupForOffSession",
    isSpent: false,
    metadata: facts.metadata ?? {},
  });
}

export function findMethod(world: StripeWorld, id: string, status: number): PaymentMethodRecord {
  const method = world.state.methods.get(id);
  if (method === undefined) throw noSuch("PaymentMethod", id, "payment_method", status);
  return method;
}

/** The method that a call refers to: a stored one fit for this customer, or a fresh one for a test token such as `pm_card_visa`. */
export function paymentMethodOf(world: StripeWorld, id: string, customer: string | null): PaymentMethodRecord {
  const testCard = testCardByToken(id);
  if (testCard !== undefined) return createMethod(world, { card: testCard });
  const method = findMethod(world, id, 400);
  if (method.isSpent) throw spentMethod();
  if (method.customer !== null && customer === null) {
    throw invalidRequest(
      `The payment method supplied (${id}) belongs to a customer. Please include the customer in the \`customer\` parameter.`,
      { param: "payment_method" },
    );
  }
  if (method.customer !== null && method.customer !== customer) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      { code: "resource_missing", param: "payment_method" },
    );
  }
  return method;
}

export function attach(world: StripeWorld, method: PaymentMethodRecord, customer: string): PaymentMethodRecord {
  if (method.isSpent) throw spentMethod();
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  }
  const declined = testCardByToken(method.card.token)?.behaviour.declines;
  if (declined !== undefined) {
    throw cardError(
      errorOfDecline(declineOf(declined, method.card.brand), { charge: null, paymentMethod: method }),
      {},
    );
  }
  const attached = world.state.methods.put({ ...method, customer, card: { ...method.card, cvcCheck: "pass" } });
  emit(world, "payment_method.attached", "payment_method", attached);
  return attached;
}

export function listMethods(
  world: StripeWorld,
  query: PageQuery,
  filter: { readonly customer: string; readonly type: string | undefined; readonly url: string },
): JsonObject {
  const { methods } = world.state;
  return listPage(query, {
    collection: methods,
    entries: methods.entriesOf("customer", filter.customer),
    kind: "PaymentMethod",
    url: filter.url,
    accepts: () => filter.type === undefined || filter.type === "card",
    render: renderPaymentMethod,
  });
}

function cardRecord(card: TestCard, facts: NewMethod): CardRecord {
  return {
    token: card.token,
    brand: card.brand,
    country: card.country,
    expMonth: facts.expMonth ?? TOKEN_EXPIRY.expMonth,
    expYear: facts.expYear ?? TOKEN_EXPIRY.expYear,
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    last4: card.number.slice(-4),
    cvcCheck: facts.expMonth === undefined ? null : card.behaviour.declines === "incorrect_cvc" ? "fail" : "pass",
  };
}

/** The same card number always has the same fingerprint, so repeats on one card can be counted. */
function fingerprintOf(number: string): string {
  return createHash("sha256").update(number).digest("base64").replace(/[+/=]/g, "").slice(0, 16);
}

function spentMethod(): Error {
  return invalidRequest(
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
    { param: "payment_method" },
  );
}
