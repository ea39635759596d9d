import { expect, it } from "vitest";
import { failedCaptureText } from "./failed-capture-text";

const failed = { answer: "Not enough funds", rawCode: "insufficient_funds", method: "Visa 4242", triesAllowed: 4 };

it.each([
  [{ ...failed, triesUsed: 1 }, "Not enough funds (insufficient_funds) on Visa 4242. Tried once, of 4 allowed."],
  [{ ...failed, rawCode: null, triesUsed: 3 }, "Not enough funds on Visa 4242. Tried 3 times, of 4 allowed."],
])("P05 P11: before a capture is tried again it is said why it failed: %o", (capture, text) => {
  expect(failedCaptureText(capture)).toBe(text);
});
