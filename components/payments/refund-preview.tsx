import type { AmountView } from "@/components/ui/amount";
import { formatAmountWithCurrency } from "@/components/ui/format-amount";
import type { CaptureStatus } from "@/lib/payments/capture-state";
import type { CaptureId, OrderId, PaymentMethodId } from "@/lib/payments/ids";
import { money, zero } from "@/lib/payments/money";
import { decideRefund, type RefundableCapture } from "@/lib/payments/refunding";

/** One capture that money may go back from; amounts as text of minor units. */
export type RefundSourceView = {
  id: string;
  paymentMethodId: string;
  label: string;
  from: string | null;
  status: CaptureStatus;
  rest: string;
  isFrozen: boolean;
  chargedAs: number;
  /** Minor units, as text: every amount that its gateway gives back is a multiple. */
  step: string;
};

export type RefundPreviewProps = { sources: RefundSourceView[]; amount: AmountView };

/** How a refund falls, by the very rule that the operation asks: who gets what back, and what waits. */
export function RefundPreview({ sources, amount }: RefundPreviewProps) {
  const captures = sources.map((source) => toCapture(source, amount.currency));
  const decision = decideRefund(captures, money(BigInt(amount.amountMinor), amount.currency));
  if (!decision.ok) {
    if (decision.reason !== "amount_not_possible") return null;
    const step = { amountMinor: decision.detail ?? "1", currency: amount.currency };
    return (
      <p className="text-bad-ink">{`The gateway gives back ${formatAmountWithCurrency(step)} or a multiple of it.`}</p>
    );
  }
  return (
    <ul className="flex flex-col gap-1" aria-label="How it falls">
      {decision.value.map((part) => {
        const source = sources.find((each) => each.id === part.captureId);
        return (
          <li key={part.captureId}>
            <b className="num">
              {formatAmountWithCurrency({ amountMinor: part.amount.amountMinor.toString(), currency: amount.currency })}
            </b>{" "}
            to {source?.label}
            {source?.from && `, captured under ${source.from}`}
            {part.waits && ", as soon as the gateway confirms its capture"}
          </li>
        );
      })}
    </ul>
  );
}

/** What was given back and what is disputed is already out of the rest. */
function toCapture(source: RefundSourceView, currency: string): RefundableCapture {
  const nothing = zero(currency);
  return {
    id: source.id as CaptureId,
    orderId: "" as OrderId,
    paymentMethodId: source.paymentMethodId as PaymentMethodId,
    status: source.status,
    amount: money(BigInt(source.rest), currency),
    refunded: nothing,
    reserved: nothing,
    disputed: nothing,
    applied: nothing,
    paidAhead: nothing,
    isFrozen: source.isFrozen,
    chargedAs: source.chargedAs,
    step: BigInt(source.step),
  };
}
