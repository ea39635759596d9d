import { describe, expect, it } from "vitest";
import { describeCaptures } from "./capture-outcome-text";

const attempt = (id: string, status: string, reason: string | null = null, rawCode: string | null = null) => ({
  id,
  operation: "capture",
  status,
  reason,
  rawCode,
});
const row = (label: string, attemptIds: string[], refusal: string | null = null) => ({ label, attemptIds, refusal });

describe("what became of captures", () => {
  it("P10 P11: one capture says its outcome, with the gateway's code where it failed", () => {
    expect(describeCaptures([row("1", ["a"])], [attempt("a", "succeeded")])).toBe("Captured.");
    const failed = attempt("a", "declined", "insufficient_funds", "insufficient_funds");
    expect(describeCaptures([row("1", ["a"])], [failed])).toBe("Not enough funds (insufficient_funds).");
  });

  it("X06: a capture without an answer is never called done", () => {
    const text = describeCaptures([row("1", ["a", "b"])], [attempt("a", "succeeded"), attempt("b", "unconfirmed")]);
    expect(text).toMatch(/^Asked, no answer yet/);
  });

  it("P10 P19: several captures say how many succeeded and why each other one did not", () => {
    const rows = [row("00012391", ["a"]), row("00012402", ["b"]), row("00012374", [], "order_fraud_stopped")];
    const text = describeCaptures(rows, [
      attempt("a", "succeeded"),
      attempt("b", "declined", "card_expired", "expired_card"),
    ]);
    expect(text).toBe(
      "1 of 3 captured. 00012402: Card has expired (expired_card). 00012374: Stopped for fraud. Nothing moves until a supervisor lifts the stop.",
    );
  });
});
