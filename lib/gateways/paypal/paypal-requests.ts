import type {
  AuthorizeRequest,
  CaptureRequest,
  OpenHostedPageRequest,
  RefundRequest,
  RequestIdentity,
} from "@/lib/payments/gateway";
import type { PaypalMoney } from "./paypal-amounts";
import type { Json } from "./paypal-errors";

/**
 * Where an operation's id stands on PayPal's objects: `custom_id` on an order and a refund. A capture takes none, so there it ends the `invoice_id`, which PayPal
 * moreover refuses to see twice.
 */
export function toInvoiceId({ orderNumber, operationId }: RequestIdentity): string {
  return `${orderNumber}.${operationId}`;
}

export function operationOfInvoice(invoiceId: unknown): string | null {
  return typeof invoiceId === "string" && invoiceId.includes(".") ? (invoiceId.split(".").at(-1) ?? null) : null;
}

/** The order's number in what `toInvoiceId` made. */
export function orderNumberOfInvoice(invoiceId: unknown): string | null {
  return typeof invoiceId === "string" && invoiceId.includes(".")
    ? invoiceId.slice(0, invoiceId.lastIndexOf("."))
    : null;
}

/** An order that the payer agreed to on PayPal's page stands in for a token, once. */
const approvedPrefix = "order:";

export function toApprovedToken(orderId: string): string {
  return approvedPrefix + orderId;
}

export function approvedOrderOf(token: string): string | null {
  return token.startsWith(approvedPrefix) ? token.slice(approvedPrefix.length) : null;
}

const closedPrefix = "closed.";

/** PayPal keeps every order payable until it ends by itself; ours is marked, and is never authorized once it is (I19). */
export function toClosedMark({ operationId }: RequestIdentity): string {
  return closedPrefix + operationId;
}

export function isClosedMark(customId: unknown): boolean {
  return typeof customId === "string" && customId.startsWith(closedPrefix);
}

export function toOrder(request: AuthorizeRequest, amount: PaypalMoney, intent: "AUTHORIZE" | "CAPTURE"): Json {
  return { intent, purchase_units: [toUnit(request, amount)] };
}

export function toVaultPayment(request: AuthorizeRequest): Json {
  return { payment_source: { paypal: { vault_id: request.instrument.token } } };
}

/** An order that asks the payer, and keeps their account for later payments without them. */
export function toPageOrder(request: OpenHostedPageRequest, amount: PaypalMoney): Json {
  const locale = toLocale(request.locale);
  return {
    intent: "AUTHORIZE",
    purchase_units: [{ ...toUnit(request, amount), description: request.description.slice(0, 127) }],
    payment_source: {
      paypal: {
        attributes: { vault: { store_in_vault: "ON_SUCCESS", usage_type: "MERCHANT" } },
        experience_context: {
          return_url: request.successUrl,
          cancel_url: request.cancelUrl,
          user_action: "PAY_NOW",
          shipping_preference: "NO_SHIPPING",
          ...(locale === null ? {} : { locale }),
        },
      },
    },
  };
}

export function toCapture(request: CaptureRequest, amount: PaypalMoney): Json {
  return { amount, invoice_id: toInvoiceId(request), final_capture: request.isFinal };
}

export function toRefund(request: RefundRequest, amount: PaypalMoney): Json {
  return { amount, custom_id: request.operationId, invoice_id: toInvoiceId(request) };
}

export function toClosing(request: RequestIdentity): readonly Json[] {
  return [{ op: "replace", path: "/purchase_units/@reference_id=='default'/custom_id", value: toClosedMark(request) }];
}

function toUnit(identity: RequestIdentity, amount: PaypalMoney): Json {
  return { reference_id: "default", amount, custom_id: identity.operationId, invoice_id: toInvoiceId(identity) };
}

/** PayPal takes language and country together, and chooses by the payer's country where it is told nothing. */
function toLocale(locale: string): string | null {
  return /^[a-z]{2}-[A-Z]{2}$/.test(locale) ? locale : null;
}
