import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "./instant";
import { money } from "./money";
import { type CredentialTry, longestWindowMs, networkLimits, retryBar, retryBudget } from "./retry-budget";

const now = toInstant(Date.parse("2026-11-22T12:00:00Z"));
const none = new Map<string, number>();
const usd = (minor: bigint) => money(minor, "USD");
const refusal = (ageMs: number, amount = usd(1000n)): CredentialTry => ({
  at: later(now, -ageMs),
  amount,
  reason: "insufficient_funds",
});
const many = (count: number, ageMs: (index: number) => number, amount = usd(1000n)) =>
  Array.from({ length: count }, (_, index) => refusal(ageMs(index), amount));

describe("the tries that a card has left", () => {
  it.each([
    ["visa", 12, 30 * DAY_MS, 20, "0.10 to 0.25 USD"],
    ["mastercard", 4, 24 * HOUR_MS, 10, "0.50 USD or 0.55 EUR"],
    ["amex", 8, 30 * DAY_MS, null, null],
    [null, 8, 30 * DAY_MS, null, null],
  ])("X07: a fresh card of %s has %i tries", (brand, allowed, windowMs, network, excessFee) => {
    expect(retryBudget(brand, [], usd(1000n), now, none)).toMatchObject({
      allowed,
      left: allowed,
      windowMs,
      network,
      excessFee,
      freeAt: null,
    });
    expect(windowMs).toBeLessThanOrEqual(longestWindowMs);
  });

  it("X07: of two limits that leave as much, the shorter one is shown", () => {
    const store = new Map([["mastercard.30d", 4]]);
    expect(retryBudget("mastercard", [], usd(1000n), now, store)).toMatchObject({ limitId: "mastercard.24h", left: 4 });
  });

  it("X07: asked about an earlier moment, what came after it does not count", () => {
    expect(retryBudget("visa", [refusal(HOUR_MS), refusal(0)], usd(1000n), later(now, -1), none).left).toBe(11);
    expect(retryBudget("visa", [refusal(0)], usd(1000n), now, none).left).toBe(11);
  });

  it.each([["visa"], ["amex"], [null]])("X07: on %s, refusals of another amount take nothing away", (brand) => {
    const fresh = retryBudget(brand, [], usd(1000n), now, none);
    expect(retryBudget(brand, [refusal(HOUR_MS, usd(999n))], usd(1000n), now, none)).toEqual(fresh);
  });

  it("X07: limits are dated: Visa allowed 15 until May 2025", () => {
    const network = (day: string) => retryBudget("visa", [], usd(1n), toInstant(Date.parse(day)), none).network;
    expect([network("2021-06-30"), network("2025-05-18"), network("2025-05-19")]).toEqual([null, 15, 20]);
  });

  it("X07: refusals count for 30 days, for their own amount, and a yes does not count", () => {
    const tries = [
      refusal(DAY_MS),
      refusal(31 * DAY_MS),
      refusal(HOUR_MS, usd(999n)),
      refusal(HOUR_MS, money(1000n, "EUR")),
      { ...refusal(HOUR_MS), reason: null },
    ];
    expect(retryBudget("visa", tries, usd(1000n), now, none)).toMatchObject({ left: 11 });
  });

  it("X07: Mastercard counts every amount within a day, and the tightest limit is the one shown", () => {
    const today = many(3, (index) => index * HOUR_MS, usd(5n));
    expect(retryBudget("mastercard", today, usd(1000n), now, none)).toMatchObject({
      limitId: "mastercard.24h",
      left: 1,
    });
    const month = many(11, (index) => (index + 2) * DAY_MS);
    const others = many(9, (index) => (index + 2) * DAY_MS, usd(999n));
    expect(retryBudget("mastercard", [...month, ...others], usd(1000n), now, none)).toMatchObject({
      limitId: "mastercard.30d",
      left: 1,
      network: 35,
      excessFee: "0.50 USD or 0.55 EUR",
    });
  });

  it("X07: used up, it says when the next try comes free", () => {
    const tries = many(13, (index) => (index + 1) * DAY_MS);
    const budget = retryBudget("visa", tries, usd(1000n), now, none);
    expect(budget).toMatchObject({ left: 0, freeAt: later(now, 18 * DAY_MS) });
    expect(retryBar("visa", tries, usd(1000n), now, none)).toBe("retry_budget_spent");
    expect(retryBar("visa", tries, usd(1000n), budget.freeAt ?? now, none)).toBeNull();
  });

  it("FD-1 X07: an answer that forbids repeats locks whatever is left, until the card has worked again", () => {
    const stolen: CredentialTry = { ...refusal(HOUR_MS), reason: "lost_or_stolen" };
    expect(retryBar("visa", [stolen, refusal(2 * HOUR_MS)], usd(1n), now, none)).toBe("retry_forbidden");
    expect(retryBar(null, [stolen], usd(1n), now, none)).toBe("retry_forbidden");
    expect(retryBar("visa", [stolen, { ...refusal(MINUTE_MS), reason: null }], usd(1n), now, none)).toBeNull();
  });

  it("X07 FD-1: whoever asks first never repeats past a house limit, in any window, at any pace", () => {
    const brand = fc.constantFrom("visa", "mastercard", "amex", null);
    const pace = fc.array(
      fc.record({ gapMs: fc.integer({ min: 0, max: 2 * DAY_MS }), minor: fc.constantFrom(1000n, 2000n) }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(brand, pace, (card, asked) => {
        const tries: CredentialTry[] = [];
        let at: Instant = now;
        for (const { gapMs, minor } of asked) {
          at = later(at, gapMs);
          if (retryBar(card, tries, usd(minor), at, none) !== null) continue;
          tries.push({ at, amount: usd(minor), reason: "do_not_honor" });
        }
        const named = networkLimits.filter((limit) => limit.brand === card);
        for (const limit of named.length > 0 ? named : networkLimits.filter((each) => each.brand === null)) {
          for (const last of tries) {
            const inWindow = tries.filter(
              (each) =>
                each.at <= last.at &&
                each.at > last.at - limit.windowMs &&
                (!limit.isPerAmount || each.amount.amountMinor === last.amount.amountMinor),
            );
            expect(inWindow.length).toBeLessThanOrEqual(limit.house);
          }
        }
      }),
    );
  });
});
