import { TeamPanel } from "@/components/panels/team-panel";
import { countDifferences } from "@/lib/queries/reconciliation/get-reconciliation";
import { getTeamFigures } from "@/lib/queries/team/get-team-figures";
import { onceAMinute, whileFresh } from "@/lib/server/while-fresh";
import { type HomeScope, readHomePanel } from "./home-scope";
import { toTeamView } from "./team-view";

export async function Team(home: HomeScope) {
  const { queries } = home;
  const panel = await readHomePanel("team", home, async () =>
    toTeamView(
      await onceAMinute(queries, "team figures", () => getTeamFigures(queries)),
      await whileFresh(queries, "count differences", () => countDifferences(queries)),
    ),
  );
  return <TeamPanel panel={panel} clock={home.clock} />;
}
