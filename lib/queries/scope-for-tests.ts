import type { DeskForTests } from "@/lib/jobs/desk-for-tests";
import { toInstant } from "@/lib/payments/instant";
import type { QueryScope } from "./query-scope";

/** The scope of a colleague of the test desk's store, at the desk's own moment. */
export async function scopeForTests(desk: DeskForTests): Promise<QueryScope> {
  const { now } = await desk.row<{ now: Date }>("SELECT paydesk_now() AS now");
  return {
    pool: desk.database.pool,
    storeId: desk.context.storeId,
    now: toInstant(now.getTime()),
    timeZone: "Europe/Madrid",
    viewer: { userId: "usr_me" },
  };
}
