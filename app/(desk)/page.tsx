import type { Metadata } from "next";
import { HomePanels } from "@/components/panels/home-panels";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { deskActions } from "./_acts/desk-actions";
import { readHomePanels } from "./_home/read-home-panels";

export const metadata: Metadata = { title: "Home" };

/** Unpaid orders on top; every panel is read and fails by itself. */
export default async function HomePage() {
  const staff = await requireStaff("order.view");
  const [queries, clock] = await Promise.all([queryContext(staff), clockView(staff)]);
  const panels = await readHomePanels({ staff, queries, clock });
  return <HomePanels panels={panels} clock={clock} actions={deskActions} />;
}
