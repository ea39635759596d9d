import type { ApprovePageView } from "@/components/approvals/approve-page-view";

export function ApprovePageLines({ changedLines, labels }: Pick<ApprovePageView, "changedLines" | "labels">) {
  return (
    <table className="pay-lines num">
      <caption className="sr-only">{labels.linesCaption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{labels.line}</th>
          <th scope="col">{labels.before}</th>
          <th scope="col">{labels.now}</th>
        </tr>
      </thead>
      <tbody>
        {changedLines.map((line) => (
          <tr key={line.name}>
            <th scope="row">{line.name}</th>
            <td className="text-muted">{line.before}</td>
            <td className="font-semibold">{line.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
