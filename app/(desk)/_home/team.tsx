import { TeamPanel } from "@/components/panels/team-panel";
import { countDifferences } from "@/lib/queries/reconciliation/get-reconciliation";
import { getTeamFigures } from "@/lib/queries/team/get-team-figures";
import { type HomeScope, readHomePanel } from "./home-scope";
import { toTeamView } from "./team-view";

export async function Team(home: HomeScope) {
  const panel = await readHomePanel("team", home, async () =>
    toTeamView(await getTeamFigures(home.queries), await countDifferences(home.queries)),
  );
  return <TeamPanel panel={panel} clock={home.clock} />;
}
