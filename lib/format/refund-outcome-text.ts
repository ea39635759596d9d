import type { Money } from "@/lib/payments/money";
import { formatMoneyWithCurrency } from "./format-money";
import { houseReasonText } from "./house-reason-words";

type Attempt = { readonly status: string; readonly reason: string | null; readonly rawCode: string | null };

/** What became of a refund, in one sentence. A part that waits for its capture has no call yet. */
export function describeRefund(amount: Money, partCount: number, attempts: readonly Attempt[]): string {
  const sum = formatMoneyWithCurrency(amount);
  const refused = attempts.find((attempt) => attempt.status === "declined" || attempt.status === "rejected");
  if (refused) {
    const words = houseReasonText(refused.reason) ?? "The gateway refused";
    return `${words}${refused.rawCode ? ` (${refused.rawCode})` : ""}. What did not go back stands in Unapplied money.`;
  }
  const isDone = attempts.length === partCount && attempts.every((attempt) => attempt.status === "succeeded");
  return isDone ? `${sum} refunded.` : `Refund of ${sum} asked for. The desk shows the gateway's answer when it comes.`;
}
