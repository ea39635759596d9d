import type { AwaitingCustomerView } from "@/components/panels/panel-views";
import { dateFormat } from "@/lib/format/intl-formats";
import { type AwaitingState, awaitingStates } from "@/lib/queries/approvals/awaiting-state";
import { countAwaiting, listAwaiting } from "@/lib/queries/approvals/list-awaiting";
import { whileFresh } from "@/lib/server/while-fresh";
import { offeredActs } from "../_acts/next-act";
import { orderHref } from "../_lists/order-row";
import type { HomeScope } from "./home-scope";

export async function readAwaiting({ staff, queries, clock }: HomeScope): Promise<AwaitingCustomerView> {
  const first = { state: null, sort: [], after: null, before: null, size: 3 } as const;
  const [counts, page] = await Promise.all([
    whileFresh(queries, "count awaiting", () => countAwaiting(queries)),
    whileFresh(queries, "home awaiting", () => listAwaiting(queries, first)),
  ]);
  return {
    total: counts.total,
    groups: shownStates(counts.byState).map((state) => ({
      state,
      count: counts.byState.get(state) ?? 0,
      note: stateNotes[state],
      href: `/approvals?state=${state}`,
    })),
    rows: page.rows.map((row) => ({
      orderNumber: row.orderNumber,
      href: orderHref(row.orderNumber),
      customerName: row.customerName,
      state: row.state,
      at: row.stateSince,
      next: offeredActs({ ...row, phone: row.customerPhone }, { ...staff, claimedBy: null }).next,
    })),
    approved: counts.approvedToday > 0 ? { count: counts.approvedToday, since: startOfDay(clock) } : null,
    allHref: "/approvals",
  };
}

/** As many as the panel is wide for: what a person must answer before what waits by itself, in the order of a request's life. */
function shownStates(counts: ReadonlyMap<AwaitingState, number>): AwaitingState[] {
  const worthiest = [
    ...byUrgency.filter((state) => (counts.get(state) ?? 0) > 0),
    ...usualStates.filter((state) => (counts.get(state) ?? 0) === 0),
  ].slice(0, 4);
  return awaitingStates.filter((state) => worthiest.includes(state));
}

const usualStates: readonly AwaitingState[] = ["not_opened", "opened", "said_no", "link_ended"];
const byUrgency: readonly AwaitingState[] = [
  "asks",
  "not_delivered",
  "said_no",
  "link_ended",
  "opened",
  "not_opened",
  "not_sent",
];

const stateNotes = {
  not_sent: "the mail waits for its time",
  not_opened: "a reminder may help",
  opened: "not approved yet",
  asks: "answer them",
  said_no: "call them",
  link_ended: "new link",
  not_delivered: "another address",
} as const;

/** The first moment of today in the reader's zone. */
function startOfDay({ now, timeZone }: { now: string; timeZone: string }): string {
  const parts = dateFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(Date.parse(now));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const sinceMidnight = ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1000;
  return new Date(Math.floor(Date.parse(now) / 1000) * 1000 - sinceMidnight).toISOString();
}
