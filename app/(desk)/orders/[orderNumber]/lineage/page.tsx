import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LineagePanel } from "@/components/orders/lineage-panel";
import { LinkButton } from "@/components/ui/link-button";
import { requireStaff } from "@/lib/server/actor";
import { type LineageParams, readLineageView } from "./lineage-view";

export async function generateMetadata({ params }: LineageParams): Promise<Metadata> {
  return { title: `Linked orders of ${decodeURIComponent((await params).orderNumber)}` };
}

/** The chain as a page of its own, for a link from a colleague. */
export default async function LineagePage(props: LineageParams) {
  const staff = await requireStaff("order.view");
  const view = await readLineageView(staff, props);
  if (!view) notFound();
  return (
    <section className="card" aria-labelledby="h-lineage">
      <div className="card-h">
        <h1 id="h-lineage" className="page-title flex-1">
          Linked orders of {view.orderNumber}
        </h1>
        <LinkButton href={view.orderHref}>Back to the order</LinkButton>
      </div>
      <LineagePanel view={view} />
    </section>
  );
}
