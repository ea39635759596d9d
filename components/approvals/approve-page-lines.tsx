import type { ApprovePageView } from "@/components/approvals/approve-page-view";
import { formatAmount } from "@/components/ui/format-amount";

export type ApprovePageLinesProps = { lines: ApprovePageView["changedLines"]; currency: string };

export function ApprovePageLines({ lines, currency }: ApprovePageLinesProps) {
  return (
    <table className="pay-lines num">
      <caption className="sr-only">Changed lines, in {currency}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Before</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.name}>
            <th scope="row">{line.name}</th>
            <td className="text-muted">{line.before ? formatAmount(line.before) : "new"}</td>
            <td className="font-semibold">{formatAmount(line.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
