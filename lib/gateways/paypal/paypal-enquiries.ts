import type {
  AuthorizationState,
  AuthorizeRequest,
  EnquiryAnswer,
  GatewayOperation,
  GatewayOperations,
  GatewayOutcome,
  HostedPageState,
} from "@/lib/payments/gateway";
import { HOUR_MS, type Instant } from "@/lib/payments/instant";
import { isPositive, subtract } from "@/lib/payments/money";
import { toPaypalAmount } from "./paypal-amounts";
import type { PaypalClient, PaypalObject } from "./paypal-client";
import { emptyExchange, noAnswer, PaypalFailure, unlessUnknown } from "./paypal-errors";
import {
  approvalEvidence,
  captureEvidence,
  clockDifferenceMs,
  closureEvidence,
  type Evidence,
  isTaken,
  refundEvidence,
  renewalEvidence,
  takenOf,
  voidEvidence,
} from "./paypal-evidence";
import { readChain, readOfCapture, readOrder } from "./paypal-reads";
import { approvedOrderOf, isClosedMark, toApprovedToken, toOrder, toPageOrder } from "./paypal-requests";
import {
  amountOf,
  authorizationOutcome,
  instantOf,
  paymentsOf,
  reasonOfEnd,
  saleOutcome,
  toAuthorizationFacts,
  toCaptureFacts,
  toExchange,
  toHostedPageFacts,
  toInstrumentFacts,
  toSaleFacts,
  unitOf,
} from "./paypal-responses";

type Enquiries = {
  [O in GatewayOperation]: (
    request: GatewayOperations[O]["request"],
    since: Instant,
  ) => Promise<EnquiryAnswer<GatewayOperations[O]["facts"]>>;
};

/**
 * Questions only. PayPal has no search by our reference, but it answers the same creation of an order with the same order; an order alone holds nothing, so that
 * call may be made again to find it (200: it stood there; 201: it did not). All else is read from the objects themselves.
 */
export function createPaypalEnquiries(paypal: PaypalClient): Enquiries {
  return {
    authorize: (request, since) =>
      ask(async () => {
        const approved = approvedOrderOf(request.instrument.token);
        if (approved !== null) return approvalEvidence(await readOrder(paypal, approved, request), since);
        const order = await findOrder(paypal, request, since, "AUTHORIZE");
        return order && authorizationOutcome(order, request.instrument);
      }),
    authorize_and_capture: (request, since) =>
      ask(async () => {
        const order = await findOrder(paypal, request, since, "CAPTURE");
        return order && saleOutcome(order, request.instrument);
      }),
    capture: (request) =>
      ask(async () => {
        const { authorization, payments } = await readChain(paypal, request.authorizationReference);
        return captureEvidence(authorization, payments, request);
      }),
    void: (request) =>
      ask(async () => {
        const { authorization, payments } = await readChain(paypal, request.authorizationReference);
        return voidEvidence(authorization, payments);
      }),
    refund: (request) =>
      ask(async () => refundEvidence(await readOfCapture(paypal, request.captureReference), request)),
    increase: async () => ({ kind: "nothing", exchange: emptyExchange }),
    renew: (request, since) =>
      ask(async () =>
        renewalEvidence((await readChain(paypal, request.authorizationReference)).payments, request, since),
      ),
    open_hosted_page: (request, since) =>
      ask(async () => {
        const amount = toPaypalAmount(request.amount);
        if (!amount.ok) return undefined;
        const key = request.idempotencyKey;
        const order = await stoodThere(
          await paypal.post("/v2/checkout/orders", toPageOrder(request, amount.amount), request, key),
          since,
        );
        return (
          order && {
            kind: "succeeded",
            facts: toHostedPageFacts(order.body, request.expiresAt),
            exchange: toExchange(order.body, order.requestId),
          }
        );
      }),
    close_hosted_page: (request) =>
      ask(async () => {
        const { sessionReference } = request;
        const order = await readOrder(paypal, sessionReference, request).catch(unlessUnknown);
        if (order === undefined) return { kind: "succeeded", facts: { sessionReference }, exchange: emptyExchange };
        return closureEvidence(order.body);
      }),
  };
}

export async function readAuthorization(paypal: PaypalClient, reference: string): Promise<AuthorizationState> {
  return read<AuthorizationState>({ kind: "silent" }, async () => {
    const found = await paypal.get(`/v2/payments/authorizations/${reference}`).catch(unlessUnknown);
    if (found === undefined) return readSale(paypal, reference);
    const authorization = found.body;
    switch (authorization.status) {
      case "CREATED":
        return { kind: "open", facts: toAuthorizationFacts(authorization, null), capturable: amountOf(authorization) };
      case "VOIDED":
        return { kind: reasonOfEnd(authorization) === "authorization_expired" ? "expired" : "voided" };
      case "DENIED":
        return { kind: "unpaid" };
      case "CAPTURED":
      case "PARTIALLY_CAPTURED":
        return readTaken(paypal, reference);
      default:
        return { kind: "silent" };
    }
  });
}

export async function readHostedPage(paypal: PaypalClient, reference: string): Promise<HostedPageState> {
  return read<HostedPageState>({ kind: "silent" }, async () => {
    const order = await readOrder(paypal, reference).catch(unlessUnknown);
    if (order === undefined || order.body.status === "VOIDED") return { kind: "expired" };
    const { body } = order;
    const [authorization] = paymentsOf(body).authorizations;
    if (authorization !== undefined) {
      if (authorization.status === "VOIDED" || authorization.status === "DENIED") return { kind: "expired" };
      return { kind: "authorized", authorization: toAuthorizationFacts(authorization, toInstrumentFacts(body, null)) };
    }
    if (isClosedMark(unitOf(body).custom_id)) return { kind: "expired" };
    const instrument = { kind: "paypal", token: toApprovedToken(reference), customerToken: null } as const;
    return body.status === "APPROVED" ? { kind: "approved", instrument } : { kind: "open" };
  });
}

async function readTaken(paypal: PaypalClient, reference: string): Promise<AuthorizationState> {
  const { authorization, payments } = await readChain(paypal, reference);
  const facts = toAuthorizationFacts(authorization, null);
  const taken = takenOf(facts.amount.currency, payments.captures);
  const rest = subtract(facts.amount, taken);
  // A final capture closes its hold, also one that is refused after review: PayPal takes no further one from it.
  const isClosed = payments.captures.some(({ final_capture }) => final_capture === true);
  if (!isClosed && !isTaken(authorization, payments.captures) && isPositive(rest))
    return { kind: "open", facts, capturable: rest };
  // A capture under review may still be refused; one that was refused has taken nothing, and its hold has ended with it.
  if (payments.captures.some(({ status }) => status === "PENDING")) return { kind: "silent" };
  const last = payments.captures.filter(({ status }) => status !== "DECLINED" && status !== "FAILED").at(-1);
  if (last === undefined) return { kind: "voided" };
  return { kind: "captured", facts, captured: taken, captureReference: toCaptureFacts(last).captureReference };
}

async function readSale(paypal: PaypalClient, reference: string): Promise<AuthorizationState> {
  const found = await paypal.get(`/v2/payments/captures/${reference}`).catch(unlessUnknown);
  if (found === undefined) return { kind: "unpaid" };
  const { captureReference, amount: captured } = toCaptureFacts(found.body);
  return { kind: "captured", facts: toSaleFacts(found.body, null), captured, captureReference };
}

function findOrder(
  paypal: PaypalClient,
  request: AuthorizeRequest,
  since: Instant,
  intent: "AUTHORIZE" | "CAPTURE",
): Promise<PaypalObject | undefined> {
  const amount = toPaypalAmount(request.amount);
  if (!amount.ok) return Promise.resolve(undefined);
  const key = `${request.idempotencyKey}.order`;
  return paypal
    .post("/v2/checkout/orders", toOrder(request, amount.amount, intent), request, key)
    .then((order) => stoodThere(order, since));
}

/** PayPal keeps an order's key for six hours. Later a new order is no proof: the first one may have been forgotten, and only a person can find it. */
const orderKeyMemoryMs = 6 * HOUR_MS;

async function stoodThere(order: PaypalObject, since: Instant): Promise<PaypalObject | undefined> {
  // Also where it stood there: the one that an earlier question made proves no more than the question did.
  if (instantOf(order.body.create_time) - since > orderKeyMemoryMs - clockDifferenceMs)
    throw new PaypalFailure(noAnswer("unconfirmed", "key_forgotten", 201));
  return order.isRepeat ? order : undefined;
}

async function ask<Facts>(find: () => Promise<Evidence<Facts>>): Promise<EnquiryAnswer<Facts>> {
  try {
    const outcome = await find();
    if (outcome === undefined) return { kind: "nothing", exchange: emptyExchange };
    return isSilence(outcome) ? { kind: "silent", exchange: outcome.exchange } : { kind: "found", outcome };
  } catch (error) {
    if (!(error instanceof PaypalFailure)) throw error;
    return { kind: error.isUnknownObject ? "nothing" : "silent", exchange: error.failure.exchange };
  }
}

function isSilence(outcome: GatewayOutcome<unknown>): boolean {
  return outcome.kind === "unconfirmed" || outcome.kind === "not_sent";
}

async function read<State>(whenSilent: State, find: () => Promise<State>): Promise<State> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof PaypalFailure) return whenSilent;
    throw error;
  }
}
