import type { ReactNode } from "react";
import { ActButton } from "@/components/acts/act-button";
import { OrderReason } from "@/components/orders/order-reason";
import type { OrderHighlightsView } from "@/components/orders/order-record-view";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAmount, isZeroAmount } from "@/components/ui/format-amount";
import { formatLogMoment, formatMoment } from "@/components/ui/format-moment";
import { HoldChip } from "@/components/ui/hold-chip";

export type OrderFactsProps = { highlights: OrderHighlightsView; clock: ClockView };

/** The fixed seven: due, authorized, good today, captured, first hold, reason, owner. */
export function OrderFacts({ highlights, clock }: OrderFactsProps) {
  const { due, total, authorized, methodCount, goodToday, onPaper, captured, hold, reason, owner, take } = highlights;
  const isDue = !isZeroAmount(due);
  return (
    <dl className="facts border-line border-t px-4 pt-2.5 pb-3">
      <Fact label={highlights.isOursToSettle ? "To settle" : "Due now"} note={`of ${formatAmount(total)} in total`}>
        <Amount
          amount={due}
          code="after"
          className={`${formatAmount(due).length > 9 ? "text-[16px]" : "text-[24px]"} leading-7 font-bold tracking-[-0.015em] ${isDue ? "text-bad" : ""}`}
        />
      </Fact>
      <Fact label="Authorized" note={`${methodCount} ${methodCount === 1 ? "method" : "methods"}`}>
        <Amount amount={authorized} code="none" className="text-[16px]" />
      </Fact>
      <Fact
        label="Of that, good today"
        note={isZeroAmount(onPaper) ? "nothing on paper only" : `${formatAmount(onPaper)} on paper only`}
      >
        <Amount amount={goodToday} code="none" className="text-[16px]" />
      </Fact>
      <Fact label="Captured" note={highlights.capturedNote}>
        <Amount amount={captured} code="none" className="text-[16px]" />
      </Fact>
      <Fact
        label="First hold ends"
        note={
          hold?.expiresAt
            ? `${formatMoment(hold.expiresAt, clock.timeZone)}, ${hold.isEstimated ? "estimated" : "by the gateway"}`
            : "nothing held"
        }
      >
        <HoldChip hold={hold} clock={clock} />
      </Fact>
      <Fact
        label="Reason"
        note={
          highlights.reasonSince ? `since ${formatLogMoment(highlights.reasonSince, clock.timeZone)}` : "nothing to do"
        }
      >
        {reason ? <OrderReason code={reason} /> : <span className="text-muted">In order</span>}
      </Fact>
      <Fact label="Owner" note={take && <ActButton act={take} variant="quiet" size="sm" className="-ml-2" />}>
        <span className={owner ? undefined : "text-muted"}>{owner?.name ?? "Nobody yet"}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, note, children }: { label: string; note: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="lab">{label}</dt>
      <dd className="fact-value">{children}</dd>
      <dd className="lab">{note}</dd>
    </div>
  );
}
