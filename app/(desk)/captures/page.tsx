import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FailedCaptures } from "@/components/payments/failed-captures";
import { countFailedCaptures } from "@/lib/queries/captures/count-failed-captures";
import { listFailedCaptures } from "@/lib/queries/captures/list-failed-captures";
import { getLiveRules } from "@/lib/queries/rules/get-live-rules";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { deskActions } from "../_acts/desk-actions";
import { toFailedCapturesPage } from "./failed-captures-page";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Failed captures" };

export default async function CapturesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  const { cause } = await loadSearchParams(searchParams);
  const queries = await queryContext(staff);
  const counts = await countFailedCaptures(queries);
  const rows = await listFailedCaptures(queries, { cause });
  const rules = await getLiveRules(queries);
  return (
    <FailedCaptures
      page={toFailedCapturesPage({ rules, rows, counts, cause, staff })}
      clock={await clockView(staff)}
      actions={deskActions}
    />
  );
}
