import { holdSentences } from "./hold-sentences";
import { methodSentences } from "./method-sentences";
import { moneySentences } from "./money-sentences";
import type { Sentence } from "./sentence";
import { customer, join, mail, momentOf, money, system } from "./sentence-makers";

/** Every event that operations write, in words. `null`: known, and of no interest to a reader. */
export const eventSentences: Readonly<Record<string, Sentence | null>> = {
  ...holdSentences,
  ...methodSentences,
  ...moneySentences,
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
  order_cancelled: (s) => {
    const isPart = (s.word("keptMinor") ?? "0") !== "0";
    const what = isPart ? "what had not shipped" : "the order";
    return {
      kind: "system",
      tone: "bad",
      text: s.isStaff ? `cancelled ${what}` : isPart ? "What had not shipped was cancelled" : "Order cancelled",
      detail: join(
        isPart ? `${s.amount("keptMinor")} stays` : null,
        s.word("reason") === "predecessor_ended" ? "the order it was to replace has ended" : s.word("reason"),
      ),
    };
  },
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
  status_set: system("info", (s) => {
    const field = [s.word("field"), s.word("invoiceNumber") && `of invoice ${s.word("invoiceNumber")}`]
      .filter(Boolean)
      .join(" ");
    if (s.word("value") === null) return s.isStaff ? `cleared “${field}”` : `“${field}” was cleared`;
    return s.isStaff ? `set “${field}” to ${s.word("value")}` : `“${field}” is now ${s.word("value")}`;
  }),
  order_claimed: null,
  claim_released: null,
  note_added: null,
  order_assigned: null,
  note_removed: null,
  order_snoozed: null,
  order_woken: null,

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
