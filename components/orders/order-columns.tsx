import { ActSplitButton } from "@/components/acts/act-split-button";
import type { GridColumn } from "@/components/data-table/grid-column";
import { contactText } from "@/components/orders/contact-text";
import { OrderReason } from "@/components/orders/order-reason";
import type { OrderRowView } from "@/components/orders/order-row-view";
import { Amount } from "@/components/ui/amount";
import { Avatar } from "@/components/ui/avatar";
import type { ClockView } from "@/components/ui/clock-view";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { formatDate } from "@/components/ui/format-moment";
import { HoldChip, holdUrgency } from "@/components/ui/hold-chip";
import { Link } from "@/components/ui/link";

/** The columns of an order, wherever orders are listed. */
export function orderColumns(clock: ClockView): GridColumn<OrderRowView>[] {
  return [
    {
      id: "order",
      label: "Order",
      width: 128,
      isSortable: true,
      isFixed: true,
      cell: (row) => (
        <span className="flex items-center gap-2.5">
          <Link href={row.href} className="num font-semibold" tabIndex={-1}>
            {row.orderNumber}
          </Link>
          {row.presence && (
            <Avatar
              person={row.presence.person}
              size="xs"
              isActive
              title={`${row.presence.person.name} is ${row.presence.isEditing ? "editing" : "looking"}`}
            />
          )}
        </span>
      ),
    },
    {
      id: "customer",
      label: "Customer",
      isSortable: true,
      cell: (row) => (
        <span title={row.lapse ?? undefined}>
          <bdi>{row.customerName}</bdi>
          {row.lapse && <span className="lapse block truncate">{row.lapse}</span>}
        </span>
      ),
    },
    {
      id: "reason",
      label: "Reason",
      width: 170,
      isSortable: true,
      cell: (row) => row.reason && <OrderReason code={row.reason} />,
    },
    {
      id: "due",
      label: "Due now",
      width: 124,
      align: "r",
      isSortable: true,
      cell: (row) => (
        <span title={row.isDisputed ? "The payer disputes it: nothing of it is due" : undefined}>
          <Amount amount={row.due} />
          {row.isDisputed && <span className="lapse block">disputed, not due</span>}
        </span>
      ),
    },
    {
      id: "secured",
      label: "Secured",
      width: 88,
      align: "c",
      isSortable: true,
      cell: (row) => (
        <span className="flex justify-center">
          <CoverageBar coverage={row.coverage} />
        </span>
      ),
    },
    {
      id: "hold_left",
      label: "Hold left",
      width: 172,
      isSortable: true,
      cell: (row) => <HoldChip hold={row.hold} clock={clock} />,
    },
    { id: "ships", label: "Ships", width: 122, leaves: "lo2", isSortable: true, cell: (row) => <Ships row={row} /> },
    {
      id: "last_contact",
      label: "Last contact",
      width: 158,
      leaves: "lo",
      isSortable: true,
      cell: (row) => <span className="text-muted">{contactText(row.lastContact, clock)}</span>,
    },
    {
      id: "own",
      label: "Own status",
      width: 168,
      isOptional: true,
      cell: ({ ownStatuses }) => (
        <span className="block truncate" title={ownStatuses.join("\n")}>
          {ownStatuses.join(", ")}
        </span>
      ),
    },
    {
      id: "owner",
      label: "Owner",
      width: 72,
      align: "c",
      leaves: "lo2",
      isSortable: true,
      cell: (row) => (row.owner ? <Avatar person={row.owner} /> : <span className="text-faint">–</span>),
    },
    {
      id: "next",
      label: "Do next",
      width: 188,
      leaves: "beside",
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

/** Under 24 hours: the red edge. */
export function orderRowClass(row: OrderRowView, clock: ClockView): string | undefined {
  return holdUrgency(row.hold, clock.now) === "now" ? "edge" : undefined;
}

function Ships({ row }: { row: OrderRowView }) {
  if (row.shippedOn) return `shipped ${formatDate(row.shippedOn).replace(/^\w+ /, "")}`;
  return <span className="text-muted">{row.promisedOn ? formatDate(row.promisedOn) : "no date"}</span>;
}
