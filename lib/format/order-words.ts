import type { PathKey } from "@/lib/payments/order-path";
import type { OrderSource, OrderStatus } from "@/lib/payments/order-state";

export const orderStatusWords = {
  draft: "not confirmed",
  proposed: "waits for approval",
  confirmed: "confirmed",
  shipped: "shipped",
  completed: "paid",
  cancelled: "cancelled",
  replaced: "replaced",
} as const satisfies Record<OrderStatus, string>;

export const orderSourceWords = {
  commerce: "web order",
  quote: "quote",
  repair: "repair quote",
} as const satisfies Record<OrderSource, string>;

/** What the path says where an order ended, in the place of the stage that it never reached. */
export const endedWords: Readonly<Record<string, string>> = { cancelled: "Cancelled", replaced: "Replaced" };

export const pathWords = {
  quoted: "Quoted",
  authorized: "Authorized",
  overridden: "On override",
  price_approval: "Price approval",
  shipped: "Shipped",
  captured: "Captured",
  settled: "Settled",
} as const satisfies Record<PathKey, string>;
