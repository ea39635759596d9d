import type { PriceChangeView } from "@/components/orders/order-record-view";
import { Amount } from "@/components/ui/amount";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { isZeroAmount } from "@/components/ui/format-amount";
import { formatLogMoment } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";

export type PriceChangeCardProps = { change: PriceChangeView; clock: ClockView };

export function PriceChangeCard({ change, clock }: PriceChangeCardProps) {
  return (
    <Card
      id="h-change"
      title="What changed"
      size="sm"
      aside={
        <span className="text-muted">
          {change.by}, {formatLogMoment(change.at, clock.timeZone)}
        </span>
      }
    >
      <ScrollBox label="What changed, table">
        <table className="tbl min-w-[560px]">
          <colgroup>
            <col />
            <col style={{ width: 128 }} />
            <col style={{ width: 128 }} />
            <col style={{ width: 136 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col" className="r">
                Before
              </th>
              <th scope="col" className="r">
                Now
              </th>
              <th scope="col" className="r">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {change.lines.map((line) => (
              <tr key={line.name}>
                <td>{line.name}</td>
                <td className="r text-muted">
                  <Amount amount={line.before} code="none" className="amt-plain" />
                </td>
                <td className="r">
                  <Amount amount={line.after} code="none" className="amt-plain" />
                </td>
                <td className={classNames("r", isZeroAmount(line.difference) ? "text-faint" : "font-bold")}>
                  <Amount amount={line.difference} code="none" sign="always" className="amt-plain" />
                </td>
              </tr>
            ))}
            <tr className="total">
              <td>Total, {change.after.currency}</td>
              <td className="r text-muted font-normal!">
                <Amount amount={change.before} code="none" className="amt-plain" />
              </td>
              <td className="r">
                <Amount amount={change.after} code="none" className="amt-plain" />
              </td>
              <td className="r text-bad">
                <Amount amount={change.difference} code="none" sign="always" className="amt-plain" />
              </td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
