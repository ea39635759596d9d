import type { GatewayName } from "./gateway";
import { type Money, money } from "./money";

/** One signed line of a balanced ledger transaction: positive is a debit, negative a credit. */
export type LedgerEntry = { readonly account: string; readonly amount: Money };

/** A hold was placed: promised money on one side, our commitment to the customer on the other. Nothing has been earned. */
export function authorizedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair(`holds:${gateway}`, "hold_commitments", amount);
}

/** A hold, or the rest of one, was released or lapsed: the reverse of `authorizedEntries`. */
export function releasedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair("hold_commitments", `holds:${gateway}`, amount);
}

/** A shipped release is owed by the customer. */
export function invoicedEntries(amount: Money): LedgerEntry[] {
  return pair("receivable", "revenue", amount);
}

/** Money was captured: the gateway owes us instead of the customer, and as much of the hold is used up. */
export function capturedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return [...pair(`clearing:${gateway}`, "receivable", amount), ...releasedEntries(amount, gateway)];
}

/** Captured money never came: a late refusal puts the debt back to the customer. The hold it came from is not restored (X05). */
export function reversedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair("receivable", `clearing:${gateway}`, amount);
}

/** Captured money went back to the customer. */
export function refundedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair("refunds", `clearing:${gateway}`, amount);
}

/** A refund that counted as done failed later: the money is with the gateway again. */
export function refundReturnedEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair(`clearing:${gateway}`, "refunds", amount);
}

/** A dispute was lost: the payer's bank took captured money back. */
export function disputeLostEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair("dispute_losses", `clearing:${gateway}`, amount);
}

/** Captured money was found at the gateway whose hold had left the books. */
export function foundEntries(amount: Money, gateway: GatewayName): LedgerEntry[] {
  return pair(`clearing:${gateway}`, "receivable", amount);
}

/** Captured money of one order pays for another of its lineage: seen from the order that gives, and from the one that takes. */
export function transferredOutEntries(amount: Money): LedgerEntry[] {
  return pair("receivable", "transfers", amount);
}

export function transferredInEntries(amount: Money): LedgerEntry[] {
  return pair("transfers", "receivable", amount);
}

/** Money of another order pays this one ahead: it is owed to the customer until goods ship. */
export function paidAheadEntries(amount: Money): LedgerEntry[] {
  return pair("transfers", "prepayments", amount);
}

/** Goods have shipped, and what was paid ahead pays for them. */
export function prepaidTakenEntries(amount: Money): LedgerEntry[] {
  return pair("prepayments", "receivable", amount);
}

/** Money paid ahead that the order cannot take any more leaves it: for another order, or back to the one that captured it. */
export function prepaidFreedEntries(amount: Money): LedgerEntry[] {
  return pair("prepayments", "transfers", amount);
}

function pair(debit: string, credit: string, amount: Money): LedgerEntry[] {
  return [
    { account: debit, amount },
    { account: credit, amount: money(-amount.amountMinor, amount.currency) },
  ];
}
