import { randomId } from "../random-id";
import { type Buyer, buyerOf, buyerOfVault } from "./buyers";
import { recordCapture } from "./captures";
import { noteCaptured } from "./disputes";
import { authorizationEvent, captureEvent, orderEvent } from "./events";
import { refusedBy, unprocessable } from "./paypal-error";
import type { AuthorizationRecord, CaptureRecord, OrderIntent, OrderRecord } from "./records";
import { newId, type PaypalWorld } from "./world";

const HOUR_MS = 60 * 60 * 1000;
/** How long the payer has to agree, and then the merchant to act; PayPal's default. */
const ORDER_LIFE_MS = 3 * HOUR_MS;
const VALIDITY_MS = 29 * 24 * HOUR_MS;

export interface NewOrder
  extends Pick<OrderRecord, "intent" | "amount" | "referenceId" | "description" | "customId" | "invoiceId"> {
  readonly returnUrl: string | null;
  readonly cancelUrl: string | null;
  readonly brandName: string | null;
  readonly isToBeVaulted: boolean;
  /** The payer is to agree on PayPal's page. */
  readonly asksPayer: boolean;
}

export function createOrder(world: PaypalWorld, { asksPayer, ...input }: NewOrder): OrderRecord {
  const now = world.clock.nowMs();
  return putOrder(world, {
    ...input,
    id: newId(),
    createdMs: now,
    updatedMs: now,
    status: asksPayer ? "PAYER_ACTION_REQUIRED" : "CREATED",
    buyer: null,
    vaultId: null,
    endsMs: now + ORDER_LIFE_MS,
  });
}

export function updateOrder(
  world: PaypalWorld,
  order: OrderRecord,
  changed: Partial<Pick<OrderRecord, "customId" | "description" | "invoiceId">>,
): OrderRecord {
  if (order.status === "COMPLETED") throw unprocessable("ORDER_ALREADY_COMPLETED");
  return putOrder(world, { ...order, ...changed, updatedMs: world.clock.nowMs() });
}

/** The payer agreed on the page. */
export function approveOrder(world: PaypalWorld, order: OrderRecord, buyer: Buyer): OrderRecord {
  const now = world.clock.nowMs();
  const approved = putOrder(world, {
    ...order,
    status: "APPROVED",
    buyer: buyer.key,
    updatedMs: now,
    endsMs: now + ORDER_LIFE_MS,
  });
  orderEvent(world, "CHECKOUT.ORDER.APPROVED", approved);
  return approved;
}

/** An order that was not used in time is gone; an agreement that was not used is given back. */
export function endOrder(world: PaypalWorld, order: OrderRecord): void {
  if (order.status === "APPROVED") orderEvent(world, "CHECKOUT.PAYMENT-APPROVAL.REVERSED", order);
  world.state.orders.delete(order.id);
}

export function authorizeOrder(world: PaypalWorld, order: OrderRecord, vaultId: string | null): AuthorizationRecord {
  const buyer = payerOf(world, order, "AUTHORIZE", vaultId);
  const now = world.clock.nowMs();
  const authorization = world.state.authorizations.put({
    id: newId(),
    createdMs: now,
    updatedMs: now,
    order: order.id,
    parent: null,
    amount: order.amount,
    status: "CREATED",
    hasExpired: false,
    isClosedByFinalCapture: false,
    buyer: buyer.key,
    customId: order.customId,
    invoiceId: order.invoiceId,
    expiresMs: now + VALIDITY_MS,
  });
  completeOrder(world, order, buyer);
  world.due.add({ atMs: authorization.expiresMs, kind: "authorization", id: authorization.id });
  authorizationEvent(world, "CREATED", authorization);
  return authorization;
}

export function captureOrder(world: PaypalWorld, order: OrderRecord, vaultId: string | null): CaptureRecord {
  const buyer = payerOf(world, order, "CAPTURE", vaultId);
  const capture = recordCapture(world, {
    order,
    authorization: null,
    amount: order.amount,
    isFinal: true,
    buyer,
    invoiceId: order.invoiceId,
  });
  completeOrder(world, order, buyer);
  captureEvent(world, capture.status === "PENDING" ? "PENDING" : "COMPLETED", capture);
  noteCaptured(world, capture);
  return capture;
}

/** Who pays, or why nobody does: nobody agreed, the account refuses, or it was done before. */
function payerOf(world: PaypalWorld, order: OrderRecord, intent: OrderIntent, vaultId: string | null): Buyer {
  if (order.intent !== intent) throw unprocessable("ACTION_DOES_NOT_MATCH_INTENT");
  if (order.status === "COMPLETED")
    throw unprocessable(intent === "AUTHORIZE" ? "ORDER_ALREADY_AUTHORIZED" : "ORDER_ALREADY_CAPTURED");
  const buyer =
    vaultId === null ? (order.buyer === null ? undefined : buyerOf(order.buyer)) : buyerOfVault(world, vaultId);
  if (buyer === undefined) throw unprocessable(vaultId === null ? "ORDER_NOT_APPROVED" : "TOKEN_ID_NOT_FOUND");
  const fault = world.faults.forMoney({
    gateway: "paypal",
    operation: "authorize",
    paymentIntent: order.id,
    customer: vaultId,
  });
  if (fault !== null) throw refusedBy(fault.code);
  if (buyer.refusal !== undefined) throw unprocessable(buyer.refusal);
  return buyer;
}

function completeOrder(world: PaypalWorld, order: OrderRecord, buyer: Buyer): void {
  const kept = order.isToBeVaulted ? keepAccount(world, buyer) : null;
  putOrder(world, { ...order, status: "COMPLETED", buyer: buyer.key, vaultId: kept, updatedMs: world.clock.nowMs() });
}

function keepAccount(world: PaypalWorld, buyer: Buyer): string {
  const id = randomId("", 17).toLowerCase();
  world.state.vault.put({ id, buyer: buyer.key, customer: randomId("", 10) });
  return id;
}

function putOrder(world: PaypalWorld, order: OrderRecord): OrderRecord {
  if (order.status !== "COMPLETED") world.due.add({ atMs: order.endsMs, kind: "order", id: order.id });
  return world.state.orders.put(order);
}
