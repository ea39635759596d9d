import { describe, expect, it } from "vitest";
import { matchText, parseRuleAmount, parseWaits, ruleAmountText, scheduleText, waitText } from "./rule-words";

describe("waits as people write them", () => {
  it.each([
    ["5 min, 15 min, 1 h", [5, 15, 60]],
    ["4h, 1d , 3 D", [240, 1440, 4320]],
    ["at once", [0]],
    ["", []],
  ])("P07: “%s” is read", (text, minutes) => {
    expect(parseWaits(text)).toEqual(minutes);
  });

  it.each(["soon", "5", "1 h 30", "-1 h", "1.5 h", "4 h,", "999999 min", "1 week"])(
    "P07: “%s” is refused and not guessed at",
    (text) => {
      expect(parseWaits(text)).toBeUndefined();
    },
  );

  it("P07: what is written is read back as the same minutes", () => {
    for (const minutes of [0, 1, 59, 60, 90, 240, 1440, 4320]) expect(parseWaits(waitText(minutes))).toEqual([minutes]);
  });
});

describe("amounts of a rule", () => {
  it.each([
    ["200.00 USD", 20_000n],
    ["200 usd", 20_000n],
    ["4800 JPY", 4_800n],
    ["1.250 KWD", 1_250n],
  ])("CU-1 CU-2: “%s” is read in its currency's own decimals", (text, minor) => {
    expect(parseRuleAmount(text)?.amountMinor).toBe(minor);
    const read = parseRuleAmount(text);
    expect(read && parseRuleAmount(ruleAmountText(read))).toEqual(read);
  });

  it.each(["1,200.00 USD", "1.234,56 EUR", "200.001 USD", "4800.5 JPY", "200", "200 XXX", "-5 USD"])(
    "CU-3: “%s” is refused and not guessed at",
    (text) => {
      expect(parseRuleAmount(text)).toBeUndefined();
    },
  );
});

describe("a rule in words", () => {
  it("P12: says what it fits, and that an empty condition fits all", () => {
    expect(matchText({})).toBe("Every failure");
    expect(matchText({ reasons: ["insufficient_funds"], attemptFrom: 3 })).toBe("Not enough funds; from try 3");
  });

  it("P07: says whose clock counts", () => {
    const hours = { fromHour: 9, toHour: 17, isWeekdaysOnly: true, zone: "payer" } as const;
    expect(scheduleText({ waitsMinutes: [240], hours })).toBe("4 h; 9 to 17 h, Monday to Friday, on the payer's clock");
  });
});
