import { describe, expect, it } from "vitest";
import { type AnswerableDispute, arrivalOf, decideDisputeAnswer } from "./answering-disputes";
import { exampleNow, usd } from "./example-order";
import type { DisputeState } from "./gateway";
import { later } from "./instant";

const dispute: AnswerableDispute = {
  isOpen: true,
  gateway: "stripe",
  answerBy: later(exampleNow, 1),
  hasAnswer: false,
};

describe("an answer to a dispute", () => {
  it.each([
    [{}, null],
    [{ answerBy: null }, null],
    [{ isOpen: false }, "dispute_not_open"],
    [{ gateway: "paypal" }, "dispute_answered_elsewhere"],
    [{ hasAnswer: true }, "dispute_answered"],
    [{ answerBy: exampleNow }, "dispute_too_late"],
    [{ answerBy: exampleNow, hasAnswer: true }, "dispute_answered"],
  ] as const)("F04: goes once, in time, and where the gateway takes it: %o gives %s", (parts, reason) => {
    const decided = decideDisputeAnswer({ ...dispute, ...parts }, exampleNow);
    expect(decided.ok ? null : decided.reason).toBe(reason);
  });
});

describe("an answer to a dispute that nobody has confirmed", () => {
  const about = { captureReference: "ch_1", amount: usd(2_000) };
  const open = (isAnswered: boolean): DisputeState => ({ kind: "open", ...about, answerBy: null, isAnswered });
  const closed = (verdict: "won" | "lost", isAnswered: boolean | null): DisputeState => ({
    kind: "closed",
    ...about,
    isAnswered,
    verdict,
  });
  it.each([
    ["the gateway does not answer", { kind: "silent" }, "silent", "silent"],
    ["the gateway knows no such dispute", { kind: "unknown" }, "not_arrived", "not_arrived"],
    ["open, without evidence", open(false), "not_arrived", "not_arrived"],
    ["open, with evidence", open(true), "arrived", "not_arrived"],
    ["lost, without evidence", closed("lost", false), "overtaken", "arrived"],
    ["lost, with evidence", closed("lost", true), "arrived", "arrived"],
    ["won, without evidence", closed("won", false), "overtaken", "overtaken"],
    ["won, with evidence", closed("won", true), "arrived", "overtaken"],
    ["lost, at a gateway that does not say", closed("lost", null), "unknown", "arrived"],
    ["won, at a gateway that does not say", closed("won", null), "unknown", "overtaken"],
  ] as const)("F04 I7: %s", (_case, state, evidence, consent) => {
    expect(arrivalOf("evidence", state)).toBe(evidence);
    expect(arrivalOf("accept", state)).toBe(consent);
  });
});
