import type { AmountView } from "@/lib/format/amount-view";
import { worklistReasonWords } from "@/lib/format/desk-reason";
import { formatMoney } from "@/lib/format/format-money";
import { nextStepLabels } from "@/lib/format/next-step-words";
import { money } from "@/lib/payments/money";
import type { OrderListRow } from "./order-list-row";

type CsvColumn = {
  readonly head: (zone: string) => readonly string[];
  readonly cells: (row: OrderListRow, timeZone: string) => readonly (string | null)[];
};

/** The columns of an order list as a file has them: an amount beside its currency, a moment in the zone that its head names. */
const columns: Readonly<Record<string, CsvColumn>> = {
  order: one("Order", (row) => row.orderNumber),
  customer: one("Customer", (row) => row.customerName),
  reason: one("Reason", (row) => row.reason && worklistReasonWords[row.reason]),
  due: {
    head: () => ["Due now", "Disputed", "Currency"],
    cells: ({ due, amountIs }) =>
      amountIs === "disputed" ? [null, decimal(due), due.currency] : [decimal(due), null, due.currency],
  },
  secured: one("Secured today", ({ coverage }) => decimal(coverage.secured)),
  hold_left: {
    head: (zone) => [`Hold ends (${zone})`],
    cells: ({ hold }, timeZone) => [hold?.expiresAt ? momentIn(hold.expiresAt, timeZone) : null],
  },
  ships: one("Ships", (row) => row.shippedOn ?? row.promisedOn),
  last_contact: {
    head: (zone) => ["Last contact", `At (${zone})`],
    cells: ({ lastContact }, timeZone) => [
      lastContact?.kind.replaceAll("_", " ") ?? null,
      lastContact && momentIn(lastContact.at, timeZone),
    ],
  },
  own: one("Own status", (row) => row.ownStatuses.join(", ")),
  owner: one("Owner", (row) => row.owner?.name ?? null),
  next: one("Do next", (row) => nextStepLabels[row.step]),
};

/** The columns that a view shows, in its order; the house's own where it names none. Ids that are no column are left out. */
export function csvColumns(cols: string | null): string[] {
  const wanted = (cols ?? "").split(",").filter((id) => Object.hasOwn(columns, id));
  return wanted.length > 0 ? wanted : Object.keys(columns).filter((id) => id !== "own");
}

export function csvHead(ids: readonly string[], zone: string): string[] {
  return ids.flatMap((id) => columns[id]?.head(zone) ?? []);
}

export function csvCells(ids: readonly string[], row: OrderListRow, timeZone: string): (string | null)[] {
  return ids.flatMap((id) => columns[id]?.cells(row, timeZone) ?? []);
}

function one(label: string, cell: (row: OrderListRow) => string | null): CsvColumn {
  return { head: () => [label], cells: (row) => [cell(row)] };
}

function decimal({ amountMinor, currency }: AmountView): string {
  return formatMoney(money(BigInt(amountMinor), currency)).replaceAll(",", "");
}

/** "2026-11-27 09:00": sorts as text, and is read by every spreadsheet. */
function momentIn(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(Date.parse(iso));
}
