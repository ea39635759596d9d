import type { RunView } from "@/components/reconciliation/reconciliation-view";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";
import { gatewayText } from "@/lib/format/gateway-words";

export function RunTable({ rows, clock }: { rows: RunView[]; clock: ClockView }) {
  return (
    <ScrollBox label="Comparisons">
      <table className="tbl min-w-[720px]">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Gateway</th>
            <th scope="col">Kind</th>
            <th scope="col">Result</th>
            <th scope="col" className="r">
              Compared
            </th>
            <th scope="col" className="r">
              Open differences
            </th>
            <th scope="col" className="r">
              Mended
            </th>
            <th scope="col" className="r">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{formatAge(row.startedAt, clock)}</td>
              <td>{gatewayText(row.gateway)}</td>
              <td>{kindWords[row.kind] ?? row.kind}</td>
              <td className={row.status === "unfinished" ? "font-semibold text-warn-ink" : undefined}>
                {resultText(row)}
              </td>
              <td className="r num">{row.compared}</td>
              <td className="r num">{row.status === "finished" ? row.differences : "not known"}</td>
              <td className="r num">{row.healed}</td>
              <td className="r num">{row.durationMs === null ? "" : `${(row.durationMs / 1000).toFixed(1)} s`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const kindWords: Readonly<Record<string, string>> = {
  hourly: "hourly, what is new",
  nightly: "nightly, everything",
  asked: "asked for",
};

function resultText(row: RunView): string {
  if (row.status === "running") return "under way";
  if (row.status === "finished") return "finished";
  return row.failure === "gateway_silent" ? "unfinished: the gateway did not answer" : "unfinished: something broke";
}
