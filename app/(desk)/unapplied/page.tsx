import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { requireStaff } from "@/lib/server/actor";
import { WorklistScreen } from "../_lists/worklist-screen";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Unapplied money" };

export default async function UnappliedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  return (
    <WorklistScreen
      staff={staff}
      list="unapplied-money"
      title="Unapplied money"
      params={await loadSearchParams(searchParams)}
    />
  );
}
