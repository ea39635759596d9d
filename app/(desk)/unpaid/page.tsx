import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { requireStaff } from "@/lib/server/actor";
import { WorklistScreen } from "../_lists/worklist-screen";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Unpaid orders" };

export default async function UnpaidPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  return (
    <WorklistScreen staff={staff} list="unpaid" title="Unpaid orders" params={await loadSearchParams(searchParams)} />
  );
}
