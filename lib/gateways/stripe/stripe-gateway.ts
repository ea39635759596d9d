import type { Sender } from "@/lib/http/sender";
import type { Gateway } from "@/lib/payments/gateway";
import type { GatewayCapabilities } from "@/lib/payments/gateway-capabilities";
import { DAY_MS } from "@/lib/payments/instant";
import { createStripeBooks, listStripeNotifications } from "./stripe-books";
import { createStripeClient, type StripeSettings } from "./stripe-client";
import { answerStripeDispute, readStripeDispute } from "./stripe-disputes";
import { createStripeEnquiries, readAuthorization, readHostedPage } from "./stripe-enquiries";
import { readStripeNotification } from "./stripe-notifications";
import { createStripeOperations } from "./stripe-operations";

/** Stripe behind the port: official SDK, one request per call, every answer turned into one of the six outcomes. */
export function createStripeGateway(settings: StripeSettings, sender: Sender): Gateway {
  const stripe = createStripeClient(settings, sender);
  const capabilities = toCapabilities(settings);
  const operations = createStripeOperations(stripe, capabilities);
  const enquiries = createStripeEnquiries(stripe);
  return {
    name: "stripe",
    capabilities,
    run: (operation, request) => operations[operation](request),
    enquire: (operation, request, since) => enquiries[operation](request, since),
    readAuthorization: (reference) => readAuthorization(stripe, reference),
    readHostedPage: (reference) => readHostedPage(stripe, reference),
    readNotification: (rawBody, headers, now) => readStripeNotification(settings, rawBody, headers, now),
    listNotifications: (window, cursor) => listStripeNotifications(stripe, settings, window, cursor),
    books: createStripeBooks(stripe),
    readDispute: (reference) => readStripeDispute(stripe, reference),
    answerDispute: (request) => answerStripeDispute(stripe, request),
  };
}

// Several captures, over-capture, increases and long holds belong to IC+ pricing (docs.stripe.com/payments/multicapture):
// an ordinary account has one capture per hold and lives without the rest.
function toCapabilities(settings: StripeSettings): GatewayCapabilities {
  return {
    canCapturePartially: true,
    canCaptureSeveralTimes: false,
    holdsLapse: true,
    canIncrease: settings.canIncrease ?? false,
    canHoldLong: settings.canHoldLong ?? false,
    canRenew: false,
    canVoid: true,
    canRefundPartially: true,
    hasHostedPage: true,
    listsNotifications: true,
    hasBooks: true,
    tellsOfDisputes: true,
    answersDisputes: true,
    keyMemoryMs: DAY_MS,
    refundWindowDays: null,
  };
}
