import type { UnpaidOrdersView } from "@/components/panels/panel-views";
import { getNextHold } from "@/lib/queries/home/get-expiring-days";
import { countWorklist } from "@/lib/queries/worklists/count-worklist";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { noFilter } from "@/lib/queries/worklists/worklist-filter";
import { whileFresh } from "@/lib/server/while-fresh";
import { orderHref, toOrderRow } from "../_lists/order-row";
import { worklistTiles } from "../_lists/worklist-filters";
import type { HomeScope } from "./home-scope";

const ROWS = 8;
const CURRENCIES = 3;

export async function readUnpaid({ staff, queries }: HomeScope): Promise<UnpaidOrdersView> {
  const first = { list: "unpaid", filter: noFilter, sort: [], after: null, before: null, size: ROWS } as const;
  const [page, counts] = await Promise.all([
    whileFresh(queries, "home unpaid", () => listWorklistOrders(queries, first)),
    whileFresh(queries, "count unpaid", () => countWorklist(queries, "unpaid")),
  ]);
  const nextHold = counts.all === 0 ? await getNextHold(queries) : null;
  return {
    rows: page.rows.map((row) => toOrderRow(row, staff)),
    total: counts.all,
    atRisk: counts.sums.slice(0, CURRENCIES),
    otherCurrencies: Math.max(0, counts.sums.length - CURRENCIES),
    tiles: worklistTiles("/unpaid", counts, noFilter, { withReasons: true }),
    allHref: "/unpaid",
    nextHold: nextHold && { ...nextHold, href: orderHref(nextHold.orderNumber) },
  };
}
