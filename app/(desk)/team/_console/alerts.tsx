import { Alerts } from "@/components/team/alerts";
import { can } from "@/lib/auth/permissions";
import { getQuietHours } from "@/lib/queries/team/get-quiet-hours";
import { changeQuietHours } from "../actions";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function AlertsPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("alerts", scope, () => getQuietHours(scope.queries));
  const change = can(scope.staff.role, "alerts.edit") ? changeQuietHours : null;
  return <Alerts panel={panel} clock={scope.clock} change={change} />;
}
