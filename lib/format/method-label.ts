import type { MethodKind } from "@/lib/payments/gateway";

export type MethodFacts = { readonly kind: string; readonly brand: string | null; readonly last4: string | null };

/** "Visa ..1234", "PayPal", "Gift card ..0044". */
export function methodLabel({ kind, brand, last4 }: MethodFacts): string {
  const name =
    (kind === "card" && brand !== null ? brandName(brand) : undefined) ?? kindNames[kind as MethodKind] ?? kind;
  return last4 === null ? name : `${name} ..${last4}`;
}

export type MethodIcon = "card" | "wallet" | "gift" | "account" | "check" | "bank" | "offline";

export function methodIcon(kind: string): MethodIcon {
  return icons[kind as MethodKind] ?? "offline";
}

const kindNames = {
  card: "Card",
  paypal: "PayPal",
  stored_value: "Gift card",
  customer_account: "Account",
  check: "Check",
  bank_slip: "Bank slip",
  offline: "Paid offline",
} as const satisfies Record<MethodKind, string>;

const icons = {
  card: "card",
  paypal: "wallet",
  stored_value: "gift",
  customer_account: "account",
  check: "check",
  bank_slip: "bank",
  offline: "offline",
} as const satisfies Record<MethodKind, MethodIcon>;

const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "Amex",
  discover: "Discover",
  diners: "Diners",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** The network's own spelling of its name. */
export function brandName(brand: string): string {
  return brandNames[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}
