import { renewalOf } from "@/lib/sandbox/paypal/authorizations";
import { refundedUnits } from "@/lib/sandbox/paypal/captures";
import type { AuthorizationRecord, CaptureRecord, OrderRecord } from "@/lib/sandbox/paypal/records";
import type { PaypalWorld } from "@/lib/sandbox/paypal/world";
import type { BankPayment, BankSide } from "./checks/read-books";

/** PayPal's own books about a life, as the rules look at them. Its currencies in lives have as many decimals there as here, so a unit is a minor unit. */
export function paypalSideOf(world: PaypalWorld): BankSide {
  return {
    payments: [
      ...[...world.state.authorizations].map((authorization) => paymentOf(world, authorization)),
      ...[...world.state.captures]
        .filter(({ authorization }) => authorization === null)
        .map((sale) => saleOf(world, sale)),
    ],
    answerTo: (key) => answerTo(world, key),
    pages: [...world.state.orders].filter(({ returnUrl }) => returnUrl !== null).map(pageOf),
    disputes: [...world.state.disputes].map(({ id, capture, outcome }) => ({
      id,
      charge: capture,
      status: outcome === null ? "open" : outcome === "RESOLVED_SELLER_FAVOUR" ? "won" : "lost",
    })),
  };
}

/** One authorization with what was captured from it; one that renews another begins with what that one had left. */
function paymentOf(world: PaypalWorld, authorization: AuthorizationRecord): BankPayment {
  const captures = capturesOf(world, authorization);
  const captured = captures.reduce((sum, { amount }) => sum + amount.units, 0);
  return {
    id: authorization.id,
    amount: authorization.amount.units,
    held: isOpen(world, authorization) ? Math.max(0, authorization.amount.units - captured) : 0,
    captured,
    refunded: captures.reduce((sum, capture) => sum + refundedUnits(world, capture), 0),
    // What renews is marked by no operation of ours: PayPal takes no mark there.
    metadata: authorization.parent === null ? { operation: authorization.customId ?? "" } : {},
    renews: authorization.parent,
  };
}

/** A payment at once: its capture stands for itself. While PayPal reviews it, it has taken nothing. */
function saleOf(world: PaypalWorld, sale: CaptureRecord): BankPayment {
  return {
    id: sale.id,
    amount: sale.amount.units,
    held: 0,
    captured: sale.status === "DECLINED" || sale.status === "PENDING" ? 0 : sale.amount.units,
    refunded: refundedUnits(world, sale),
    metadata: { operation: sale.customId ?? "" },
  };
}

function capturesOf({ state }: PaypalWorld, { id }: AuthorizationRecord): CaptureRecord[] {
  return [...state.captures.recordsOf("authorization", id)].filter(({ status }) => status !== "DECLINED");
}

function isOpen(world: PaypalWorld, authorization: AuthorizationRecord): boolean {
  const { status, isClosedByFinalCapture, hasExpired } = authorization;
  if (hasExpired || isClosedByFinalCapture || renewalOf(world, authorization) !== undefined) return false;
  return status === "CREATED" || status === "PARTIALLY_CAPTURED";
}

/** PayPal remembers under a key only what it has done. */
function answerTo({ state }: PaypalWorld, key: string): ReturnType<BankSide["answerTo"]> {
  const known = [...state.requests].find(({ id }) => id.endsWith(` ${key}`) && !id.startsWith("/v2/checkout/orders "));
  if (!known) return undefined;
  const captures = [...state.captures].filter(
    ({ id, order, authorization }) =>
      (known.kind === "capture" && id === known.resource) ||
      // A payment at once: PayPal names its order.
      (known.kind === "order" && order === known.resource && authorization === null),
  );
  const hold = state.authorizations.get(known.resource);
  const isRefused = captures.length > 0 && captures.every(({ status }) => status === "DECLINED");
  const isRefunded = known.kind !== "refund" || state.refunds.get(known.resource)?.status === "COMPLETED";
  return {
    status: 200,
    body: JSON.stringify({ status: isRefused || !isRefunded ? "failed" : "succeeded" }),
    undoneMs: hold?.status === "VOIDED" ? hold.updatedMs : null,
  };
}

function pageOf(order: OrderRecord): BankSide["pages"][number] {
  const isClosed = order.status === "COMPLETED" || (order.customId ?? "").startsWith("closed.");
  return {
    id: order.id,
    operation: order.customId,
    status: isClosed ? "complete" : "open",
    amount: order.amount.units,
    expiresAt: Math.floor(order.endsMs / 1000),
  };
}
