import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, type Instant, later, toInstant } from "./instant";
import { money } from "./money";
import { ceilingAt, networkLimits, retryBudget } from "./retry-budget";
import { limitStandings, retryLimitProblem, type StoreRetryLimit } from "./retry-limits";

const now = toInstant(Date.parse("2026-11-22T12:00:00Z"));
const set = (parts: Partial<StoreRetryLimit> = {}): StoreRetryLimit => ({
  limitId: "visa.30d",
  most: 5,
  from: now,
  ...parts,
});
const inDays = (days: number): Instant => later(now, days * DAY_MS);

describe("a store's own limits", () => {
  it.each<[string, Partial<StoreRetryLimit>, string | null]>([
    ["fewer than the network", {}, null],
    ["as many as the network", { most: 20 }, null],
    ["one more than the network", { most: 21 }, "looser_than_network"],
    ["more than the house where no network says anything", { limitId: "other.30d", most: 9 }, "looser_than_network"],
    ["a single try", { most: 1 }, null],
    ["none at all", { most: 0 }, "not_a_count"],
    ["half a try", { most: 1.5 }, "not_a_count"],
    ["a limit that does not exist", { limitId: "visa.7d" }, "no_such_limit"],
    ["a day that has passed", { from: inDays(-1) }, "date_in_past"],
    ["a day next month", { from: inDays(30) }, null],
    ["a year and a day from now", { from: inDays(366) }, null],
    ["a moment more", { from: later(inDays(366), 1) }, "date_too_far"],
    ["a day in two years", { from: inDays(730) }, "date_too_far"],
  ])("X07: %s", (_case, parts, problem) => {
    expect(retryLimitProblem(set(parts), now)).toBe(problem);
  });

  it("X07: hold from their day on, the newest word for a day counts, and what is planned is told", () => {
    const history = [
      set({ most: 9, from: inDays(-10) }),
      set({ most: 4, from: inDays(3) }),
      set({ most: 6, from: inDays(3) }),
      set({ most: 3, from: inDays(9) }),
      set({ limitId: "other.30d", most: 2, from: inDays(-1) }),
    ];
    const visa = (at: Instant) => limitStandings(history, at).find(({ limit }) => limit.id === "visa.30d");
    expect(visa(inDays(-11))).toMatchObject({ inForce: null, planned: { most: 9 } });
    expect(visa(now)).toMatchObject({ inForce: { most: 9 }, planned: { most: 6 } });
    expect(visa(inDays(3))).toMatchObject({ inForce: { most: 6 }, planned: { most: 3 } });
    expect(visa(inDays(9))).toMatchObject({ inForce: { most: 3 }, planned: null });
  });

  it("X07: a plan that was made first and comes later is not taken for the next", () => {
    const history = [set({ most: 3, from: inDays(9) }), set({ most: 6, from: inDays(3) })];
    const visa = (at: Instant) => limitStandings(history, at).find(({ limit }) => limit.id === "visa.30d");
    expect(visa(now)).toMatchObject({ inForce: null, planned: { most: 6 } });
    expect(visa(inDays(10))).toMatchObject({ inForce: { most: 3 }, planned: null });
  });

  it("X07: whatever was set, no card is ever tried more often than its network allows on that day", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...networkLimits),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: -700, max: 700 }),
        (limit, most, days) => {
          const at = inDays(days);
          const budget = retryBudget(limit.brand, [], money(100n, "USD"), at, new Map([[limit.id, most]]));
          const own = networkLimits.find(({ id }) => id === budget.limitId);
          expect(own && budget.allowed <= ceilingAt(own, at)).toBe(true);
          if (budget.limitId === limit.id) expect(budget.allowed).toBe(Math.min(most, ceilingAt(limit, at)));
        },
      ),
    );
  });
});
