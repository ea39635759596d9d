import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usd } from "./example-order";
import {
  authorizedEntries,
  capturedEntries,
  disputeLostEntries,
  foundEntries,
  invoicedEntries,
  type LedgerEntry,
  paidAheadEntries,
  prepaidFreedEntries,
  prepaidTakenEntries,
  refundedEntries,
  refundReturnedEntries,
  releasedEntries,
  reversedEntries,
  transferredInEntries,
  transferredOutEntries,
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

  it.each([
    ["a hold is no earning", authorizedEntries, "holds:paypal", "hold_commitments"],
    ["a hold that ends", releasedEntries, "hold_commitments", "holds:paypal"],
    [
      "X05: a capture that is refused late puts the debt back, and no hold",
      reversedEntries,
      "receivable",
      "clearing:paypal",
    ],
    ["a refund", refundedEntries, "refunds", "clearing:paypal"],
    ["RF-1: a refund that fails late", refundReturnedEntries, "clearing:paypal", "refunds"],
    ["FD-3: a dispute that is lost", disputeLostEntries, "dispute_losses", "clearing:paypal"],
    ["a capture found whose hold had left the books", foundEntries, "clearing:paypal", "receivable"],
    ["a shipped release", invoicedEntries, "receivable", "revenue"],
    ["spare money, seen from the order that gives it", transferredOutEntries, "receivable", "transfers"],
    ["spare money, seen from the order that takes it", transferredInEntries, "transfers", "receivable"],
    ["PR-5: spare money that pays an order ahead", paidAheadEntries, "transfers", "prepayments"],
    ["PR-5: goods that ship take what was paid ahead", prepaidTakenEntries, "prepayments", "receivable"],
    ["PR-5: money paid ahead that is not needed any more", prepaidFreedEntries, "prepayments", "transfers"],
  ] as const)("%s: debits one account and credits the other", (_title, entries, debit, credit) => {
    expect(entries(usd(700), "paypal")).toEqual([
      { account: debit, amount: usd(700) },
      { account: credit, amount: usd(-700) },
    ]);
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
