import { houseReasonText } from "./house-reason-words";

type Attempt = { readonly status: string; readonly reason: string | null; readonly rawCode: string | null };

/** What became of asking for holds, in one sentence. */
export function describeHolds(attempts: readonly Attempt[]): string {
  const refused = attempts.find((attempt) => attempt.status === "declined" || attempt.status === "rejected");
  if (refused) {
    return `${houseReasonText(refused.reason) ?? "The bank refused"}${refused.rawCode ? ` (${refused.rawCode})` : ""}. Ask the customer.`;
  }
  const isDone = attempts.length > 0 && attempts.every((attempt) => attempt.status === "succeeded");
  return isDone ? "The new hold stands." : "Asked. The desk shows the bank's answer when it comes.";
}
