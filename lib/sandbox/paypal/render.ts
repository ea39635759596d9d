import { renderAmount } from "./amounts";
import { type Buyer, buyerOf, emailOf } from "./buyers";
import type {
  AuthorizationRecord,
  CaptureRecord,
  DisputeRecord,
  EventRecord,
  OrderRecord,
  RefundRecord,
  ResourceKind,
} from "./records";
import type { PaypalWorld } from "./world";

/** How long the merchant has to answer a dispute. */
const RESPONSE_MS = 10 * 24 * 60 * 60 * 1000;

export type JsonObject = { readonly [key: string]: unknown };

interface Link {
  readonly href: string;
  readonly rel: string;
  readonly method: "GET" | "POST" | "PATCH";
}

export function renderOrder(world: PaypalWorld, order: OrderRecord): JsonObject {
  const { authorizations, captures, refunds } = world.state;
  const payments = {
    ...listed(
      "authorizations",
      [...authorizations.recordsOf("order", order.id)].map((each) => renderAuthorization(world, each, false)),
    ),
    ...listed(
      "captures",
      [...captures.recordsOf("order", order.id)].map((each) => renderCapture(world, each, false)),
    ),
    ...listed(
      "refunds",
      [...refunds.recordsOf("order", order.id)].map((each) => renderRefund(world, each)),
    ),
  };
  return {
    id: order.id,
    intent: order.intent,
    status: order.status,
    ...(order.buyer !== null && { payment_source: { paypal: wallet(world, order, buyerOf(order.buyer)) } }),
    ...(order.buyer !== null && { payer: payer(buyerOf(order.buyer)) }),
    purchase_units: [
      {
        reference_id: order.referenceId,
        amount: renderAmount(order.amount),
        ...(order.description !== null && { description: order.description }),
        ...ownIds(order),
        ...(Object.keys(payments).length > 0 && { payments }),
      },
    ],
    create_time: iso(order.createdMs),
    update_time: iso(order.updatedMs),
    links: orderLinks(world, order),
  };
}

export function renderAuthorization(world: PaypalWorld, authorization: AuthorizationRecord, isFull = true): JsonObject {
  const { id } = authorization;
  const path = `/v2/payments/authorizations/${id}`;
  return {
    id,
    status: authorization.status,
    amount: renderAmount(authorization.amount),
    ...ownIds(authorization),
    seller_protection: sellerProtection,
    expiration_time: iso(authorization.expiresMs),
    create_time: iso(authorization.createdMs),
    update_time: iso(authorization.updatedMs),
    ...(isFull && { supplementary_data: { related_ids: { order_id: authorization.order } } }),
    links: [
      link(world, path, "self", "GET"),
      link(world, `${path}/capture`, "capture", "POST"),
      link(world, `${path}/void`, "void", "POST"),
      ...(authorization.parent === null ? [link(world, `${path}/reauthorize`, "reauthorize", "POST")] : []),
      link(world, `/v2/checkout/orders/${authorization.order}`, "up", "GET"),
    ],
  };
}

export function renderCapture(world: PaypalWorld, capture: CaptureRecord, isFull = true): JsonObject {
  const path = `/v2/payments/captures/${capture.id}`;
  const related = {
    order_id: capture.order,
    ...(capture.authorization !== null && { authorization_id: capture.authorization }),
  };
  return {
    id: capture.id,
    status: capture.status,
    ...(capture.status === "PENDING" && { status_details: { reason: "PENDING_REVIEW" } }),
    amount: renderAmount(capture.amount),
    ...ownIds(capture),
    final_capture: capture.isFinal,
    seller_protection: sellerProtection,
    disbursement_mode: "INSTANT",
    create_time: iso(capture.createdMs),
    update_time: iso(capture.updatedMs),
    ...(isFull && { supplementary_data: { related_ids: related } }),
    links: [
      link(world, path, "self", "GET"),
      link(world, `${path}/refund`, "refund", "POST"),
      capture.authorization === null
        ? link(world, `/v2/checkout/orders/${capture.order}`, "up", "GET")
        : link(world, `/v2/payments/authorizations/${capture.authorization}`, "up", "GET"),
    ],
  };
}

export function renderRefund(world: PaypalWorld, refund: RefundRecord): JsonObject {
  return {
    id: refund.id,
    status: refund.status,
    ...(refund.status !== "COMPLETED" && { status_details: { reason: "ECHECK" } }),
    amount: renderAmount(refund.amount),
    ...ownIds(refund),
    ...(refund.note !== null && { note_to_payer: refund.note }),
    create_time: iso(refund.createdMs),
    update_time: iso(refund.updatedMs),
    links: [
      link(world, `/v2/payments/refunds/${refund.id}`, "self", "GET"),
      link(world, `/v2/payments/captures/${refund.capture}`, "up", "GET"),
    ],
  };
}

export function renderDispute(world: PaypalWorld, dispute: DisputeRecord): JsonObject {
  const capture = must(world.state.captures.get(dispute.capture));
  const { outcome, refunded } = dispute;
  return {
    dispute_id: dispute.id,
    create_time: iso(dispute.createdMs),
    update_time: iso(dispute.updatedMs),
    disputed_transactions: [
      {
        seller_transaction_id: capture.id,
        create_time: iso(capture.createdMs),
        transaction_status: "COMPLETED",
        gross_amount: renderAmount(capture.amount),
        buyer: { name: buyerOf(capture.buyer).name.join(" ") },
        seller: { name: world.merchantName },
      },
    ],
    reason: dispute.reason,
    status: dispute.status,
    dispute_amount: renderAmount(dispute.amount),
    ...(outcome !== null && {
      dispute_outcome: {
        outcome_code: outcome,
        ...(refunded !== null && { amount_refunded: renderAmount(refunded) }),
      },
    }),
    dispute_life_cycle_stage: dispute.stage,
    dispute_channel: "INTERNAL",
    seller_response_due_date: iso(dispute.createdMs + RESPONSE_MS),
    links: [link(world, `/v1/customer/disputes/${dispute.id}`, "self", "GET")],
  };
}

export function renderEvent(world: PaypalWorld, event: EventRecord): JsonObject {
  return {
    id: event.id,
    event_version: "1.0",
    create_time: iso(event.createdMs),
    resource_type: event.resourceType,
    resource_version: event.resourceVersion,
    event_type: event.type,
    summary: event.summary,
    resource: event.resource,
    links: [link(world, `/v1/notifications/webhooks-events/${event.id}`, "self", "GET")],
  };
}

/** An object as it is now, whole or cut to what `Prefer: return=minimal` gives. */
export function renderResource(world: PaypalWorld, kind: ResourceKind, id: string, isMinimal: boolean): JsonObject {
  const { orders, authorizations, captures, refunds } = world.state;
  const whole = {
    order: () => renderOrder(world, must(orders.get(id))),
    authorization: () => renderAuthorization(world, must(authorizations.get(id))),
    capture: () => renderCapture(world, must(captures.get(id))),
    refund: () => renderRefund(world, must(refunds.get(id))),
  }[kind]();
  return isMinimal ? { id: whole.id, status: whole.status, links: whole.links } : whole;
}

const sellerProtection = { status: "ELIGIBLE", dispute_categories: ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"] };

function wallet(world: PaypalWorld, order: OrderRecord, buyer: Buyer): JsonObject {
  const [given_name, surname] = buyer.name;
  const kept = order.vaultId === null ? undefined : world.state.vault.get(order.vaultId);
  return {
    email_address: emailOf(buyer),
    account_id: buyer.payerId,
    account_status: "VERIFIED",
    name: { given_name, surname },
    ...(kept !== undefined && {
      attributes: { vault: { id: kept.id, status: "VAULTED", customer: { id: kept.customer } } },
    }),
  };
}

function payer(buyer: Buyer): JsonObject {
  const [given_name, surname] = buyer.name;
  return { name: { given_name, surname }, email_address: emailOf(buyer), payer_id: buyer.payerId };
}

function orderLinks(world: PaypalWorld, order: OrderRecord): Link[] {
  const path = `/v2/checkout/orders/${order.id}`;
  const self = link(world, path, "self", "GET");
  const page = `/checkoutnow?token=${order.id}`;
  const step = order.intent === "AUTHORIZE" ? "authorize" : "capture";
  switch (order.status) {
    case "PAYER_ACTION_REQUIRED":
      return [self, link(world, page, "payer-action", "GET")];
    case "CREATED":
      return [
        self,
        link(world, page, "approve", "GET"),
        link(world, path, "update", "PATCH"),
        link(world, `${path}/${step}`, step, "POST"),
      ];
    case "APPROVED":
      return [self, link(world, path, "update", "PATCH"), link(world, `${path}/${step}`, step, "POST")];
    case "COMPLETED":
      return [self];
  }
}

function link(world: PaypalWorld, path: string, rel: string, method: Link["method"]): Link {
  return { href: `${world.origin()}${path}`, rel, method };
}

function ownIds({
  customId,
  invoiceId,
}: {
  readonly customId: string | null;
  readonly invoiceId: string | null;
}): JsonObject {
  return { ...(customId !== null && { custom_id: customId }), ...(invoiceId !== null && { invoice_id: invoiceId }) };
}

function listed(name: string, items: readonly JsonObject[]): JsonObject {
  return items.length === 0 ? {} : { [name]: items };
}

function iso(atMs: number): string {
  return new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

function must<T>(record: T | undefined): T {
  if (record === undefined) throw new Error("a remembered object is gone");
  return record;
}
