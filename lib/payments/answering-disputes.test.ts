import { describe, expect, it } from "vitest";
import { type AnswerableDispute, decideDisputeAnswer } from "./answering-disputes";
import { exampleNow } from "./example-order";
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
