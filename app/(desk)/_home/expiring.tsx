import { ExpiringPanel } from "@/components/panels/expiring-panel";
import type { ExpiringView } from "@/components/panels/panel-views";
import { getExpiringDays } from "@/lib/queries/home/get-expiring-days";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { noFilter } from "@/lib/queries/worklists/worklist-filter";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { toOrderRow } from "../_lists/order-row";
import { type HomeScope, readHomePanel } from "./home-scope";

export async function Expiring(home: HomeScope) {
  const panel = await readHomePanel("expiring", home, () => readExpiring(home));
  return <ExpiringPanel panel={panel} clock={home.clock} actions={deskActions} />;
}

async function readExpiring({ staff, queries }: HomeScope): Promise<ExpiringView> {
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
      return hold ? [{ orderNumber, href, customerName, hold, lapse, next }] : [];
    }),
    endBeforeShipping,
    allHref: "/expiring",
  };
}
