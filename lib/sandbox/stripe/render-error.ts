import { renderSetupIntent } from "./render-customer";
import { docUrl, type JsonObject, renderError, renderPaymentIntent } from "./render-payment";
import type { StripeError } from "./stripe-error";

export function errorBody(error: StripeError, requestId: string, origin: string): string {
  const { facts } = error;
  return JSON.stringify({
    error: {
      ...(facts.decline === undefined ? plainFacts(error) : renderError(facts.decline)),
      ...(facts.intent !== undefined && { payment_intent: renderPaymentIntent(facts.intent, origin) }),
      ...(facts.setupIntent !== undefined && { setup_intent: renderSetupIntent(facts.setupIntent, origin) }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}?t=0`,
      type: facts.type,
    },
  });
}

function plainFacts({ facts }: StripeError): JsonObject {
  return {
    ...(facts.code !== undefined && { code: facts.code, doc_url: docUrl(facts.code) }),
    message: facts.message,
    ...(facts.param !== undefined && { param: facts.param }),
  };
}
