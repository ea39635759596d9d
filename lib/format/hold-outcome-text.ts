import { houseReasonText } from "./house-reason-words";

type Attempt = { readonly status: string; readonly reason: string | null; readonly rawCode: string | null };

/** What became of exchanging a hold: a refusal leaves the old one as it was. */
export function describeRenewal(attempts: readonly Attempt[]): string {
  const isDone = attempts.length > 0 && attempts.every((attempt) => attempt.status === "succeeded");
  const isRefused = attempts.some((attempt) => attempt.status === "declined" || attempt.status === "rejected");
  if (isRefused) return `${describeHolds(attempts)} The old hold stays until it ends.`;
  return isDone ? "The new hold stands, the old one is being released." : describeHolds(attempts);
}

/** What became of asking for holds, in one sentence. */
export function describeHolds(attempts: readonly Attempt[]): string {
  const refused = attempts.find((attempt) => attempt.status === "declined" || attempt.status === "rejected");
  if (refused) {
    return `${houseReasonText(refused.reason) ?? "The bank refused"}${refused.rawCode ? ` (${refused.rawCode})` : ""}. Ask the customer.`;
  }
  const isDone = attempts.length > 0 && attempts.every((attempt) => attempt.status === "succeeded");
  return isDone ? "The new hold stands." : "Asked. The desk shows the bank's answer when it comes.";
}
