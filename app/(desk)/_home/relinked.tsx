import type { RelinkedView } from "@/components/panels/panel-views";
import { RelinkedPanel } from "@/components/panels/relinked-panel";
import { listRelinked } from "@/lib/queries/home/list-relinked";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { orderHref } from "../_lists/order-row";
import { type HomeScope, readHomePanel } from "./home-scope";

const SINCE_DAYS = 7;

export async function Relinked(home: HomeScope) {
  const panel = await readHomePanel("relinked", home, () => readRelinked(home));
  return <RelinkedPanel panel={panel} clock={home.clock} actions={deskActions} />;
}

async function readRelinked({ queries }: HomeScope): Promise<RelinkedView> {
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
