import { LineageCompare } from "@/components/orders/lineage-compare";
import { LineageTree } from "@/components/orders/lineage-tree";
import type { LineageView } from "@/components/orders/lineage-view";
import { EmptyState } from "@/components/ui/empty-state";
import { ScrollBox } from "@/components/ui/scroll-box";

/** The whole chain of an order, and the comparison of one order with the next. */
export function LineagePanel({ view }: { view: LineageView }) {
  if (view.shown === null) {
    return (
      <EmptyState kind="no_match" title="No linked order">
        {view.orderNumber} replaced no other order, and none replaced it.
      </EmptyState>
    );
  }
  return (
    <div className="dlg-b flex flex-col gap-4">
      <ScrollBox label="Chain of linked orders">
        <div className="px-1 py-2">
          <LineageTree orders={view.orders} steps={view.steps} shown={view.shown} />
        </div>
      </ScrollBox>
      <LineageCompare step={view.shown} />
    </div>
  );
}
