import { setTimeout } from "node:timers/promises";
import type { HomePanelViews } from "@/components/panels/home-panels";
import { type PanelRead, readPanel } from "@/lib/server/read-panel";
import { readAwaiting } from "./awaiting";
import { readExpiring } from "./expiring";
import { readFailed } from "./failed";
import type { HomeScope } from "./home-scope";
import { readRelinked } from "./relinked";
import { readTeam } from "./team";
import { readUnpaid } from "./unpaid";

/** Most of what Home shows is known already. A page that need not show first that it is being read costs half as much to make. */
const PATIENCE_MS = 50;

/** Every panel is read by itself and fails alone. Answers once all are there, and otherwise soon: what is still missing then comes after the page. */
export async function readHomePanels(home: HomeScope): Promise<HomePanelViews> {
  const panels = {
    unpaid: readHomePanel("unpaid", home, readUnpaid),
    expiring: readHomePanel("expiring", home, readExpiring),
    failed: readHomePanel("failed", home, readFailed),
    awaiting: readHomePanel("awaiting", home, readAwaiting),
    relinked: readHomePanel("relinked", home, readRelinked),
    team: readHomePanel("team", home, readTeam),
  };
  const enough = new AbortController();
  const patience = setTimeout(PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(Object.values(panels)), patience]);
  enough.abort();
  return panels;
}

/** One panel, so that it fails alone. `name` is what the log calls it. */
export function readHomePanel<View>(
  name: string,
  home: HomeScope,
  readView: (home: HomeScope) => Promise<View>,
): Promise<PanelRead<View>> {
  const { staff, clock } = home;
  return readPanel({ name, storeId: staff.storeId, userId: staff.userId, now: clock.now }, () => readView(home));
}
