import { ActButton } from "@/components/acts/act-button";
import type { ActView } from "@/components/acts/act-view";
import { LedgerRow } from "@/components/orders/ledger-row";
import type { LedgerEntryView } from "@/components/orders/order-record-view";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { zoneName } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";

export type MoneyLedgerProps = { entries: LedgerEntryView[]; acts: ActView[]; clock: ClockView };

/** Every movement of money, newest first; a row opens in place, there is no second page. */
export function MoneyLedger({ entries, acts, clock }: MoneyLedgerProps) {
  const currency = entries[0]?.amount.currency;
  return (
    <Card
      id="h-ledger"
      title="Money ledger"
      size="sm"
      aside={
        <>
          {currency && <span className="text-muted">all in {currency}, newest first</span>}
          {acts.map((act) => (
            <ActButton key={act.kind} act={act} size="sm" />
          ))}
        </>
      }
    >
      {entries.length === 0 ? (
        <EmptyState kind="no_match" title="No money has moved yet" />
      ) : (
        <ScrollBox label="Money ledger, table">
          <table className="tbl min-w-[796px]">
            <colgroup>
              <col style={{ width: 172 }} />
              <col style={{ width: 116 }} />
              <col style={{ width: 116 }} />
              <col style={{ width: 124 }} />
              <col />
              <col style={{ width: 96 }} />
              <col style={{ width: 112 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">When, {zoneName(clock.now, clock.timeZone)}</th>
                <th scope="col">Act</th>
                <th scope="col" className="r">
                  Amount
                </th>
                <th scope="col">Result</th>
                <th scope="col">Means</th>
                <th scope="col">Method</th>
                <th scope="col">Reference</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <LedgerRow key={entry.id} entry={entry} timeZone={clock.timeZone} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  );
}
