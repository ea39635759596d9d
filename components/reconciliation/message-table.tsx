import type { MessagesView } from "@/components/reconciliation/reconciliation-view";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";
import { gatewayText } from "@/lib/format/gateway-words";

export function MessageTable({ rows, clock }: { rows: MessagesView[]; clock: ClockView }) {
  return (
    <ScrollBox label="Messages from gateways">
      <table className="tbl min-w-[560px]">
        <thead>
          <tr>
            <th scope="col">Gateway</th>
            <th scope="col">Last one sent to us</th>
            <th scope="col" className="r">
              Sent to us
            </th>
            <th scope="col" className="r">
              Found by asking
            </th>
            <th scope="col">Of a kind we do not know</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.gateway}>
              <td>{gatewayText(row.gateway)}</td>
              <td>{row.lastSentAt === null ? "none" : formatAge(row.lastSentAt, clock)}</td>
              <td className="r num">{row.sentCount}</td>
              <td className={`r num ${row.foundByAsking > 0 ? "font-semibold text-warn-ink" : ""}`}>
                {row.foundByAsking}
              </td>
              <td>{row.unknownTypes.map(({ type, count }) => `${type} (${count})`).join(", ") || "none"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
