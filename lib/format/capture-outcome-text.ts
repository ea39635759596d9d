import { attemptBadge } from "./attempt-words";
import { houseReasonText } from "./house-reason-words";
import { refusalText } from "./refusal-words";

type Row = { readonly label: string; readonly refusal: string | null; readonly attemptIds: readonly string[] };
type Attempt = {
  readonly id: string;
  readonly operation: string;
  readonly status: string;
  readonly reason: string | null;
  readonly rawCode: string | null;
};

/** What became of a capture, or of each of several: "Captured." or "2 of 3 captured. 00012391: Not enough funds (insufficient_funds)." */
export function describeCaptures(rows: readonly Row[], attempts: readonly Attempt[]): string {
  const outcomes = rows.map((row) => ({ label: row.label, ...outcomeOf(row, attempts) }));
  const done = outcomes.filter((outcome) => outcome.isDone).length;
  const [first] = outcomes;
  if (first && outcomes.length === 1) return first.text;
  const rest = outcomes.filter((outcome) => !outcome.isDone).map((outcome) => `${outcome.label}: ${outcome.text}`);
  return [`${done} of ${outcomes.length} captured.`, ...rest].join(" ");
}

function outcomeOf(row: Row, attempts: readonly Attempt[]): { isDone: boolean; text: string } {
  if (row.refusal !== null) return { isDone: false, text: refusalText(row.refusal) };
  const own = attempts.filter((attempt) => row.attemptIds.includes(attempt.id));
  const refused = own.find((attempt) => attempt.status === "declined" || attempt.status === "rejected");
  if (refused) {
    const words = houseReasonText(refused.reason) ?? "Refused";
    return { isDone: false, text: `${words}${refused.rawCode ? ` (${refused.rawCode})` : ""}.` };
  }
  const open = own.find((attempt) => attempt.status !== "succeeded");
  if (open || own.length === 0) {
    const words = open ? attemptBadge(open).label.toLowerCase() : "asked";
    return { isDone: false, text: `Asked, ${words}. The desk shows the answer when it comes.` };
  }
  return { isDone: true, text: "Captured." };
}
