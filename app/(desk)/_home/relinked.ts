import type { RelinkedView } from "@/components/panels/panel-views";
import { listRelinked } from "@/lib/queries/home/list-relinked";
import { whileFresh } from "@/lib/server/while-fresh";
import { orderHref } from "../_lists/order-row";
import type { HomeScope } from "./home-scope";

const SINCE_DAYS = 7;

export async function readRelinked({ queries }: HomeScope): Promise<RelinkedView> {
  const { total, halfLinked, rows } = await whileFresh(queries, "home relinked", () =>
    listRelinked(queries, { sinceDays: SINCE_DAYS, limit: 5 }),
  );
  const half = rows.find((row) => row.state === "half_linked");
  return {
    total,
    sinceDays: SINCE_DAYS,
    halfLinked,
    rows: rows.map((row) => ({
      ...row,
      oldHref: orderHref(row.oldOrderNumber),
      newHref: orderHref(row.newOrderNumber),
    })),
    repair: half ? { kind: "open", label: "Look at it", href: orderHref(half.oldOrderNumber) } : null,
    allHref: "/orders?status=replaced",
  };
}
