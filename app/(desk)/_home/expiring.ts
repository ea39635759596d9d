import type { ExpiringView } from "@/components/panels/panel-views";
import { shortLapseText } from "@/lib/format/lapse-words";
import { getExpiringDays } from "@/lib/queries/home/get-expiring-days";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { noFilter } from "@/lib/queries/worklists/worklist-filter";
import { whileFresh } from "@/lib/server/while-fresh";
import { toOrderRow } from "../_lists/order-row";
import type { HomeScope } from "./home-scope";

export async function readExpiring({ staff, queries }: HomeScope): Promise<ExpiringView> {
  const first = { list: "expiring", filter: noFilter, sort: [], after: null, before: null, size: 3 } as const;
  const [{ days, total, endBeforeShipping }, page] = await Promise.all([
    whileFresh(queries, "expiring days", () => getExpiringDays(queries)),
    whileFresh(queries, "home expiring", () => listWorklistOrders(queries, first)),
  ]);
  return {
    total,
    days: days.map(({ date, count }) => ({ date, count, href: `/orders?hold_ends=${date}` })),
    rows: page.rows.flatMap((row) => {
      const { orderNumber, href, customerName, hold, lapse, next } = toOrderRow(row, staff);
      return hold ? [{ orderNumber, href, customerName, hold, lapse: lapse && shortLapseText(lapse), next }] : [];
    }),
    endBeforeShipping,
    allHref: "/expiring",
  };
}
