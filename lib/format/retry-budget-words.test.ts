import { expect, it } from "vitest";
import { DAY_MS, later, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type CredentialTry, retryBar, retryBudget } from "@/lib/payments/retry-budget";
import { budgetWords } from "./retry-budget-words";

const none = new Map<string, number>();
const now = toInstant(Date.parse("2026-11-22T12:00:00Z"));
const amount = money(1000n, "USD");
const refusals = (count: number): CredentialTry[] =>
  Array.from({ length: count }, (_, index) => ({ at: later(now, -index * DAY_MS), amount, reason: "do_not_honor" }));
const words = (brand: string | null, tries: CredentialTry[]) =>
  budgetWords(retryBudget(brand, tries, amount, now, none), {
    bar: retryBar(brand, tries, amount, now, none),
    brand,
    timeZone: "UTC",
  });

it("X07: the meter names the network's number, the fee past it, and when a try comes free", () => {
  expect(words("visa", refusals(2))).toEqual({
    left: 10,
    allowed: 12,
    window: "30 days",
    note: "Visa allows 20 refused tries in 30 days, of the same amount. Each one past that costs 0.10 to 0.25 USD.",
  });
  expect(words("visa", refusals(12))).toMatchObject({ left: 0, note: expect.stringContaining("comes free on") });
  expect(words("mastercard", refusals(1))).toMatchObject({ allowed: 4, left: 3, window: "24 hours" });
  expect(words(null, []).note).toBe("This network publishes no limit; the house keeps its own.");
});

it("FD-1 X07: a card whose answer forbids repeats is locked, whatever is left", () => {
  const stolen: CredentialTry = { at: now, amount, reason: "lost_or_stolen" };
  expect(words("visa", [stolen])).toMatchObject({ left: 0, note: expect.stringMatching(/^Locked/) });
});
