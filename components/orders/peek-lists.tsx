import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { PeekView } from "@/components/orders/peek-view";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAmount } from "@/components/ui/format-amount";
import { formatLogMoment } from "@/components/ui/format-moment";

/** What changed, the ways to pay, and the money's history: folded, with the gist on the fold. */
export function PeekLists({ view, clock }: { view: PeekView; clock: ClockView }) {
  const { changedLines, methods, ledger } = view;
  const last = ledger[0];
  return (
    <>
      {changedLines.length > 0 && (
        <Fold
          title="Changed lines"
          count={changedLines.length}
          gist={changedLines.map((line) => formatAmount(line.difference, "always")).join(" and ")}
        >
          {changedLines.map((line) => (
            <Line key={line.name} left={line.name}>
              <span className="text-muted num">
                {formatAmount(line.before)} to {formatAmount(line.after)}
              </span>{" "}
              <b className="num">{formatAmount(line.difference, "always")}</b>
            </Line>
          ))}
        </Fold>
      )}
      <Fold title="Payment methods" count={methods.length} gist={methods.map((method) => method.label).join(", ")}>
        {methods.length === 0 && <p className="text-muted py-2">No way to pay yet. Ask the customer for one.</p>}
        {methods.map((method) => (
          <Line key={method.id} left={method.label}>
            <span className="text-muted">held</span> <Amount amount={method.held} code="none" />{" "}
            <Badge badge={method.state} />
          </Line>
        ))}
      </Fold>
      <Fold title="Money ledger" count={ledger.length} gist={last ? `last: ${last.meaning}` : "nothing has moved yet"}>
        {ledger.map((entry) => (
          <Line key={entry.id} left={`${formatLogMoment(entry.at, clock.timeZone)} ${entry.meaning}`}>
            <Amount amount={entry.amount} code="none" /> <Badge badge={entry.result} />
          </Line>
        ))}
      </Fold>
    </>
  );
}

type FoldProps = { title: string; count: number; gist: string; children: ReactNode };

function Fold({ title, count, gist, children }: FoldProps) {
  return (
    <details className="peek-fold">
      <summary>
        <ChevronRight className="ic ic-14" aria-hidden />
        <b className="font-semibold whitespace-nowrap">{title}</b>
        <span className="count">{count}</span>
        <span className="lab ml-auto truncate">{gist}</span>
      </summary>
      <div className="px-4 pb-2">{children}</div>
    </details>
  );
}

function Line({ left, children }: { left: string; children: ReactNode }) {
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-2">
      <span className="min-w-0 flex-1 truncate" title={left}>
        {left}
      </span>
      {children}
    </p>
  );
}
