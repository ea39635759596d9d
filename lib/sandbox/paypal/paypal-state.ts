import type { Collection } from "../collection";
import type { StateStore } from "../state-store";
import type {
  AuthorizationRecord,
  CaptureRecord,
  DisputeRecord,
  EventRecord,
  OrderRecord,
  RefundRecord,
  RememberedRequest,
  VaultRecord,
} from "./records";

export interface PaypalState {
  readonly orders: Collection<OrderRecord>;
  readonly authorizations: Collection<AuthorizationRecord>;
  readonly captures: Collection<CaptureRecord>;
  readonly refunds: Collection<RefundRecord>;
  readonly disputes: Collection<DisputeRecord>;
  readonly vault: Collection<VaultRecord>;
  readonly events: Collection<EventRecord>;
  readonly requests: Collection<RememberedRequest>;
  /** Events that the webhook endpoint has not taken yet. */
  readonly undelivered: Collection<{ readonly id: string }>;
}

export function paypalState(store: StateStore): PaypalState {
  return {
    orders: store.collection("paypal.orders"),
    authorizations: store.collection("paypal.authorizations", { order: (each) => each.order }),
    captures: store.collection("paypal.captures", {
      order: (each) => each.order,
      authorization: (each) => each.authorization,
      invoice: (each) => each.invoiceId,
    }),
    refunds: store.collection("paypal.refunds", { order: (each) => each.order, capture: (each) => each.capture }),
    disputes: store.collection("paypal.disputes", { capture: (each) => each.capture }),
    vault: store.collection("paypal.vault"),
    events: store.collection("paypal.events"),
    requests: store.collection("paypal.requests"),
    undelivered: store.collection("paypal.undelivered"),
  };
}
