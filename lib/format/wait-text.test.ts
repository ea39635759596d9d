import { expect, it } from "vitest";
import { defaultEnquiryLadderMs, isEnquiryLadder } from "@/lib/payments/enquiry-ladder";
import { parseWaits, waitsText } from "./wait-text";

it("X06: the ladder reads as it is typed", () => {
  const text = waitsText(defaultEnquiryLadderMs);
  expect(text).toBe("30 s, 5 min, 1 h, 1 d, 1 d, 1 d, 1 d, 1 d");
  expect(parseWaits(text).map((seconds) => (seconds ?? 0) * 1000)).toEqual(defaultEnquiryLadderMs);
});

it.each(["", "5", "5 minutes", "-5 min", "5 s", "31 d", "30 s,", "30 s; 5 min", "1.5 h"])(
  "X06: %j is no ladder",
  (text) => {
    expect(isEnquiryLadder(parseWaits(text))).toBe(false);
  },
);
