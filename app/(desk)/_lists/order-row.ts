import { packRows } from "@/components/data-table/packed-rows";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { Role } from "@/lib/auth/permissions";
import { deskReasonOf } from "@/lib/format/desk-reason";
import type { OrderListRow } from "@/lib/queries/orders/order-list-row";
import { offeredActs } from "../_acts/next-act";

/** A row of the database as a row of the screen: with links, and with the acts that this person may do. */
export function toOrderRow(row: OrderListRow, viewer: { userId: string; role: Role }): OrderRowView {
  const { next, otherActs } = offeredActs(
    { ...row, phone: row.customerPhone },
    { role: viewer.role, userId: viewer.userId, claimedBy: row.claimedBy },
  );
  return {
    orderNumber: row.orderNumber,
    href: orderHref(row.orderNumber),
    customerName: row.customerName,
    customerHref: `/customers/${encodeURIComponent(row.accountId)}`,
    reason: row.reason && deskReasonOf[row.reason],
    due: row.due,
    settleBy: row.settleBy,
    isDisputed: row.amountIs === "disputed",
    total: row.total,
    coverage: row.coverage,
    hold: row.hold,
    lapse: row.lapse,
    promisedOn: row.promisedOn,
    shippedOn: row.shippedOn,
    lastContact: row.lastContact,
    ownStatuses: row.ownStatuses,
    owner: row.owner,
    presence: row.claimedBy && { person: row.claimedBy, isEditing: true },
    next,
    otherActs,
  };
}

/** The rows of a list as it hands them to the browser. Rows that are kept until something happens (lib/server/while-fresh.ts) are packed once for each who looks. */
export function packOrderRows(rows: readonly OrderListRow[], viewer: { userId: string; role: Role }): string {
  const made = packed.get(rows) ?? new Map<string, string>();
  packed.set(rows, made);
  const key = `${viewer.role} ${viewer.userId}`;
  const text = made.get(key) ?? packRows(rows.map((row) => toOrderRow(row, viewer)));
  made.set(key, text);
  return text;
}

const packed = new WeakMap<readonly OrderListRow[], Map<string, string>>();

export function orderHref(orderNumber: string): string {
  return `/orders/${encodeURIComponent(orderNumber)}`;
}
