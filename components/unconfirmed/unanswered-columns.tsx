import { ActSplitButton } from "@/components/acts/act-split-button";
import type { GridColumn } from "@/components/data-table/grid-column";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge, formatUpcoming } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";
import type { UnansweredRowView } from "@/components/unconfirmed/unanswered-row-view";

export function unansweredColumns(clock: ClockView): GridColumn<UnansweredRowView>[] {
  return [
    {
      id: "order",
      label: "Order",
      width: 110,
      isFixed: true,
      cell: (row) => (
        <Link href={row.href} className="num font-semibold" tabIndex={-1}>
          {row.orderNumber}
        </Link>
      ),
    },
    { id: "customer", label: "Customer", width: 150, leaves: "lo2", cell: (row) => <bdi>{row.customerName}</bdi> },
    { id: "what", label: "Asked for", width: 130, cell: (row) => row.what },
    { id: "amount", label: "Amount", width: 110, align: "r", cell: (row) => <Amount amount={row.amount} /> },
    {
      id: "sentence",
      label: "Say on the phone",
      cell: (row) => <span className="block py-2 whitespace-normal">{row.sentence}</span>,
    },
    { id: "since", label: "No answer for", width: 112, cell: (row) => formatAge(row.since, clock) },
    {
      id: "asked",
      label: "Asked",
      width: 80,
      align: "r",
      cell: (row) => <span className="num">{row.asked === 1 ? "once" : `${row.asked} times`}</span>,
    },
    { id: "next", label: "Asked again", width: 150, cell: (row) => <NextQuestion row={row} clock={clock} /> },
    {
      id: "act",
      label: "Next",
      width: 250,
      isFixed: true,
      cell: (row, { isFocused }) =>
        row.next && (
          <ActSplitButton
            act={row.next}
            otherActs={row.otherActs}
            variant={isFocused ? "brand" : "row"}
            size="sm"
            subject={row.orderNumber}
            tabIndex={-1}
            splitClassName="do-next-wide"
          />
        ),
    },
  ];
}

function NextQuestion({ row, clock }: { row: UnansweredRowView; clock: ClockView }) {
  if (row.proposal)
    return (
      <span title={`${row.proposal.byName}: ${row.proposal.text}, ${row.proposal.reference}. ${row.proposal.note}`}>
        Needs a second look
      </span>
    );
  if (row.isLadderEnded) return <span className="font-semibold text-warn-ink">Needs a person</span>;
  return row.nextAskAt === null ? "Being asked" : formatUpcoming(row.nextAskAt, clock);
}
