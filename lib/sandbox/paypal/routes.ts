import { readAmount } from "./amounts";
import { captureAuthorization, reauthorize, voidAuthorization } from "./authorizations";
import { type Json, moneyOf, objectOf, onlyFields, optionalText } from "./body";
import { refundCapture } from "./captures";
import { disputeRoutes } from "./disputes";
import { eventRoutes } from "./event-routes";
import { readOrder, readPatches, readVaultId } from "./order-input";
import { authorizeOrder, captureOrder, createOrder, updateOrder } from "./orders";
import { notFound } from "./paypal-error";
import type { Amount, ResourceKind } from "./records";
import { renderAuthorization, renderCapture, renderOrder, renderRefund } from "./render";
import { type Made, type Route, read } from "./route";
import type { PaypalWorld } from "./world";

const HOUR_MS = 60 * 60 * 1000;
const ORDER_KEYS_MS = 6 * HOUR_MS;
const PAYMENT_KEYS_MS = 45 * 24 * HOUR_MS;

const onOrder = { method: "POST", status: 201, keyMemoryMs: ORDER_KEYS_MS, repeatStatus: 200 } as const;
const onPayment = { method: "POST", status: 201, keyMemoryMs: PAYMENT_KEYS_MS, repeatStatus: 201 } as const;

export const ROUTES: readonly Route[] = [
  {
    ...onOrder,
    pattern: "/v2/checkout/orders",
    run: (world, _, body) => made("order", createOrder(world, readOrder(asObject(body)))),
  },
  { ...read, pattern: "/v2/checkout/orders/{id}", show: (world, id) => renderOrder(world, find(world, "orders", id)) },
  {
    method: "PATCH",
    pattern: "/v2/checkout/orders/{id}",
    status: 204,
    keyMemoryMs: null,
    repeatStatus: 200,
    run: (world, id, body) => {
      const order = find(world, "orders", id);
      return made("order", updateOrder(world, order, readPatches(body, order.referenceId)));
    },
  },
  {
    ...onOrder,
    pattern: "/v2/checkout/orders/{id}/authorize",
    run: (world, id, body) => {
      authorizeOrder(world, find(world, "orders", id), readVaultId(asObject(body)));
      return { kind: "order", id };
    },
  },
  {
    ...onOrder,
    pattern: "/v2/checkout/orders/{id}/capture",
    run: (world, id, body) => {
      captureOrder(world, find(world, "orders", id), readVaultId(asObject(body)));
      return { kind: "order", id };
    },
  },
  {
    ...read,
    pattern: "/v2/payments/authorizations/{id}",
    show: (world, id) => renderAuthorization(world, find(world, "authorizations", id)),
  },
  {
    ...onPayment,
    pattern: "/v2/payments/authorizations/{id}/capture",
    run: (world, id, body) => {
      const input = onlyFields(
        asObject(body),
        ["amount", "invoice_id", "final_capture", "note_to_payer", "soft_descriptor"],
        "",
      );
      return made(
        "capture",
        captureAuthorization(world, find(world, "authorizations", id), {
          amount: amountOf(input),
          isFinal: input.final_capture === true,
          invoiceId: optionalText(input, "invoice_id", 127, ""),
        }),
      );
    },
  },
  {
    ...onPayment,
    pattern: "/v2/payments/authorizations/{id}/reauthorize",
    run: (world, id, body) =>
      made(
        "authorization",
        reauthorize(world, find(world, "authorizations", id), amountOf(onlyFields(asObject(body), ["amount"], ""))),
      ),
  },
  {
    method: "POST",
    pattern: "/v2/payments/authorizations/{id}/void",
    status: 204,
    keyMemoryMs: null,
    repeatStatus: 200,
    run: (world, id) => made("authorization", voidAuthorization(world, find(world, "authorizations", id))),
  },
  {
    ...read,
    pattern: "/v2/payments/captures/{id}",
    show: (world, id) => renderCapture(world, find(world, "captures", id)),
  },
  {
    ...onPayment,
    pattern: "/v2/payments/captures/{id}/refund",
    run: (world, id, body) => {
      const input = onlyFields(asObject(body), ["amount", "custom_id", "invoice_id", "note_to_payer"], "");
      return made(
        "refund",
        refundCapture(world, find(world, "captures", id), {
          amount: amountOf(input),
          customId: optionalText(input, "custom_id", 127, ""),
          invoiceId: optionalText(input, "invoice_id", 127, ""),
          note: optionalText(input, "note_to_payer", 255, ""),
        }),
      );
    },
  },
  {
    ...read,
    pattern: "/v2/payments/refunds/{id}",
    show: (world, id) => renderRefund(world, find(world, "refunds", id)),
  },
  ...eventRoutes,
  ...disputeRoutes,
];

const PATTERNS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.pattern.replaceAll("{id}", "([^/]+)")}$`),
}));

export function findRoute(method: string, path: string): { route: Route; id: string } | null {
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, id: match[1] ?? "" };
  }
  return null;
}

type Findable = "orders" | "authorizations" | "captures" | "refunds";

function find<K extends Findable>(
  world: PaypalWorld,
  name: K,
  id: string,
): NonNullable<ReturnType<PaypalWorld["state"][K]["get"]>> {
  const record = world.state[name].get(id);
  if (record === undefined) throw notFound();
  return record as NonNullable<ReturnType<PaypalWorld["state"][K]["get"]>>;
}

function made(kind: ResourceKind, { id }: { readonly id: string }): Made {
  return { kind, id };
}

function amountOf(input: Json): Amount | null {
  return input.amount === undefined ? null : readAmount(moneyOf(input.amount, "/amount"), "/amount");
}

function asObject(body: unknown): Json {
  return objectOf(body, "/");
}
