import { capturedUnits, renewalOf } from "./authorizations";
import { refundedUnits } from "./captures";
import type { PaypalWorld } from "./world";

export interface PaypalLedgerLine {
  readonly order: string;
  readonly customId: string | null;
  readonly currency: string;
  readonly status: string;
  /** The newest authorization; null for a payment that was captured at once. */
  readonly authorization: string | null;
  readonly amount: number;
  readonly held: number;
  readonly captured: number;
  readonly refunded: number;
}

/** What every completed order did to the payer's money, in PayPal's own units, for comparing with another ledger. */
export function paypalLedger(world: PaypalWorld): { readonly orders: readonly PaypalLedgerLine[] } {
  const lines = [...world.state.orders]
    .filter(({ status }) => status === "COMPLETED")
    .map((order): PaypalLedgerLine => {
      const authorizations = [...world.state.authorizations.recordsOf("order", order.id)];
      const open = authorizations.find((each) => isOpen(each) && renewalOf(world, each) === undefined);
      const captures = [...world.state.captures.recordsOf("order", order.id)].filter(
        ({ status }) => status !== "DECLINED",
      );
      const newest = authorizations.at(-1);
      return {
        order: order.id,
        customId: order.customId,
        currency: order.amount.currency,
        status: newest?.status ?? captures.at(-1)?.status ?? order.status,
        authorization: newest?.id ?? null,
        amount: order.amount.units,
        held: open === undefined ? 0 : Math.max(0, open.amount.units - capturedUnits(world, open)),
        captured: captures.reduce((total, { amount }) => total + amount.units, 0),
        refunded: captures.reduce((total, capture) => total + refundedUnits(world, capture), 0),
      };
    });
  return { orders: lines };
}

function isOpen({
  status,
  isClosedByFinalCapture,
}: {
  readonly status: string;
  readonly isClosedByFinalCapture: boolean;
}): boolean {
  return status === "CREATED" || (status === "PARTIALLY_CAPTURED" && !isClosedByFinalCapture);
}
