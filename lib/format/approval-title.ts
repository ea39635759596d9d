/** What mail and page ask of the customer, in one line; the same in both, so that one can be known by the other (X10). */
export function approvalTitle(reason: string, isRise: boolean): string {
  if (isRise) return "Please approve the new total";
  if (reason === "authorization_expired") return "Please renew your approval";
  if (reason === "card_refused") return "Please choose another way to pay";
  return "Please approve the price";
}
