import { type QuietHours, quietHoursOf } from "@/lib/payments/quiet-hours";
import { type QueryScope, readRows } from "../query-scope";

export type QuietHoursOfStore = { readonly hours: QuietHours | null; readonly timeZone: string };

/** When this store mails no alerts, and on whose clock. */
export async function getQuietHours(scope: Pick<QueryScope, "pool" | "storeId">): Promise<QuietHoursOfStore> {
  const [row] = await readRows<{ settings: unknown; time_zone: string }>(
    scope,
    "SELECT settings, time_zone FROM stores WHERE id = $1",
    [scope.storeId],
  );
  if (!row) throw new Error(`store ${scope.storeId} does not exist`);
  return { hours: quietHoursOf(row.settings), timeZone: row.time_zone };
}
