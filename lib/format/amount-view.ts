import type { Money } from "@/lib/payments/money";

/** An amount as screens take it: whole minor units as text, because a bigint does not cross to the browser. */
export type AmountView = { amountMinor: string; currency: string };

export function toAmountView(amount: Money): AmountView {
  return { amountMinor: amount.amountMinor.toString(), currency: amount.currency };
}

export function minorToAmountView(amountMinor: bigint, currency: string): AmountView {
  return { amountMinor: amountMinor.toString(), currency };
}
