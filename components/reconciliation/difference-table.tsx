import { ActButton } from "@/components/acts/act-button";
import type { DifferenceView } from "@/components/reconciliation/reconciliation-view";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";
import { gatewayText } from "@/lib/format/gateway-words";

export function DifferenceTable({ rows, clock }: { rows: DifferenceView[]; clock: ClockView }) {
  return (
    <ScrollBox label="Unexplained differences">
      <table className="tbl min-w-[980px]">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">What differs, and what to do</th>
            <th scope="col" className="r">
              Ours
            </th>
            <th scope="col" className="r">
              Theirs
            </th>
            <th scope="col">At the gateway</th>
            <th scope="col">Since</th>
            <th scope="col">Acts</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {row.href ? (
                  <Link href={row.href} className="num font-semibold">
                    {row.orderNumber}
                  </Link>
                ) : (
                  <span className="text-faint">no order</span>
                )}
              </td>
              <td>
                <b>{row.label}</b>
                <span className="lab block whitespace-normal">{row.advice}</span>
              </td>
              <td className="r">
                <Side side={row.ours} />
              </td>
              <td className="r">
                <Side side={row.theirs} />
              </td>
              <td>
                {gatewayText(row.gateway)} <span className="num lab block">{row.gatewayReference}</span>
              </td>
              <td>{formatAge(row.firstSeenAt, clock)}</td>
              <td>
                <span className="flex gap-2">
                  {row.acts.map((act) => (
                    <ActButton key={act.kind} act={act} size="sm" subject={row.orderNumber ?? row.gatewayReference} />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Side({ side }: { side: DifferenceView["ours"] }) {
  if (!side) return <span className="text-faint">nothing</span>;
  return (
    <>
      <Amount amount={side.amount} />
      <span className="lab block">{side.status.replaceAll("_", " ")}</span>
    </>
  );
}
