import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { requireStaff } from "@/lib/server/actor";
import { WorklistScreen } from "../_lists/worklist-screen";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Expiring authorizations" };

export default async function ExpiringPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  return (
    <WorklistScreen
      staff={staff}
      list="expiring"
      title="Expiring authorizations"
      params={await loadSearchParams(searchParams)}
    />
  );
}
