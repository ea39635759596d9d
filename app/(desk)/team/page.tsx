import type { Metadata } from "next";
import Link from "next/link";
import { TeamPanel } from "@/components/panels/team-panel";
import { countDifferences } from "@/lib/queries/reconciliation/get-reconciliation";
import { getTeamFigures } from "@/lib/queries/team/get-team-figures";
import { listColleagues } from "@/lib/queries/team/list-colleagues";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { toTeamView } from "../_home/team-view";
import { Colleagues } from "./colleagues";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const staff = await requireStaff("team.view");
  const [queries, clock] = await Promise.all([queryContext(staff), clockView(staff)]);
  const [figures, colleagues, books] = await Promise.all([
    getTeamFigures(queries),
    listColleagues(queries),
    countDifferences(queries),
  ]);
  return (
    <>
      <div className="mb-3 flex items-baseline gap-3">
        <h1 className="text-title flex-1 font-bold">Team</h1>
        <Link href="/team/rules">Recovery rules</Link>
      </div>
      <div className="grid gap-3 xl:grid-cols-2">
        <TeamPanel panel={{ status: "ready", computedAt: clock.now, view: toTeamView(figures, books) }} clock={clock} />
        <Colleagues rows={colleagues} />
      </div>
    </>
  );
}
