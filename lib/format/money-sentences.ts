import { disputeDecisionWords } from "./dispute-words";
import type { Sentence, SentenceScope } from "./sentence";
import { join, money } from "./sentence-makers";

/** What became of money, in words: holds, captures, refunds, disputes, and what the gateway's books say. */
export const moneySentences: Readonly<Record<string, Sentence | null>> = {
  authorize_succeeded: money(
    "ok",
    (s) => `Gateway authorized ${s.amount()}`,
    (s) => s.method,
  ),
  authorize_pending: money(
    "wait",
    (s) => `Bank is deciding about ${s.amount()}`,
    (s) => s.method,
  ),
  authorize_unconfirmed: money(
    "wait",
    (s) => `No answer about the hold of ${s.amount()}`,
    (s) => s.method,
  ),
  authorize_declined: money(
    "bad",
    (s) => `Bank refused a hold of ${s.amount()}`,
    (s) => join(s.method, s.refusal),
  ),
  authorize_requested: money("info", (s) =>
    s.isStaff ? `asked for a new hold of ${s.amount()}` : `New hold of ${s.amount()} asked for`,
  ),
  authorization_expired: money(
    "bad",
    (s) => `Hold of ${s.amount()} ended`,
    (s) => s.method,
  ),
  authorization_voided_by_gateway: money(
    "bad",
    () => "Gateway released the hold",
    (s) => s.method,
  ),
  expired: money(
    "bad",
    (s) => `Hold of ${s.amount()} had ended already`,
    (s) => s.method,
  ),
  void_requested: money(
    "info",
    (s) => (s.isStaff ? "released the hold" : "Release of the hold asked for"),
    (s) => s.method,
  ),
  void_succeeded: money(
    "ok",
    (s) => `Hold of ${s.amount()} released`,
    (s) => s.method,
  ),
  void_unconfirmed: money(
    "wait",
    () => "No answer about the release of the hold",
    (s) => s.method,
  ),
  void_refused: money(
    "bad",
    () => "Gateway refused to release the hold",
    (s) => join(s.method, s.refusal),
  ),
  void_found_captured_money: money(
    "bad",
    (s) => `Release found ${s.amount()} already captured`,
    (s) => s.method,
  ),
  fully_captured: money(
    "warn",
    () => "Gateway says that the hold is already captured",
    (s) => s.method,
  ),

  capture_requested: money(
    "info",
    (s) =>
      s.isStaff ? `asked to capture ${s.word("invoiceNumber")}` : `Capture of ${s.word("invoiceNumber")} asked for`,
    (s) => tryText(s),
  ),
  capture_accepted: money(
    "wait",
    (s) => `Gateway accepted the capture of ${s.amount()}`,
    (s) => s.word("invoiceNumber"),
  ),
  capture_succeeded: money(
    "ok",
    (s) => `Captured ${s.amount()}`,
    (s) => join(s.word("invoiceNumber"), s.method),
  ),
  capture_unconfirmed: money(
    "wait",
    (s) => `No answer about the capture of ${s.amount()}`,
    () => "Nothing is charged again until the gateway has said what happened.",
  ),
  capture_failed: money(
    "bad",
    (s) => `Capture of ${s.amount()} failed`,
    (s) => join(tryText(s), s.refusal),
  ),
  capture_not_possible: money(
    "bad",
    (s) => `${s.word("invoiceNumber") ?? "Invoice"} could not be captured`,
    (s) => s.word("reason")?.replaceAll("_", " ") ?? null,
  ),
  contradiction_found: money(
    "bad",
    (s) => `Gateway contradicts our books about ${s.amount()}`,
    (s) => s.refusal,
  ),
  unapplied_money_found: money("bad", (s) => `${s.amount()} came in that fits nothing due`),
  check_returned: money(
    "bad",
    (s) => `Check ${s.word("documentNumber")} over ${s.amount()} came back unpaid`,
    (s) => s.word("reason"),
  ),
  payment_disputed: money(
    "bad",
    (s) => `${s.customer} disputes ${s.amount()}`,
    (s) =>
      s.word("refundedBeforeMinor") === null
        ? "it cannot be refunded while the dispute lasts"
        : `${s.amount("refundedBeforeMinor")} was refunded before: evidence for the dispute`,
  ),
  dispute_discussed: (s) => ({
    kind: "customer",
    tone: "info",
    text: `${s.isStaff ? "asked" : "Asked"} ${s.customer} about the dispute. Settled: ${(disputeDecisionWords[s.word("decision") ?? ""] ?? "noted").toLowerCase()}`,
    detail: ["product", "service", "amount", "timing"]
      .flatMap((question) => (s.word(question) === null ? [] : [`${question}: ${s.word(question)}`]))
      .join("; "),
  }),
  dispute_answer_asked: money("info", (s) =>
    s.word("kind") === "accept"
      ? "Consent to the dispute goes to the gateway"
      : "Evidence about the dispute goes to the gateway",
  ),
  dispute_answer_sent: money("ok", (s) =>
    s.word("kind") === "accept"
      ? "The gateway has our consent to the dispute"
      : "The gateway has our evidence: the bank decides",
  ),
  dispute_answer_refused: money(
    "bad",
    (s) =>
      s.word("kind") === "accept" ? "Consent to the dispute was not taken" : "Evidence about the dispute was not taken",
    (s) => s.word("rawMessage") ?? s.word("rawCode"),
  ),
  dispute_answer_given_up: money(
    "bad",
    (s) =>
      s.word("kind") === "accept"
        ? "Consent to the dispute did not get through"
        : "Evidence about the dispute did not get through",
    (s) =>
      s.word("came") === "unknown"
        ? "the gateway did not answer; whether it has come is not known"
        : "the gateway could not be reached; nothing has left",
  ),
  dispute_answer_overtaken: money("warn", (s) => {
    const what = s.word("kind") === "accept" ? "consent" : "evidence";
    return s.word("came") === "no"
      ? `The bank decided before our ${what} came`
      : `The bank has decided; whether our ${what} had come is not known`;
  }),
  capture_refused_late: money(
    "bad",
    (s) => `${s.amount()} that had been captured was refused after all`,
    (s) => s.refusal,
  ),
  late_capture_found: money(
    "warn",
    (s) => `Gateway has taken ${s.amount()} without our knowing`,
    (s) => (s.word("invoiceNumber") === null ? "it pays nothing that is owed" : `it pays ${s.word("invoiceNumber")}`),
  ),
  money_transferred: money(
    "ok",
    (s) => `${s.amount()} of ${s.word("from") ?? "an order"} pays for ${s.word("to") ?? "an order"}`,
    (s) => s.word("invoiceNumber") ?? "paid ahead: what ships takes it first",
  ),
  prepaid_lost: money(
    "bad",
    (s) => `${s.amount()} that ${s.word("from") ?? "another order"} had paid ahead was refused at its bank after all`,
  ),
  prepaid_taken: money(
    "ok",
    (s) => `${s.amount()} that had been paid ahead pays ${s.word("invoiceNumber") ?? "an invoice"}`,
  ),
  dispute_won: money("ok", (s) => `Dispute over ${s.amount()} won: the money stays`),
  dispute_lost: money("bad", (s) => `Dispute over ${s.amount()} lost: the bank took it back`),
  refund_requested: money(
    "info",
    (s) => (s.isStaff ? `asked to refund ${s.amount()}` : `Refund of ${s.amount()} asked for`),
    (s) => s.word("why"),
  ),
  refund_accepted: money("wait", (s) => `Gateway accepted the refund of ${s.amount()}`),
  refund_succeeded: money("ok", (s) => `Refunded ${s.amount()}`),
  refund_unconfirmed: money("wait", (s) => `No answer about the refund of ${s.amount()}`),
  refund_returned: money(
    "bad",
    (s) => `Refund of ${s.amount()} came back: it did not reach ${s.customer}`,
    (s) => s.refusal,
  ),
  refund_withdrawn: money("warn", (s) => `Refund of ${s.amount()} not needed: its capture did not come through`),
  refund_failed: money(
    "bad",
    (s) => `Refund of ${s.amount()} failed`,
    (s) => s.refusal,
  ),
  override_asked: money(
    "warn",
    (s) => `asked a supervisor to let ${s.amount()} pass that nothing holds`,
    (s) => s.word("reason"),
  ),
  override_allowed: money(
    "warn",
    (s) => `let ${s.amount()} pass that nothing holds: the goods may leave`,
    (s) => s.word("reason"),
  ),
  override_refused: money(
    "bad",
    (s) => `refused to let ${s.amount()} pass`,
    (s) => s.word("reason"),
  ),
  override_ask_ended: money("info", () => "Nobody needs to be asked for an override any more"),
  override_ended: money("info", () => "The money is there: the override is not needed"),
  fraud_stopped: money(
    "bad",
    (s) => (s.isStaff ? "stopped the order for fraud" : "Stopped for fraud"),
    (s) => s.word("reason"),
  ),
  fraud_lifted: money(
    "warn",
    (s) => (s.isStaff ? "lifted the fraud stop" : "Fraud stop lifted"),
    (s) => s.word("reason"),
  ),
  enquiry_requested: money("info", (s) =>
    s.isStaff ? "asked the gateway what happened" : "Gateway is asked what happened",
  ),

  attempt_renewed: money("info", (s) => `Gateway knows nothing of ${s.amount()}: sent anew under a new key`),
  settlement_proposed: money(
    "wait",
    (s) => `entered what the gateway shows: ${verdictText(s)}`,
    (s) => join(s.word("reference"), s.word("note")),
  ),
  settlement_refused: money(
    "info",
    () => "did not agree with the evidence",
    (s) => s.word("reason"),
  ),
  outcome_settled_by_person: money(
    "warn",
    (s) => `corrected an unknown outcome of ${s.amount()}: ${verdictText(s)}`,
    (s) => join(s.word("reference"), s.word("note")),
  ),
  difference_found: money(
    "bad",
    (s) => `Our books and the gateway's differ: ${s.word("what") ?? "amounts"}`,
    (s) => s.word("gatewayReference"),
  ),
  difference_resolved: money(
    "ok",
    (s) => (s.isStaff ? "accepted a difference to the gateway's books" : "Books and gateway agree again"),
    (s) => s.word("reason"),
  ),
};

function verdictText(scope: SentenceScope): string {
  return scope.word("verdict") === "happened" ? "it happened" : "it did not happen";
}

function tryText(scope: SentenceScope): string | null {
  const number = scope.word("attemptNo");
  return number === null ? null : `try ${number}`;
}
