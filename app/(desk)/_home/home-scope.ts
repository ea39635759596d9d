import type { ClockView } from "@/components/ui/clock-view";
import type { Staff } from "@/lib/auth/staff";
import type { QueryContext } from "@/lib/server/query-context";
import { type PanelRead, readPanel } from "@/lib/server/read-panel";

/** What every panel of Home is given: who looks, and the one moment at which all of them are read. */
export type HomeScope = { readonly staff: Staff; readonly queries: QueryContext; readonly clock: ClockView };

export function readHomePanel<View>(
  name: string,
  { staff, clock }: HomeScope,
  read: () => Promise<View>,
): Promise<PanelRead<View>> {
  return readPanel({ name, storeId: staff.storeId, userId: staff.userId, now: clock.now }, read);
}
