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

export const pathWords = {
  quoted: "Quoted",
  authorized: "Authorized",
  price_approval: "Price approval",
  shipped: "Shipped",
  captured: "Captured",
  settled: "Settled",
} as const satisfies Record<PathKey, string>;
