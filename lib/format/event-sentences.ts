import { toInstant } from "@/lib/payments/instant";
import { disputeDecisionWords } from "./dispute-words";
import { momentText } from "./format-instant";
import { holdSentences } from "./hold-sentences";
import { methodSentences } from "./method-sentences";
import type { Sentence, SentenceScope, TimelineKind, TimelineTone } from "./sentence";

/** Every event that operations write, in words. `null`: known, and of no interest to a reader. */
export const eventSentences: Readonly<Record<string, Sentence | null>> = {
  ...holdSentences,
  ...methodSentences,
  order_received: system(
    "info",
    (s) => `${s.isStaff ? "entered" : "Received"} the order over ${s.amount("totalMinor")}`,
  ),
  order_replaced_content: system("info", (s) => `Content changed, now ${s.amount("totalMinor")}`),
  order_confirmed: system("ok", (s) => `Confirmed with ${s.amount("approvedTotalMinor")} agreed`),
  order_repriced: (s) => ({
    kind: "customer",
    tone: s.word("direction") === "rise" ? "warn" : "info",
    text: `${s.isStaff ? "changed the price" : "Price changed"} from ${s.amount("beforeMinor")} to ${s.amount("afterMinor")}`,
    detail: s.word("reason"),
  }),
  order_cancelled: (s) => ({
    kind: "system",
    tone: "bad",
    text: s.isStaff ? "cancelled the order" : "Order cancelled",
    detail: s.word("reason") === "predecessor_ended" ? "the order it was to replace has ended" : s.word("reason"),
  }),
  order_completed: system("ok", () => "Everything is shipped and paid"),
  order_reopened: money("warn", () => "Opened again: captured money was taken back"),
  order_replaced: system("info", (s) => `Replaced by ${s.word("successor") ?? "a new order"}`),
  order_took_over: system("info", (s) => `Took over from ${s.word("predecessor") ?? "an earlier order"}`),
  order_link_completed: system("ok", (s) => `Linked: ${s.word("predecessor")} to ${s.word("successor")}`),
  link_repair_requested: system("info", (s) => (s.isStaff ? "had the link repaired" : "Repair of the link asked for")),
  successor_proposed: system(
    "info",
    (s) => `New order ${s.word("successor") ?? ""} prepared for the customer's approval`,
  ),
  order_claimed: null,
  claim_released: null,
  note_added: null,
  order_assigned: null,
  note_removed: null,
  order_snoozed: null,
  order_woken: null,

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
  capture_refused_late: money(
    "bad",
    (s) => `${s.amount()} that had been captured was refused after all`,
    (s) => s.refusal,
  ),
  late_capture_found: money(
    "warn",
    (s) => `Gateway holds ${s.amount()} that we did not know of`,
    (s) => (s.word("invoiceNumber") === null ? "it pays nothing that is owed" : `it pays ${s.word("invoiceNumber")}`),
  ),
  money_transferred: money(
    "ok",
    (s) => `${s.amount()} of ${s.word("from") ?? "an order"} pays for ${s.word("to") ?? "an order"}`,
    (s) => s.word("invoiceNumber"),
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

  release_created: system(
    "info",
    (s) => `${s.isStaff ? "released" : "Released"} goods worth ${s.amount()} to the warehouse`,
  ),
  release_shipped: system("ok", (s) => {
    const goods = `release ${s.word("releaseNo")}`;
    const what = s.isStaff ? `reported ${goods} as shipped` : `R${goods.slice(1)} shipped`;
    return `${what}, invoice ${s.word("invoiceNumber")} over ${s.amount()}`;
  }),

  approval_requested: mail(
    "info",
    (s) => `${s.isStaff ? "asked" : "Asked"} for approval of ${s.amount()}`,
    (s) =>
      join(
        `${s.word("address") === null ? "without a mail" : `to ${s.word("address")}`}, code ${s.word("shortCode")}`,
        s.word("sendAt") === null ? null : `the mail leaves ${momentOf(s, "sendAt")}`,
        s.word("estimatedDeliveryDate") === null
          ? null
          : `told to expect delivery on ${s.word("estimatedDeliveryDate")}`,
      ),
  ),
  mail_sent_early: mail("info", () => "sent the waiting mail at once"),
  approval_link_copied: customer(
    "info",
    (s) => (s.isStaff ? "copied a link for the customer" : "A link was copied"),
    (s) => `works until ${momentOf(s, "expiresAt")}`,
  ),
  approval_code_made: customer(
    "info",
    () => "made a code to read out",
    () => "good for 30 minutes, once",
  ),
  approval_code_used: customer("info", (s) => `${s.customer} came with the code that was read out`),
  payment_page_by_phone: customer(
    "info",
    (s) => `opened the gateway's payment page for ${s.customer}, by phone`,
    (s) => s.amount(),
  ),
  mail_sent: mail("ok", (s) => `Mail sent to ${s.word("address")}`),
  mail_failed: mail(
    "bad",
    () => "Mail could not be delivered",
    (s) => s.word("error"),
  ),
  mail_refused: mail(
    "bad",
    (s) => `The mail server refused the address ${s.word("address") ?? ""}`,
    (s) => s.word("error"),
  ),
  approval_terms_updated: mail("info", (s) => `The mail asks for the total of now, ${s.amount()}`),
  reminder_sent: mail("info", (s) => `Reminder sent to ${s.word("address") ?? s.customer}`),
  approval_opened: customer("info", (s) => `${s.customer} opened the approval page`),
  approval_started: customer(
    "info",
    (s) => `${s.customer} approves ${s.amount()}`,
    (s) => (s.word("method") === "hosted_page" ? "on the gateway's page" : "with a saved card"),
  ),
  approval_succeeded: customer("ok", (s) => `${s.customer} approved ${s.amount()}`),
  approval_payment_failed: customer(
    "bad",
    (s) => `${s.customer} approved, but the payment failed`,
    (s) => s.refusal,
  ),
  approval_declined: customer("bad", (s) => `${s.customer} does not agree`),
  approval_decline_explained: customer(
    "bad",
    (s) => `${s.customer} says why not`,
    (s) => s.word("reason"),
  ),
  approval_question: customer(
    "warn",
    (s) => `${s.customer} asks`,
    (s) => s.word("text"),
  ),
  approval_terms_renewed: customer("info", (s) => `${s.customer} was shown the new total`),
  approval_expired: customer("warn", () => "The approval link ended without an answer"),
  approval_replaced: customer("none", (s) => `Link ${s.word("shortCode") ?? ""} was replaced by a newer one`),
  approval_revived: customer("info", (s) => `Link ${s.word("shortCode") ?? ""} works again: the newer one never left`),
  approval_withdrawn: customer("none", (s) => (s.isStaff ? "took the request back" : "Request taken back")),
  hosted_page_requested: null,
  hosted_page_opened: customer("info", (s) => `${s.customer} went to the gateway's payment page`),
  hosted_page_failed: customer(
    "bad",
    () => "The gateway's payment page could not be opened",
    (s) => s.refusal,
  ),
  hosted_page_expired: customer("warn", () => "The gateway's payment page ended unused"),
  hosted_page_closed: null,
};

type Words = (scope: SentenceScope) => string;
type MaybeWords = (scope: SentenceScope) => string | null;

function money(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("money", tone, text, detail);
}

function mail(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("mail", tone, text, detail);
}

function customer(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("customer", tone, text, detail);
}

function system(tone: TimelineTone, text: Words): Sentence {
  return sentence("system", tone, text);
}

function sentence(kind: TimelineKind, tone: TimelineTone, text: Words, detail: MaybeWords = () => null): Sentence {
  return (scope) => ({ kind, tone, text: text(scope), detail: detail(scope) });
}

/** "Fri 27 Nov, 09:00 CET" of an ISO moment. */
function momentOf({ word, timeZone }: SentenceScope, key: string): string {
  const iso = word(key);
  return iso === null ? "" : momentText(toInstant(Date.parse(iso)), timeZone);
}

function verdictText(scope: SentenceScope): string {
  return scope.word("verdict") === "happened" ? "it happened" : "it did not happen";
}

function tryText(scope: SentenceScope): string | null {
  const number = scope.word("attemptNo");
  return number === null ? null : `try ${number}`;
}

function join(...parts: (string | null)[]): string | null {
  return parts.filter(Boolean).join(", ") || null;
}
