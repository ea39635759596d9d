const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** What paid, as its owner knows it: a card, or PayPal. */
export function paidWith({ kind, brand, last4 }: { kind: string; brand: string | null; last4: string | null }): string {
  return kind === "paypal" ? "PayPal" : cardName(brand, last4);
}

/** "Visa ending 1234": a card as its owner knows it. */
function cardName(brand: string | null, last4: string | null): string {
  const name = (brand === null ? undefined : brandNames[brand.toLowerCase()]) ?? "Card";
  return last4 === null ? (name === "Card" ? "Your saved card" : name) : `${name} ending ${last4}`;
}
