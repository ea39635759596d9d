import type { CustomerMessages } from "@/lib/format/customer-messages/en";

const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

type Payer = { kind: string; brand: string | null; last4: string | null };

/** What paid, as its owner knows it: PayPal, or "Visa ending 1234". */
export function paidWith({ kind, brand, last4 }: Payer, { card }: Pick<CustomerMessages, "card">): string {
  if (kind === "paypal") return "PayPal";
  const known = brand === null ? undefined : brandNames[brand.toLowerCase()];
  if (last4 === null) return known ?? card.saved;
  return card.ending(known ?? card.unnamed, last4);
}
