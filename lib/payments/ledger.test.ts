import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usd } from "./example-order";
import {
  authorizedEntries,
  capturedEntries,
  invoicedEntries,
  type LedgerEntry,
  refundedEntries,
  releasedEntries,
} from "./ledger";
import { sum } from "./money";

function balances(entries: readonly LedgerEntry[]): Record<string, bigint> {
  const byAccount: Record<string, bigint> = {};
  for (const { account, amount } of entries) byAccount[account] = (byAccount[account] ?? 0n) + amount.amountMinor;
  return Object.fromEntries(Object.entries(byAccount).filter(([, minor]) => minor !== 0n));
}

describe("ledger entries", () => {
  it("I10: every transaction sums to zero", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }).map(usd), (amount) => {
        for (const entries of [
          authorizedEntries(amount, "stripe"),
          releasedEntries(amount, "stripe"),
          invoicedEntries(amount),
          capturedEntries(amount, "stripe"),
          refundedEntries(amount, "stripe"),
        ])
          expect(
            sum(
              "USD",
              entries.map((entry) => entry.amount),
            ),
          ).toEqual(usd(0));
      }),
    );
  });

  it("P23 W05: hold, ship, capture less than held, release the rest: the gateway owes us what we earned", () => {
    const all = [
      ...authorizedEntries(usd(20_000), "stripe"),
      ...invoicedEntries(usd(15_000)),
      ...capturedEntries(usd(15_000), "stripe"),
      ...releasedEntries(usd(5_000), "stripe"),
    ];
    expect(balances(all)).toEqual({ "clearing:stripe": 15_000n, revenue: -15_000n });
    expect(balances([...all, ...refundedEntries(usd(15_000), "stripe")])).toEqual({
      refunds: 15_000n,
      revenue: -15_000n,
    });
  });
});
