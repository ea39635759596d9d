import type { ChargeRecord, PaymentIntentRecord } from "./records";
import type { StripeWorld } from "./world";

export interface LedgerLine {
  readonly id: string;
  readonly created: number;
  readonly status: string;
  readonly currency: string;
  readonly customer: string | null;
  readonly amount: number;
  readonly held: number;
  readonly captured: number;
  readonly refunded: number;
  readonly released: number;
  readonly captureBefore: number | null;
  readonly isDisputed: boolean;
  readonly charges: number;
  readonly captures: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface LedgerTotals {
  readonly currency: string;
  readonly held: number;
  readonly captured: number;
  readonly refunded: number;
}

/** What every intent did to the cardholder's money, for comparing with another ledger. */
export function ledger(world: StripeWorld): {
  readonly intents: readonly LedgerLine[];
  readonly totals: readonly LedgerTotals[];
} {
  const intents = [...world.state.intents].map((intent) => lineOf(world, intent));
  return { intents, totals: totalsOf(intents) };
}

function lineOf(world: StripeWorld, intent: PaymentIntentRecord): LedgerLine {
  const charges = [...world.state.charges.recordsOf("payment_intent", intent.id)];
  const sum = (amountOf: (charge: ChargeRecord) => number) =>
    charges.reduce((total, charge) => total + amountOf(charge), 0);
  return {
    id: intent.id,
    created: intent.created,
    status: intent.status,
    currency: intent.currency,
    customer: intent.customer,
    amount: intent.amount,
    held: intent.amountCapturable,
    captured: sum((charge) => charge.amountCaptured),
    refunded: sum((charge) => charge.amountRefunded - charge.amountReleased),
    released: sum((charge) => charge.amountReleased),
    captureBefore: charges.at(-1)?.captureBefore ?? null,
    isDisputed: charges.some((charge) => charge.isDisputed),
    charges: charges.length,
    captures: sum((charge) => charge.captures),
    metadata: intent.metadata,
  };
}

function totalsOf(lines: readonly LedgerLine[]): LedgerTotals[] {
  const totals = new Map<string, LedgerTotals>();
  for (const line of lines) {
    const { held, captured, refunded } = totals.get(line.currency) ?? { held: 0, captured: 0, refunded: 0 };
    totals.set(line.currency, {
      currency: line.currency,
      held: held + line.held,
      captured: captured + line.captured,
      refunded: refunded + line.refunded,
    });
  }
  return [...totals.values()];
}
