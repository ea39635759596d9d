import type {
  ChargeRecord,
  CustomerRecord,
  EventRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  RefundRecord,
  SubjectKind,
} from "./records";
import { renderCharge, renderRefund } from "./render-charge";
import { renderCheckoutSession } from "./render-checkout";
import { renderCustomer, renderSetupIntent } from "./render-customer";
import { renderDispute } from "./render-dispute";
import { type JsonObject, renderPaymentIntent, renderPaymentMethod } from "./render-payment";
import type { CheckoutSessionRecord, DisputeRecord, SetupIntentRecord } from "./side-records";

export function renderEvent(event: EventRecord, facts: { isPending: boolean; origin: string }): JsonObject {
  return {
    id: event.id,
    object: "event",
    api_version: event.apiVersion,
    created: event.created,
    data: {
      object: renderSubject(event.kind, event.subject, facts.origin),
      ...(event.previous !== null && { previous_attributes: event.previous }),
    },
    livemode: false,
    pending_webhooks: facts.isPending ? 1 : 0,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

function renderSubject(kind: SubjectKind, subject: unknown, origin: string): JsonObject {
  switch (kind) {
    case "charge":
      return renderCharge(subject as ChargeRecord);
    case "checkout_session":
      return renderCheckoutSession(subject as CheckoutSessionRecord, origin);
    case "customer":
      return renderCustomer(subject as CustomerRecord);
    case "dispute":
      return renderDispute(subject as DisputeRecord);
    case "payment_intent":
      return renderPaymentIntent(subject as PaymentIntentRecord, origin);
    case "payment_method":
      return renderPaymentMethod(subject as PaymentMethodRecord);
    case "refund":
      return renderRefund(subject as RefundRecord);
    case "setup_intent":
      return renderSetupIntent(subject as SetupIntentRecord, origin);
  }
}
