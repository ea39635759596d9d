import { ActSplitButton } from "@/components/acts/act-split-button";
import type { GridColumn } from "@/components/data-table/grid-column";
import type { FailedCaptureRowView } from "@/components/payments/failed-captures-view";
import { TryCount } from "@/components/payments/try-count";
import { Age } from "@/components/ui/age";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import { formatUpcoming } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";

export function failedCaptureColumns(clock: ClockView, color: string): GridColumn<FailedCaptureRowView>[] {
  return [
    {
      id: "order",
      label: "Order",
      width: 114,
      cell: (row) => (
        <Link href={row.href} className="num font-semibold" tabIndex={-1}>
          {row.orderNumber}
        </Link>
      ),
    },
    { id: "customer", label: "Customer", width: 140, cell: (row) => <bdi>{row.customerName}</bdi> },
    {
      id: "failed",
      label: "Failed",
      width: 92,
      cell: (row) => (row.failedAt ? <Age at={row.failedAt} what="Failed" clock={clock} /> : <span>–</span>),
    },
    { id: "amount", label: "Amount", width: 132, align: "r", cell: (row) => <Amount amount={row.amount} /> },
    {
      id: "method",
      label: "Method",
      width: 132,
      leaves: "lo",
      cell: (row) => <span className="text-muted">{row.method}</span>,
    },
    {
      id: "answer",
      label: "What the bank said",
      cell: (row) => (
        <span title={row.rawMessage ?? undefined}>
          {row.answer} {row.rawCode && <span className="lab">{row.rawCode}</span>}
        </span>
      ),
    },
    {
      id: "tries",
      label: "Tries",
      width: 112,
      cell: (row) => <TryCount used={row.triesUsed} allowed={row.triesAllowed} color={color} />,
    },
    {
      id: "next_try",
      label: "Follow-up",
      width: 132,
      leaves: "lo2",
      cell: (row) => <FollowUp row={row} clock={clock} />,
    },
    {
      id: "outcome",
      label: "Outcome",
      width: 136,
      leaves: "lo2",
      cell: (row) => (row.outcome ? <Badge badge={row.outcome} /> : <span className="text-faint">–</span>),
    },
    {
      id: "next",
      label: "Do next",
      width: 190,
      cell: (row, { isFocused }) =>
        row.next && (
          <ActSplitButton
            act={row.next}
            otherActs={row.otherActs}
            variant={isFocused ? "brand" : "row"}
            size="sm"
            subject={row.orderNumber}
            tabIndex={-1}
            splitClassName="do-next"
          />
        ),
    },
  ];
}

/** When the house tries again; or who has it, and until when. */
function FollowUp({ row: { nextTryAt, followUp, task }, clock }: { row: FailedCaptureRowView; clock: ClockView }) {
  if (nextTryAt || !task)
    return <span className="text-muted">{nextTryAt ? formatUpcoming(nextTryAt, clock) : followUp}</span>;
  const isLate = Date.parse(task.dueAt) < Date.parse(clock.now);
  return (
    <span className="text-muted" title={`${followUp}, ${task.who}`}>
      {task.who}
      <span className={`under-line block ${isLate ? "text-bad" : ""}`}>
        {isLate ? "late since" : "by"} {formatUpcoming(task.dueAt, clock)}
      </span>
    </span>
  );
}
