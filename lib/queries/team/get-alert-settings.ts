import { type QuietHours, quietHoursOf } from "@/lib/payments/quiet-hours";
import { type QueryScope, readRows } from "../query-scope";

export type AlertSettings = {
  readonly hours: QuietHours | null;
  readonly timeZone: string;
  readonly holdHours: number;
  readonly silenceMinutes: number;
};

/** When this store wants its people told, when it mails none of it, and on whose clock. */
export async function getAlertSettings(scope: Pick<QueryScope, "pool" | "storeId">): Promise<AlertSettings> {
  const [row] = await readRows<{
    settings: unknown;
    time_zone: string;
    alert_hold_hours: number;
    alert_silence_minutes: number;
  }>(scope, "SELECT settings, time_zone, alert_hold_hours, alert_silence_minutes FROM stores WHERE id = $1", [
    scope.storeId,
  ]);
  if (!row) throw new Error(`store ${scope.storeId} does not exist`);
  return {
    hours: quietHoursOf(row.settings),
    timeZone: row.time_zone,
    holdHours: row.alert_hold_hours,
    silenceMinutes: row.alert_silence_minutes,
  };
}
