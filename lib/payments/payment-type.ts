import type { GatewayName, MethodKind } from "./gateway";

/** What capture does for a kind of payment: money moves at a gateway, is noted in our own books, moved already when it was authorized, or goes to the bank now (W08, W13, W14). */
export const captureMeanings = ["settles_at_once", "recorded", "nothing_to_do", "deposits"] as const;
export type CaptureMeaning = (typeof captureMeanings)[number];

/** Which gateways may carry a kind; `offline` contacts nobody, as for a till that is not connected (W07, S50). */
export const gatewaysOfKind = {
  card: ["stripe", "paypal", "offline"],
  paypal: ["paypal", "stripe"],
  stored_value: ["stored_value", "offline"],
  customer_account: ["customer_account", "offline"],
  check: ["check", "offline"],
  bank_slip: ["offline"],
  offline: ["offline"],
} as const satisfies Record<MethodKind, readonly GatewayName[]>;

/** What capture may mean at a gateway. */
export const meaningsOfGateway = {
  stripe: ["settles_at_once"],
  paypal: ["settles_at_once"],
  stored_value: ["recorded"],
  customer_account: ["recorded"],
  check: ["nothing_to_do", "deposits"],
  offline: ["recorded"],
} as const satisfies Record<GatewayName, readonly CaptureMeaning[]>;
