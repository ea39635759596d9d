import type { ReactNode } from "react";
import type { CoverageCardView } from "@/components/orders/order-record-view";
import { Amount, type AmountView } from "@/components/ui/amount";
import { Card } from "@/components/ui/card";
import { CoverageBar, coverageShares } from "@/components/ui/coverage-bar";
import { isZeroAmount } from "@/components/ui/format-amount";

/** One bar tells the truth: what can be taken now, what is held on paper only, what is not held at all. */
export function CoverageCard({ card }: { card: CoverageCardView }) {
  const { coverage, total } = card;
  const shares = coverageShares(coverage);
  const isThere = isZeroAmount(coverage.onPaper) && isZeroAmount(coverage.unsecured);
  const parts = [
    {
      key: "secured",
      mark: "sw-ok",
      label: "Secured today",
      amount: coverage.secured,
      note: card.securedNote,
      share: shares.secured,
    },
    {
      key: "paper",
      mark: "sw-paper",
      label: "On paper",
      amount: coverage.onPaper,
      note: card.onPaperNote,
      share: shares.onPaper,
    },
    {
      key: "none",
      mark: "sw-none",
      label: "Not secured",
      amount: coverage.unsecured,
      note: card.unsecuredNote,
      share: shares.unsecured,
    },
  ].filter((part) => !isZeroAmount(part.amount));
  return (
    <Card
      id="h-coverage"
      className="coverage-card"
      title={
        <>
          Is the money there?{" "}
          <span className="text-body ml-1.5 font-normal">
            {isZeroAmount(total) ? (
              "Nothing is left to collect."
            ) : isThere ? (
              "Yes, all of it can be captured today."
            ) : (
              <>
                Not yet. <b>{Math.floor(shares.secured)} %</b> can be captured today.
              </>
            )}
          </span>
        </>
      }
      aside={
        <span className="text-muted">
          In full <Amount amount={total} code="after" className="text-ink" />
        </span>
      }
    >
      <div className="flex flex-col gap-2.5 px-4 pb-3.5 empty:hidden">
        {!isZeroAmount(total) && <CoverageBar coverage={coverage} size="lg" />}
        {parts.length > 0 && (
          <ul className="flex flex-wrap gap-y-2">
            {parts.map((part) => (
              <li
                key={part.key}
                className="flex min-w-[150px] items-start gap-2 pr-2"
                style={{ flex: `${Math.max(part.share, 1)} 1 0%` }}
              >
                <i className={`sw mt-1 ${part.mark}`} />
                <Legend label={part.label} amount={part.amount} isBad={part.key === "none"}>
                  {part.note}
                </Legend>
              </li>
            ))}
          </ul>
        )}
        {card.paidAheadNote !== null && <p className="lab">{card.paidAheadNote}</p>}
      </div>
    </Card>
  );
}

type LegendProps = { label: string; amount: AmountView; isBad: boolean; children: ReactNode };

function Legend({ label, amount, isBad, children }: LegendProps) {
  return (
    <div className="min-w-0">
      <p>
        <span className="text-muted">{label}</span>{" "}
        <Amount amount={amount} code="none" className={isBad ? "text-bad" : undefined} />
      </p>
      <p className="lab">{children}</p>
    </div>
  );
}
