import type { TeamView } from "@/components/panels/panel-views";
import { countDifferences } from "@/lib/queries/reconciliation/get-reconciliation";
import { getTeamFigures } from "@/lib/queries/team/get-team-figures";
import { onceAMinute, whileFresh } from "@/lib/server/while-fresh";
import type { HomeScope } from "./home-scope";
import { toTeamView } from "./team-view";

export async function readTeam({ queries }: HomeScope): Promise<TeamView> {
  return toTeamView(
    await onceAMinute(queries, "team figures", () => getTeamFigures(queries)),
    await whileFresh(queries, "count differences", () => countDifferences(queries)),
  );
}
