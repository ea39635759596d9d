import { type QueryScope, readRows } from "../query-scope";

/** Whether the viewer has their alerts mailed. */
export async function wantsAlertMail(scope: QueryScope): Promise<boolean> {
  const [row] = await readRows<{ wanted: boolean }>(
    scope,
    "SELECT wants_alert_mail AS wanted FROM staff_users WHERE store_id = $1 AND id = $2",
    [scope.storeId, scope.viewer.userId],
  );
  return row?.wanted ?? false;
}
