import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { TeamPanelSkeleton } from "@/components/panels/team-panel";
import { AlertsSkeleton } from "@/components/team/alerts";
import { ConnectorsSkeleton } from "@/components/team/connectors";
import { ConsoleFiguresSkeleton } from "@/components/team/console-figures";
import { ConsoleKeys } from "@/components/team/console-keys";
import { RecoveryRatesSkeleton } from "@/components/team/recovery-rates";
import { TeamWorkSkeleton } from "@/components/team/team-work";
import { TroublesSkeleton } from "@/components/team/troubles";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/auth/permissions";
import { consolePeriods } from "@/lib/queries/team/console-period";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { AlertsPanel } from "./_console/alerts";
import { ConnectorsPanel } from "./_console/connectors";
import { periodTitles } from "./_console/console-scope";
import { FiguresPanel } from "./_console/figures";
import { RatesPanel } from "./_console/rates";
import { TrendPanel } from "./_console/trend";
import { TroublesPanel } from "./_console/troubles";
import { WorkPanel } from "./_console/work";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Team" };

/** The supervisor's console: what is about to be lost and who needs help first; every panel is read and fails by itself. */
export default async function TeamPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("team.view");
  const { period } = await loadSearchParams(searchParams);
  const [queries, clock] = await Promise.all([queryContext(staff), clockView(staff)]);
  const scope = { staff, queries, clock, period };
  return (
    <>
      <ConsoleKeys />
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h1 className="text-title flex-1 font-bold">Team</h1>
        <nav aria-label="Period" className="flex gap-3">
          {consolePeriods.map((each) => (
            <Link
              key={each}
              href={each === "today" ? "/team" : `/team?period=${each}`}
              aria-current={each === period ? "page" : undefined}
              className={each === period ? "text-ink font-bold" : undefined}
            >
              {periodTitles[each]}
            </Link>
          ))}
        </nav>
        {can(staff.role, "audit.view") && <Link href="/audit">Audit</Link>}
        <Link href="/team/rules">Recovery rules</Link>
        {can(staff.role, "settings.view") && <Link href="/team/fields">Status fields</Link>}
        {can(staff.role, "settings.view") && <Link href="/team/webhooks">Webhooks</Link>}
      </div>
      <div className="flex flex-col gap-3">
        <Suspense key={`figures ${period}`} fallback={<ConsoleFiguresSkeleton title={periodTitles[period]} />}>
          <FiguresPanel {...scope} />
        </Suspense>
        <div className="grid gap-3 xl:grid-cols-2">
          <Suspense fallback={<TeamPanelSkeleton />}>
            <TrendPanel {...scope} />
          </Suspense>
          <Suspense fallback={<TroublesSkeleton />}>
            <TroublesPanel {...scope} />
          </Suspense>
        </div>
        <Suspense fallback={<TeamWorkSkeleton />}>
          <WorkPanel {...scope} />
        </Suspense>
        <Suspense fallback={<RecoveryRatesSkeleton />}>
          <RatesPanel {...scope} />
        </Suspense>
        <Suspense fallback={<AlertsSkeleton />}>
          <AlertsPanel {...scope} />
        </Suspense>
        <Suspense fallback={<ConnectorsSkeleton />}>
          <ConnectorsPanel {...scope} />
        </Suspense>
      </div>
    </>
  );
}
