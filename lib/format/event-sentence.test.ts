import { describe, expect, it } from "vitest";
import { eventSentence } from "./event-sentence";

const words = {
  methods: new Map([["opm_1", "Visa ..4242"]]),
  customer: "Carmen",
  isStaff: false,
  timeZone: "Europe/Madrid",
};

describe("what an event says", () => {
  it("P11: a failed capture names try, reason, raw code and the gateway's message", () => {
    const data = {
      amountMinor: "88400",
      currency: "USD",
      attemptNo: 2,
      reason: "insufficient_funds",
      rawCode: "insufficient_funds",
      rawMessage: "Your card has insufficient funds.",
    };
    expect(eventSentence("capture_failed", data, words)).toEqual({
      kind: "money",
      tone: "bad",
      text: "Capture of 884.00 USD failed",
      detail: "try 2, Not enough funds (insufficient_funds): Your card has insufficient funds.",
    });
  });

  it("I9: a cancellation says when goods that had shipped stay, and are to be paid", () => {
    const whole = { reason: "not wanted", keptMinor: "0", currency: "USD" };
    const cancelled = (data: Record<string, string>, isStaff: boolean) =>
      eventSentence("order_cancelled", data, { ...words, isStaff });
    expect(cancelled(whole, true)).toMatchObject({ text: "cancelled the order", detail: "not wanted" });
    expect(cancelled({ reason: "predecessor_ended" }, false)).toMatchObject({ text: "Order cancelled" });
    const part = { ...whole, keptMinor: "10000" };
    expect(cancelled(part, true)).toMatchObject({
      text: "cancelled what had not shipped",
      detail: "100.00 USD stays, not wanted",
    });
    expect(cancelled(part, false)).toMatchObject({ text: "What had not shipped was cancelled" });
  });

  it("H29: a request to the customer names amount, masked address and code, behind the colleague's name", () => {
    const data = { amountMinor: "24118", currency: "USD", address: "c***@example.com", shortCode: "KT-48" };
    expect(eventSentence("approval_requested", data, { ...words, isStaff: true })).toMatchObject({
      kind: "mail",
      text: "asked for approval of 241.18 USD",
      detail: "to c***@example.com, code KT-48",
    });
  });

  it("H29: a moment inside a sentence is written in the reader's zone", () => {
    const data = { sendAt: "2026-11-27T08:00:00.000Z", expiresAt: "2026-11-27T22:30:00.000Z" };
    expect(eventSentence("approval_requested", data, words)?.detail).toContain("Fri 27 Nov, 09:00 CET");
    expect(eventSentence("approval_link_copied", data, words)?.detail).toBe("works until Fri 27 Nov, 23:30 CET");
  });

  it("shows an event that nobody has worded yet, and hides those that only refresh the screen", () => {
    expect(eventSentence("something_new_happened", {}, words)?.text).toBe("Something new happened");
    expect(eventSentence("order_claimed", {}, words)).toBeNull();
  });
});
