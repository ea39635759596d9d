import { describe, expect, it } from "vitest";
import { type DisputeAnswers, decideDisputeTalk, isDisputed } from "./disputing";
import { exampleCapture, exampleInvoice, exampleNow, exampleOrder, shippedOrder, usd } from "./example-order";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";
import { disputeDecisions } from "./order-state";
import { worklistEntries } from "./worklist";

const said: DisputeAnswers = { product: null, service: null, amount: "Ordered one, was charged for two", timing: null };
const silent = { answerBy: null, isAnswered: false, isAnswerStuck: false };
const open = { isOpen: true, decision: null, ...silent };
const bankDisputes = (parts: Partial<Order> = {}) =>
  exampleOrder({ status: "completed", captures: [exampleCapture({ disputed: usd(8_000) })], dispute: open, ...parts });
const refusedAsDisputed = (dispute: Order["dispute"] = { isOpen: false, decision: null, ...silent }) =>
  shippedOrder({
    dispute,
    invoices: [exampleInvoice({ status: "finally_failed", attemptCount: 1, lastReason: "disputed" })],
  });
const entries = (order: Order) => worklistEntries(order, exampleNow, { soonMs: 60_000 });

describe("a disputed payment", () => {
  it.each([
    ["captured money in a bank's open dispute", bankDisputes(), "payment_disputed"],
    ["a capture that was refused as disputed", refusedAsDisputed(), "capture_failed"],
  ])("F04: %s is asked about before anything else, and not charged again", (_case, order, reason) => {
    expect(isDisputed(order)).toBe(true);
    expect(entries(order)).toContainEqual(
      expect.objectContaining({ list: "unpaid", reason, step: "ask_about_dispute", why: "disputed" }),
    );
  });

  it.each([
    ["failed", "disputed", true],
    ["finally_failed", "disputed", true],
    ["finally_failed", "card_expired", false],
    ["captured", "disputed", false],
  ] as const)("F04: an invoice that is %s, last refused for %s: disputed %s", (status, lastReason, isOne) => {
    expect(isDisputed(shippedOrder({ invoices: [exampleInvoice({ status, lastReason })] }))).toBe(isOne);
  });

  it.each([
    ["refund", "refund", "dispute_refund"],
    ["accept", "wait", "dispute_accepted"],
    ["contest", "review", "dispute_contested"],
  ] as const)("F04: what was settled (%s) is the next step", (decision, step, why) => {
    expect(entries(refusedAsDisputed({ isOpen: false, decision, ...silent }))[0]).toMatchObject({ step, why });
  });

  it("F04: that the bank waits for an answer is the row's deadline, and with an answer given it only waits for the bank", () => {
    const answerBy = later(exampleNow, DAY_MS);
    expect(entries(bankDisputes({ dispute: { ...open, answerBy } }))[0]).toMatchObject({ deadline: answerBy });
    const answered = bankDisputes({ dispute: { ...open, decision: "contest", isAnswered: true } });
    expect(entries(answered)[0]).toMatchObject({ step: "wait", why: "dispute_answered", deadline: null });
  });

  it("F04 X06: an answer that did not get through is a person's next step, before its deadline, whatever was settled", () => {
    const answerBy = later(exampleNow, DAY_MS);
    for (const decision of [null, ...disputeDecisions]) {
      const stuck = bankDisputes({ dispute: { ...open, decision, answerBy, isAnswerStuck: true } });
      expect(entries(stuck)[0]).toMatchObject({ step: "review", why: "dispute_answer_stuck", deadline: answerBy });
    }
  });

  it("F04: a dispute that freezes none of its money says nothing of this order", () => {
    expect(entries(bankDisputes({ captures: [] }))).toEqual([]);
  });

  it("F04: what the bank has decided needs nobody any more", () => {
    const closed = bankDisputes({ dispute: { isOpen: false, decision: "contest", ...silent } });
    expect(isDisputed(closed)).toBe(false);
    expect(entries(closed)).toEqual([]);
  });

  it("F04: a talk is written down where something is disputed and something was said", () => {
    for (const decision of disputeDecisions) {
      expect(decideDisputeTalk(refusedAsDisputed(), said, decision)).toMatchObject({ ok: true });
      expect(decideDisputeTalk(exampleOrder(), said, decision)).toMatchObject({ reason: "not_disputed" });
      const nothing = decideDisputeTalk(refusedAsDisputed(), { ...said, amount: null }, decision);
      expect(nothing).toMatchObject({ reason: "nothing_answered" });
    }
  });

  it("F04 FD-3: money that the bank has frozen does not go back a second way", () => {
    expect(decideDisputeTalk(bankDisputes(), said, "refund")).toMatchObject({ reason: "refund_disputed" });
    expect(decideDisputeTalk(bankDisputes(), said, "accept")).toMatchObject({ ok: true });
  });
});
