import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HouseHoldState } from "./house-ledger";
import {
  availableOf,
  decideBounce,
  decideGiveBack,
  decideHold,
  decideRelease,
  decideTake,
  type HouseBalance,
} from "./house-movements";
import { money } from "./money";

const usd = (amountMinor: number) => money(amountMinor, "USD");
const balance = (onIt: number, held: number, limit = 0): HouseBalance => ({
  balance: usd(onIt),
  held: usd(held),
  limit: usd(limit),
});
const hold = (
  amounts: Partial<Record<"amount" | "taken" | "released" | "givenBack", number>> = {},
): HouseHoldState => ({
  holdId: "hh_1",
  amount: usd(amounts.amount ?? 100),
  taken: usd(amounts.taken ?? 0),
  released: usd(amounts.released ?? 0),
  givenBack: usd(amounts.givenBack ?? 0),
  isDeposited: false,
  lastTakeId: null,
  last4: null,
});

describe("what may be held", () => {
  it.each([
    ["all that is there", balance(100, 0), 100, false, null],
    ["one more than is there", balance(100, 0), 101, false, "balance_too_small"],
    ["what another order holds", balance(100, 60), 41, false, "balance_too_small"],
    ["credit up to the limit", balance(-300, 100, 500), 100, true, null],
    ["one more than the limit", balance(-300, 100, 500), 101, true, "limit_reached"],
  ] as const)("MT-3 MT-5: %s", (_what, from, amount, isCredit, refusal) => {
    const decision = decideHold(from, usd(amount), isCredit);
    expect(decision.ok ? null : decision.reason).toBe(refusal);
  });

  it("CU-3: nothing in another currency", () => {
    expect(decideHold(balance(100, 0), money(1, "EUR"), false)).toMatchObject({ reason: "currency_differs" });
    expect(decideTake(hold(), money(1, "EUR"), true)).toMatchObject({ reason: "currency_differs" });
    expect(decideGiveBack({ amount: usd(5), givenBack: usd(0) }, money(1, "EUR"))).toMatchObject({
      reason: "currency_differs",
    });
  });
});

describe("what may be taken, released and given back", () => {
  it.each([
    ["part of it", hold(), 40, false, { released: usd(0) }],
    ["part of it for the last time", hold(), 40, true, { released: usd(60) }],
    ["the rest", hold({ taken: 40 }), 60, true, { released: usd(0) }],
    ["more than the rest", hold({ taken: 40 }), 61, true, "more_than_held"],
    ["of a spent one", hold({ taken: 100 }), 1, true, "hold_spent"],
    ["of one whose rest was let go", hold({ taken: 40, released: 60 }), 1, true, "hold_spent"],
    ["of a released one", hold({ released: 100 }), 1, true, "hold_released"],
  ] as const)("I1 PC-1: %s", (_what, from, amount, isFinal, outcome) => {
    const decision = decideTake(from, usd(amount), isFinal);
    expect(decision.ok ? decision.value : decision.reason).toEqual(outcome);
  });

  it("PR-4: only the rest is released, and a check that is in the bank not at all", () => {
    expect(decideRelease(hold({ taken: 40 }))).toMatchObject({ value: { amount: usd(60) } });
    expect(decideRelease(hold({ taken: 100 }))).toMatchObject({ reason: "hold_spent" });
    expect(decideRelease(hold({ released: 100 }))).toMatchObject({ reason: "hold_released" });
    expect(decideRelease({ ...hold(), isDeposited: true })).toMatchObject({ reason: "hold_spent" });
  });

  it("I2: never more goes back than was taken", () => {
    expect(decideGiveBack({ amount: usd(50), givenBack: usd(20) }, usd(30))).toMatchObject({ ok: true });
    expect(decideGiveBack({ amount: usd(50), givenBack: usd(20) }, usd(31))).toMatchObject({
      reason: "more_than_taken",
    });
    expect(decideGiveBack({ amount: usd(50), givenBack: usd(50) }, usd(1))).toMatchObject({ reason: "all_given_back" });
  });

  it("MT-5: a check comes back from the bank, once, and not after its money was paid out", () => {
    const inBank = (amounts: Parameters<typeof hold>[0]) => ({ ...hold(amounts), isDeposited: true });
    expect(decideBounce(hold({ taken: 100 }))).toMatchObject({ reason: "check_not_deposited" });
    expect(decideBounce(inBank({ taken: 100 }))).toMatchObject({ ok: true });
    expect(decideBounce(inBank({}))).toMatchObject({ ok: true });
    expect(decideBounce(inBank({ taken: 100, givenBack: 10 }))).toMatchObject({ reason: "capture_refunded" });
    expect(decideBounce(inBank({ taken: 100, givenBack: 100 }))).toMatchObject({ reason: "check_already_returned" });
    expect(decideBounce(inBank({ released: 100 }))).toMatchObject({ reason: "check_already_returned" });
  });
});

describe("any sequence of movements", () => {
  const move = fc.record({
    kind: fc.constantFrom("hold", "take", "release", "give_back"),
    amount: fc.integer({ min: 1, max: 400 }),
    isFinal: fc.boolean(),
  });

  it("MT-3 I1 I2: leaves a balance that was never overdrawn, and a hold that was never exceeded", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 500 }),
        fc.array(move),
        (on, limit, moves) => {
          let state = balance(on, 0, limit);
          let current = undefined as HouseHoldState | undefined;
          for (const { kind, amount, isFinal } of moves) {
            const { held } = state;
            if (kind === "hold" && current === undefined) {
              if (!decideHold(state, usd(amount), limit > 0).ok) continue;
              current = hold({ amount });
              state = { ...state, held: usd(Number(held.amountMinor) + amount) };
            } else if (kind === "take" && current) {
              const decision = decideTake(current, usd(amount), isFinal);
              if (!decision.ok) continue;
              const released = Number(decision.value.released.amountMinor);
              current = { ...current, taken: plus(current.taken, amount), released: plus(current.released, released) };
              state = { ...state, balance: plus(state.balance, -amount), held: plus(held, -amount - released) };
            } else if (kind === "release" && current) {
              const decision = decideRelease(current);
              if (!decision.ok) continue;
              const freed = Number(decision.value.amount.amountMinor);
              current = { ...current, released: plus(current.released, freed) };
              state = { ...state, held: plus(held, -freed) };
            } else if (kind === "give_back" && current) {
              if (!decideGiveBack({ amount: current.taken, givenBack: current.givenBack }, usd(amount)).ok) continue;
              current = { ...current, givenBack: plus(current.givenBack, amount) };
              state = { ...state, balance: plus(state.balance, amount) };
            }
            expect(availableOf(state).amountMinor).toBeGreaterThanOrEqual(0n);
            expect(state.held.amountMinor).toBeGreaterThanOrEqual(0n);
            if (!current) continue;
            expect(current.taken.amountMinor + current.released.amountMinor).toBeLessThanOrEqual(
              current.amount.amountMinor,
            );
            expect(current.givenBack.amountMinor).toBeLessThanOrEqual(current.taken.amountMinor);
          }
        },
      ),
    );
  });
});

function plus(amount: { amountMinor: bigint; currency: string }, by: number) {
  return money(amount.amountMinor + BigInt(by), amount.currency);
}
