import type { Sender } from "@/lib/http/sender";
import type { Gateway } from "@/lib/payments/gateway";
import type { GatewayCapabilities } from "@/lib/payments/gateway-capabilities";
import { HOUR_MS } from "@/lib/payments/instant";
import { createPaypalBooks } from "./paypal-books";
import { createPaypalCertificates } from "./paypal-certificates";
import { createPaypalClient, type PaypalSettings } from "./paypal-client";
import { readPaypalDispute } from "./paypal-disputes";
import { createPaypalEnquiries, readAuthorization, readHostedPage } from "./paypal-enquiries";
import { listPaypalNotifications } from "./paypal-events";
import { readPaypalNotification } from "./paypal-notifications";
import { createPaypalOperations } from "./paypal-operations";

/** PayPal behind the port: Orders v2 and Payments v2 over our own sender, every answer turned into one of the six outcomes. */
export function createPaypalGateway(settings: PaypalSettings, sender: Sender): Gateway {
  const paypal = createPaypalClient(settings, sender);
  const certificates = createPaypalCertificates(settings, sender);
  const operations = createPaypalOperations(paypal);
  const enquiries = createPaypalEnquiries(paypal);
  return {
    name: "paypal",
    capabilities,
    run: (operation, request) => operations[operation](request),
    enquire: (operation, request, since) => enquiries[operation](request, since),
    readAuthorization: (reference) => readAuthorization(paypal, reference),
    readHostedPage: (reference) => readHostedPage(paypal, reference),
    readNotification: (rawBody, headers, now) => readPaypalNotification(settings, certificates, rawBody, headers, now),
    listNotifications: (window, cursor) => listPaypalNotifications(paypal, window, cursor),
    books: createPaypalBooks(paypal),
    readDispute: (reference) => readPaypalDispute(paypal, reference),
  };
}

/** The shorter of PayPal's two key memories counts: orders are remembered for six hours, payments for 45 days. Refunds are possible for 180 days. */
const capabilities: GatewayCapabilities = {
  canCapturePartially: true,
  canCaptureSeveralTimes: true,
  holdsLapse: true,
  canIncrease: false,
  canHoldLong: false,
  canRenew: true,
  canVoid: true,
  canRefundPartially: true,
  hasHostedPage: true,
  listsNotifications: true,
  hasBooks: true,
  tellsOfDisputes: true,
  // Evidence is given in its Resolution Center: its description of the calls for that is not among those that this adapter is held to.
  answersDisputes: false,
  keyMemoryMs: 6 * HOUR_MS,
  refundWindowDays: 180,
};
