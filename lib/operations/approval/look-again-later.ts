import type { RowOf } from "@/lib/db/tables";
import { toMoment } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";

/**
 * Has an open page looked at again, often while it is young and less often later: a notification may get lost, and a customer may pay and never come back (I20,
 * WH-5). One such job per page, however often it is asked for.
 */
export async function lookAgainLater(
  tx: Tx,
  session: Pick<RowOf<"hosted_sessions">, "storeId" | "id" | "createdAt">,
): Promise<void> {
  const ageMs = tx.now - toMoment(session.createdAt);
  const waitMs = ageMs < 30 * MINUTE_MS ? MINUTE_MS : ageMs / 10;
  await tx.rows(
    `SELECT graphile_worker.add_job('sync_hosted_page', json_build_object('storeId', $1::text, 'hostedSessionId', $2::text),
       run_at := clock_timestamp() + make_interval(secs => $3), job_key := $4)`,
    [session.storeId, session.id, Math.round(waitMs / SECOND_MS), `hosted-later:${session.id}`],
  );
}
