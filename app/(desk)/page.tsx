import type { Metadata } from "next";
import { Suspense } from "react";
import { AwaitingCustomerPanelSkeleton } from "@/components/panels/awaiting-customer-panel";
import { ExpiringPanelSkeleton } from "@/components/panels/expiring-panel";
import { FailedCapturesPanelSkeleton } from "@/components/panels/failed-captures-panel";
import { HomeGrid } from "@/components/panels/home-grid";
import { RelinkedPanelSkeleton } from "@/components/panels/relinked-panel";
import { TeamPanelSkeleton } from "@/components/panels/team-panel";
import { UnpaidOrdersPanelSkeleton } from "@/components/panels/unpaid-orders-panel";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { Awaiting } from "./_home/awaiting";
import { Expiring } from "./_home/expiring";
import { Failed } from "./_home/failed";
import { Relinked } from "./_home/relinked";
import { Team } from "./_home/team";
import { Unpaid } from "./_home/unpaid";

export const metadata: Metadata = { title: "Home" };

/** Unpaid orders on top; every panel is read and fails by itself. */
export default async function HomePage() {
  const staff = await requireStaff("order.view");
  const [queries, clock] = await Promise.all([queryContext(staff), clockView(staff)]);
  const home = { staff, queries, clock };
  return (
    <HomeGrid
      unpaid={
        <Suspense fallback={<UnpaidOrdersPanelSkeleton />}>
          <Unpaid {...home} />
        </Suspense>
      }
      expiring={
        <Suspense fallback={<ExpiringPanelSkeleton />}>
          <Expiring {...home} />
        </Suspense>
      }
      failed={
        <Suspense fallback={<FailedCapturesPanelSkeleton />}>
          <Failed {...home} />
        </Suspense>
      }
      awaiting={
        <Suspense fallback={<AwaitingCustomerPanelSkeleton />}>
          <Awaiting {...home} />
        </Suspense>
      }
      relinked={
        <Suspense fallback={<RelinkedPanelSkeleton />}>
          <Relinked {...home} />
        </Suspense>
      }
      team={
        <Suspense fallback={<TeamPanelSkeleton />}>
          <Team {...home} />
        </Suspense>
      }
    />
  );
}
