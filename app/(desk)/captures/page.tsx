import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FailedCaptures } from "@/components/payments/failed-captures";
import { countFailedCaptures } from "@/lib/queries/captures/count-failed-captures";
import { listFailedCaptures } from "@/lib/queries/captures/list-failed-captures";
import { getLiveRules } from "@/lib/queries/rules/get-live-rules";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { toFailedCapturesPage } from "./failed-captures-page";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Failed captures" };

/** What stands at the top is worked on; a page with every row of a bad day would be read by nobody. */
const FIRST_OF_ALL = 40;
const FIRST_OF_CAUSE = 100;

export default async function CapturesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  const { cause } = await loadSearchParams(searchParams);
  const queries = await queryContext(staff);
  const limit = cause === null ? FIRST_OF_ALL : FIRST_OF_CAUSE;
  const [counts, rows, rules] = await Promise.all([
    whileFresh(queries, "count failed captures", () => countFailedCaptures(queries)),
    whileFresh(queries, `failed captures ${cause}`, () => listFailedCaptures(queries, { cause, limit })),
    getLiveRules(queries),
  ]);
  return (
    <FailedCaptures
      page={toFailedCapturesPage({ rules, rows, counts, cause, staff, timeZone: queries.timeZone })}
      clock={await clockView(staff)}
      actions={deskActions}
    />
  );
}
