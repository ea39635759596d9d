import { describe, expect, it } from "vitest";
import { parseDay } from "./parse-day";
import { parseThousandths } from "./thousandths";

describe("what a person types into a filter or a link", () => {
  it.each([
    ["1200", 1_200_000n],
    ["1,200.50", 1_200_500n],
    ["1.200,50", 1_200_500n],
    ["1.234.567,89", 1_234_567_890n],
    ["10,50", 10_500n],
    ["10,5", 10_500n],
    ["10.5", 10_500n],
    ["27.500", 27_500n],
    ["1,200", 1_200_000n],
    [" 0.05 ", 50n],
  ])("F05: the amount %s is read as it was meant", (text, thousandths) => {
    expect(parseThousandths(text)).toBe(thousandths);
  });

  it.each([null, "", "abc", "-5", "1e5", "1,2,3", "1.2.3", "1,2345", "10,50.20", "9".repeat(13)])(
    "F05: %s is no amount",
    (text) => {
      expect(parseThousandths(text)).toBeNull();
    },
  );

  it.each([
    ["2026-11-27", "2026-11-27"],
    [" 2026-02-28 ", "2026-02-28"],
    ["2026-02-31", null],
    ["2026-13-01", null],
    ["0000-01-01", null],
    ["+275760-09-13", null],
    ["abc", null],
    [null, null],
  ])("the day %s is read as %s", (text, day) => {
    expect(parseDay(text)).toBe(day);
  });
});
