import { ActSplitButton } from "@/components/acts/act-split-button";
import { awaitingLooks } from "@/components/approvals/awaiting-look";
import type { AwaitingRowView } from "@/components/approvals/awaiting-row-view";
import type { GridColumn } from "@/components/data-table/grid-column";
import { OrderReason } from "@/components/orders/order-reason";
import { Amount } from "@/components/ui/amount";
import { Avatar } from "@/components/ui/avatar";
import { Badge, type BadgeView } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge, formatUpcoming } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";

export function awaitingColumns(clock: ClockView): GridColumn<AwaitingRowView>[] {
  return [
    {
      id: "order",
      label: "Order",
      width: 104,
      isSortable: true,
      isFixed: true,
      cell: (row) => (
        <Link href={row.href} className="num font-semibold" tabIndex={-1}>
          {row.orderNumber}
        </Link>
      ),
    },
    { id: "customer", label: "Customer", isSortable: true, cell: (row) => <bdi>{row.customerName}</bdi> },
    { id: "reason", label: "Reason", width: 156, isSortable: true, cell: (row) => <OrderReason code={row.reason} /> },
    {
      id: "amount",
      label: "To approve",
      width: 124,
      align: "r",
      isSortable: true,
      cell: (row) => <Amount amount={row.amount} />,
    },
    {
      id: "difference",
      label: "Change",
      width: 128,
      align: "r",
      leaves: "lo",
      cell: (row) =>
        row.difference ? <Amount amount={row.difference} sign="always" /> : <span className="text-faint">–</span>,
    },
    {
      id: "state",
      label: "State",
      width: 192,
      isSortable: true,
      cell: (row) => (
        <Badge badge={row.isAddressRefused && row.state === "not_delivered" ? refusedBadge : badges[row.state]}>
          <span className="font-normal">{formatAge(row.stateSince, clock)}</span>
        </Badge>
      ),
    },
    {
      id: "sent",
      label: "Sent",
      width: 88,
      leaves: "lo",
      isSortable: true,
      cell: (row) => <span className="text-muted">{formatAge(row.sentAt, clock)}</span>,
    },
    {
      id: "ends",
      label: "Link ends",
      width: 108,
      leaves: "lo2",
      isSortable: true,
      cell: (row) => <span className="text-muted">{formatUpcoming(row.endsAt, clock)}</span>,
    },
    {
      id: "reminder",
      label: "Reminder",
      width: 104,
      leaves: "lo",
      cell: (row) =>
        row.remindAt ? (
          <span className="text-muted">{formatUpcoming(row.remindAt, clock)}</span>
        ) : (
          <span className="text-faint">–</span>
        ),
    },
    {
      id: "owner",
      label: "Owner",
      width: 64,
      align: "c",
      leaves: "lo2",
      cell: (row) => (row.owner ? <Avatar person={row.owner} /> : <span className="text-faint">–</span>),
    },
    {
      id: "next",
      label: "Do next",
      width: 186,
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
            splitClassName="do-next"
          />
        ),
    },
  ];
}

const badges: Record<AwaitingRowView["state"], BadgeView> = {
  not_opened: { tone: "wait", label: awaitingLooks.not_opened.label, icon: "mail" },
  not_sent: { tone: "none", label: awaitingLooks.not_sent.label, icon: "waiting" },
  asks: { tone: "warn", label: awaitingLooks.asks.label },
  opened: { tone: "wait", label: awaitingLooks.opened.label, icon: "mail_open" },
  said_no: { tone: "bad", label: awaitingLooks.said_no.label },
  link_ended: { tone: "warn", label: awaitingLooks.link_ended.label },
  not_delivered: { tone: "bad", label: awaitingLooks.not_delivered.label },
};

const refusedBadge: BadgeView = { tone: "bad", label: "Address refused" };
