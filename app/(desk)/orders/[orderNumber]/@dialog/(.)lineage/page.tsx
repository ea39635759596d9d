import { notFound } from "next/navigation";
import { LineageDialog } from "@/components/orders/lineage-dialog";
import { LineagePanel } from "@/components/orders/lineage-panel";
import { requireStaff } from "@/lib/server/actor";
import { type LineageParams, readLineageView } from "../../lineage/lineage-view";

/** The same chain over the record, where it was opened from there. */
export default async function LineageOverOrder(props: LineageParams) {
  const staff = await requireStaff("order.view");
  const view = await readLineageView(staff, props);
  if (!view) notFound();
  return (
    <LineageDialog orderNumber={view.orderNumber}>
      <LineagePanel view={view} />
    </LineageDialog>
  );
}
