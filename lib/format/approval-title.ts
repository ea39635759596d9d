/** What mail and page ask of the customer, in one line; the same in both, so that one can be known by the other (X10). */
export function approvalTitleKey(reason: string, isRise: boolean): "rise" | "renew" | "otherWay" | "settle" | "price" {
  // Whoever disputes a payment is not told to approve more of it (F04).
  if (reason === "payment_disputed") return "settle";
  if (isRise) return "rise";
  if (reason === "authorization_expired") return "renew";
  if (reason === "card_refused") return "otherWay";
  return "price";
}
