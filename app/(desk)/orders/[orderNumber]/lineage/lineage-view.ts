import type { LineageView } from "@/components/orders/lineage-view";
import type { Staff } from "@/lib/auth/staff";
import { getLineage } from "@/lib/queries/order/get-lineage";
import { queryContext } from "@/lib/server/query-context";
import { orderHref } from "../../../_lists/order-row";

export type LineageParams = {
  params: Promise<{ orderNumber: string }>;
  searchParams: Promise<{ to?: string | string[] }>;
};

/** The chain of the order that the address names. `to` names the newer end of the comparison; without it, the step out of this order, else the one into it. */
export async function readLineageView(
  staff: Staff,
  { params, searchParams }: LineageParams,
): Promise<LineageView | undefined> {
  const orderNumber = decodeURIComponent((await params).orderNumber);
  const lineage = await getLineage(await queryContext(staff), orderNumber);
  if (!lineage) return undefined;
  const href = orderHref(orderNumber);
  const steps = lineage.steps.map((step) => ({ ...step, href: `${href}/lineage?to=${encodeURIComponent(step.to)}` }));
  const { to } = await searchParams;
  const shown =
    steps.find((step) => step.to === to) ??
    steps.find((step) => step.from === orderNumber) ??
    steps.find((step) => step.to === orderNumber);
  return {
    orderNumber,
    orderHref: href,
    orders: lineage.orders.map((order) => ({
      ...order,
      href: order.kind === "this" || order.kind === "future" ? null : orderHref(order.orderNumber),
    })),
    steps,
    shown: shown ?? null,
  };
}
