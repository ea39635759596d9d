import { Alerts } from "@/components/team/alerts";
import { can } from "@/lib/auth/permissions";
import { alertHoldHours, alertSilenceMinutes } from "@/lib/payments/alerting";
import { getAlertSettings } from "@/lib/queries/team/get-alert-settings";
import { changeAlerts } from "../actions";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function AlertsPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("alerts", scope, async () => ({
    ...(await getAlertSettings(scope.queries)),
    holdChoices: [...alertHoldHours],
    silenceChoices: [...alertSilenceMinutes],
  }));
  const change = can(scope.staff.role, "alerts.edit") ? changeAlerts : null;
  return <Alerts panel={panel} clock={scope.clock} change={change} />;
}
