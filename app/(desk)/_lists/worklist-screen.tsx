import { isColumnShown, parseSortText } from "@/components/data-table/list-params";
import type { PackedListView } from "@/components/data-table/list-view";
import { OrderList, type OrderListKind } from "@/components/orders/order-list";
import type { Staff } from "@/lib/auth/staff";
import { riskOrderText, unappliedOrderText } from "@/lib/format/risk-order";
import type { ViewScreen } from "@/lib/format/view-query";
import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { countWorklist } from "@/lib/queries/worklists/count-worklist";
import { listWorklistOrders, type OrderListName } from "@/lib/queries/worklists/list-worklist-orders";
import { isFiltered, parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import { clockView, queryContext } from "@/lib/server/query-context";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { readViews } from "../_views/read-views";
import { packOrderRows } from "./order-row";
import { worklistFilters, worklistTiles } from "./worklist-filters";
import type { WorklistParams } from "./worklist-params";

const PAGE_SIZE = 50;

export type WorklistScreenProps = {
  staff: Staff;
  list: OrderListName;
  title: string;
  params: WorklistParams;
};

/** One list of orders that need a person: rows, tiles, chips and sums, all from the URL. */
export async function WorklistScreen({ staff, list, title, params }: WorklistScreenProps) {
  const scope = await queryContext(staff);
  const isBare = Object.values(params).every((value) => value === null);
  const views = await readViews({ scope, role: staff.role, screen: places[list].screen, viewId: params.view, isBare });
  const filter = parseWorklistFilter(params);
  // "Mine" is another list for everybody.
  const asked = JSON.stringify([list, params, filter.owner === "me" ? staff.userId : null]);
  const [page, counts, clock, ownFields] = await Promise.all([
    whileFresh(scope, `worklist ${asked}`, () =>
      listWorklistOrders(scope, {
        list,
        filter,
        sort: parseSortText(params.sort),
        after: params.after,
        before: params.before,
        size: PAGE_SIZE,
        withOwnStatuses: isColumnShown(params.cols, "own"),
      }),
    ),
    isFiltered(filter)
      ? whileFresh(scope, `count ${asked}`, () => countWorklist(scope, list, filter))
      : whileFresh(scope, `count ${list}`, () => countWorklist(scope, list)),
    clockView(staff),
    whileFresh(scope, "status fields", () => listStatusFields(scope)),
  ]);
  const view: PackedListView = {
    packedRows: packOrderRows(page.rows, staff),
    total: counts.matching,
    isTotalExact: true,
    firstRow: page.firstRow,
    previousCursor: page.previousCursor,
    nextCursor: page.nextCursor,
    sums: counts.sums.map((sum) => sum.amount),
    filters: worklistFilters(params, counts, ownFields, staff.userId),
    sort: page.sort,
    computedAt: clock.now,
  };
  return (
    <OrderList
      kind={places[list].kind}
      title={title}
      note={page.sort === "" ? (list === "unapplied-money" ? unappliedOrderText : riskOrderText) : undefined}
      list={view}
      tiles={worklistTiles(places[list].path, counts, filter, {
        withReasons: list === "unpaid",
        withHolds: list !== "unapplied-money",
      })}
      views={views}
      clock={clock}
      actions={deskActions}
    />
  );
}

const places = {
  unpaid: { kind: "unpaid", screen: "unpaid", path: "/unpaid" },
  expiring: { kind: "expiring", screen: "expiring", path: "/expiring" },
  "unapplied-money": { kind: "unapplied", screen: "unapplied", path: "/unapplied" },
} as const satisfies Record<OrderListName, { kind: OrderListKind; screen: ViewScreen; path: string }>;
