import type { GatewayName } from "@/lib/payments/gateway";

const words: Readonly<Record<GatewayName, string>> = {
  stripe: "Stripe",
  paypal: "PayPal",
  stored_value: "Gift cards",
  customer_account: "Customer accounts",
  check: "Checks",
  offline: "Paid elsewhere",
};

/** A gateway as a person calls it; an unknown one keeps its own name. */
export function gatewayText(gateway: string): string {
  return (words as Readonly<Record<string, string>>)[gateway] ?? gateway;
}
