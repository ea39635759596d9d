import { TeamPanel } from "@/components/panels/team-panel";
import type { HomeScope } from "../../_home/home-scope";
import { readHomePanel } from "../../_home/read-home-panels";
import { readTeam } from "../../_home/team";

/** What Home shows of the team too. */
export async function TrendPanel(home: HomeScope) {
  return <TeamPanel panel={await readHomePanel("team", home, readTeam)} clock={home.clock} />;
}
