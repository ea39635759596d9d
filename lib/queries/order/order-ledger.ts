import { type ActorWords, actorName } from "@/lib/format/actor-name";
import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { attemptBadge, attemptMeaning, type WordBadge } from "@/lib/format/attempt-words";
import { momentText } from "@/lib/format/format-instant";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { nextStepLabels } from "@/lib/format/next-step-words";
import { toInstant } from "@/lib/payments/instant";
import type { NextStep } from "@/lib/payments/order-state";
import type { QueryScope } from "../query-scope";
import type { AttemptLine } from "./read-record";

export type LedgerLine = {
  id: string;
  at: string;
  act: "authorize" | "increase" | "capture" | "void" | "refund";
  amount: AmountView;
  result: WordBadge;
  meaning: string;
  method: string;
  reference: string | null;
  details: { label: string; value: string }[];
};

/** Every call to a gateway as a line of the money ledger, with the gateway's own words behind it (P05, P11). */
export function orderLedger(
  scope: QueryScope,
  attempts: readonly AttemptLine[],
  words: ActorWords & { methods: ReadonlyMap<string, string> },
): LedgerLine[] {
  return attempts.map((line) => {
    const facts = {
      operation: line.operation,
      status: line.is_undone ? "undone" : line.status,
      reason: line.reason,
      rawCode: line.raw_code,
    };
    return {
      id: line.id,
      at: line.requested_at.toISOString(),
      act: acts[line.operation] ?? "capture",
      amount: minorToAmountView(line.amount_minor, line.currency),
      result: attemptBadge(facts),
      meaning: attemptMeaning(facts),
      method: words.methods.get(line.payment_method_id ?? "") ?? line.gateway,
      reference: line.gateway_reference,
      details: detailsOf(scope, line, actorName(line.actor, words)),
    };
  });
}

const acts: Readonly<Record<string, LedgerLine["act"]>> = {
  authorize: "authorize",
  authorize_and_capture: "capture",
  capture: "capture",
  void: "void",
  refund: "refund",
  increase: "increase",
  renew: "authorize",
};

/** A capture is asked for, accepted by the gateway, confirmed; each in its own time (X05). */
function captureSteps(line: AttemptLine, moment: (at: Date | null) => string | null): string | null {
  if (line.operation !== "capture" && line.operation !== "authorize_and_capture") return null;
  const asked = `1 requested ${moment(line.requested_at)}`;
  if (line.is_undone) return `${asked}; 2 accepted; 3 confirmed ${moment(line.finished_at)}; then refused late`;
  if (line.status === "succeeded") return `${asked}; 2 accepted; 3 confirmed ${moment(line.finished_at)}`;
  if (line.status === "pending") return `${asked}; 2 accepted by the gateway; not confirmed yet`;
  if (line.status === "declined" || line.status === "rejected") return `${asked}; refused ${moment(line.finished_at)}`;
  return `${asked}; not accepted yet`;
}

function detailsOf({ timeZone }: QueryScope, line: AttemptLine, by: string): LedgerLine["details"] {
  const moment = (at: Date | null) => (at === null ? null : momentText(toInstant(at.getTime()), timeZone));
  const details: [string, string | null][] = [
    ["Steps", captureSteps(line, moment)],
    ["Try", String(line.attempt_no)],
    ["Invoice", line.invoice_number],
    ["Asked by", by],
    ["Asked", moment(line.requested_at)],
    ["Sent", moment(line.started_at)],
    ["Answered", moment(line.finished_at)],
    ["House reason", houseReasonText(line.reason)],
    ["Next step", line.next_step === null ? null : (nextStepLabels[line.next_step as NextStep] ?? line.next_step)],
    ["Gateway code", line.raw_code],
    ["Gateway message", line.raw_message],
    ["Network code", line.network_code],
    ["Gateway", line.gateway],
    ["Gateway reference", line.gateway_reference],
    ["Gateway request", line.gateway_request_id],
    ["HTTP status", line.http_status === null ? null : String(line.http_status)],
    ["Operation", line.operation_id],
    ["Idempotency key", line.idempotency_key],
    ["Correlation", line.correlation_id],
  ];
  return details.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}
