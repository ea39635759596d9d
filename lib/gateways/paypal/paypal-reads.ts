import type { AuthorizeRequest, RequestIdentity } from "@/lib/payments/gateway";
import type { PaypalMoney } from "./paypal-amounts";
import type { PaypalClient, PaypalObject } from "./paypal-client";
import { type Json, noAnswer, PaypalFailure } from "./paypal-errors";
import { toOrder } from "./paypal-requests";
import { idOf, type OrderPayments, orderIdOf, paymentsOf } from "./paypal-responses";

/**
 * The empty order that an authorization is made on; it holds nothing. Its own key makes the same call answer with the same order for six hours, which is how PayPal
 * can be asked about an operation whose answer was lost: it has no search by our reference.
 */
export async function createOrder(
  paypal: PaypalClient,
  request: AuthorizeRequest,
  amount: PaypalMoney,
  intent: "AUTHORIZE" | "CAPTURE",
): Promise<PaypalObject> {
  const key = `${request.idempotencyKey}.order`;
  try {
    return await paypal.post("/v2/checkout/orders", toOrder(request, amount, intent), request, key);
  } catch (error) {
    if (!(error instanceof PaypalFailure) || error.failure.kind !== "unconfirmed") throw error;
    // Whatever became of the order, no money moved: the same attempt may run again.
    throw new PaypalFailure({ kind: "not_sent", exchange: error.failure.exchange }, error.status);
  }
}

export function readOrder(paypal: PaypalClient, id: string, identity?: RequestIdentity): Promise<PaypalObject> {
  return paypal.get(`/v2/checkout/orders/${id}`, identity);
}

export type Chain = { readonly authorization: Json; readonly payments: OrderPayments; readonly first: string };

/** An authorization with all that happened on its order; `first` is the one that it renews, or itself. */
export async function readChain(paypal: PaypalClient, reference: string): Promise<Chain> {
  const { body: authorization } = await paypal.get(`/v2/payments/authorizations/${reference}`);
  const payments = await paymentsAround(paypal, authorization);
  return { authorization, payments, first: idOf(payments.authorizations[0] ?? authorization) };
}

/** All that happened on the order of a capture. */
export async function readOfCapture(paypal: PaypalClient, reference: string): Promise<OrderPayments> {
  return paymentsAround(paypal, (await paypal.get(`/v2/payments/captures/${reference}`)).body);
}

async function paymentsAround(paypal: PaypalClient, object: Json): Promise<OrderPayments> {
  const orderId = orderIdOf(object);
  if (orderId === null) throw new PaypalFailure(noAnswer("unconfirmed", "answer_without_order", null));
  return paymentsOf((await readOrder(paypal, orderId)).body);
}
