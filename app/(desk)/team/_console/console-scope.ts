import type { ClockView } from "@/components/ui/clock-view";
import type { Staff } from "@/lib/auth/staff";
import type { ConsolePeriod } from "@/lib/queries/team/console-period";
import type { QueryContext } from "@/lib/server/query-context";
import { type PanelRead, readPanel } from "@/lib/server/read-panel";

/** What every panel of the console is given: who looks, at which period, and the one moment at which all of them are read. */
export type ConsoleScope = {
  readonly staff: Staff;
  readonly queries: QueryContext;
  readonly clock: ClockView;
  readonly period: ConsolePeriod;
};

export function readConsolePanel<View>(
  name: string,
  { staff, clock, period }: ConsoleScope,
  read: () => Promise<View>,
): Promise<PanelRead<View>> {
  return readPanel(
    { name: `console ${name} ${period}`, storeId: staff.storeId, userId: staff.userId, now: clock.now },
    read,
  );
}

export const periodTitles: Record<ConsolePeriod, string> = { today: "Today", week: "Last seven days" };
