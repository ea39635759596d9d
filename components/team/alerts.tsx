import { Bell } from "lucide-react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import { hoursText, silenceText } from "@/components/team/alert-words";
import { AlertsForm, type AlertsView } from "@/components/team/alerts-form";
import type { FormAction } from "@/components/ui/action-state";
import type { ClockView } from "@/components/ui/clock-view";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-alerts", title: "Alerts", icon: Bell, hue: "clock" } as const;

export type AlertsProps = { panel: PanelView<AlertsView>; clock: ClockView; change: FormAction | null };

/** Who is told of what, and when no mail of it goes out. */
export function Alerts({ panel, clock, change }: AlertsProps) {
  return (
    <PanelFrame {...frame} panel={panel} clock={clock}>
      {(view) => (
        <div className="grid gap-3 px-4 pb-4">
          <p className="text-muted max-w-3xl">
            Whoever has an order is told when {hoursText(view.holdHours)} are left of a hold that it still needs;
            supervisors are told when a gateway has not answered about money for {silenceText(view.silenceMinutes)}.
            Both ring the bell at any hour. Who wants them by mail too, switches that on under their initials.
          </p>
          {change ? (
            <AlertsForm view={view} change={change} />
          ) : (
            <p>
              {view.hours
                ? `No mail from ${view.hours.from} to ${view.hours.until}, ${view.timeZone}.`
                : "Mails at any hour."}
            </p>
          )}
        </div>
      )}
    </PanelFrame>
  );
}

export function AlertsSkeleton() {
  return <PanelSkeleton {...frame} rows={2} />;
}
