import { toMoment } from "@/lib/db/to-domain";
import { type LimitStanding, limitStandings } from "@/lib/payments/retry-limits";
import { type QueryScope, readRows } from "../query-scope";

export type RetryLimitLine = {
  readonly id: string;
  readonly limitId: string;
  readonly most: number;
  readonly from: Date;
  readonly authorName: string;
  readonly note: string;
  readonly at: Date;
};

export type RetryLimits = {
  readonly standings: readonly LimitStanding[];
  /** Everything that was ever set, newest first. */
  readonly history: readonly RetryLimitLine[];
};

/** What the store allows itself of each network's limit, now and next, and who set what when and why (X07). */
export async function getRetryLimits(scope: QueryScope): Promise<RetryLimits> {
  const history = await readRows<RetryLimitLine>(
    scope,
    `SELECT r.id, r.limit_id AS "limitId", r.most, r.valid_from AS "from", coalesce(u.name, 'Somebody who left') AS "authorName", r.note, r.created_at AS at
     FROM retry_limits r LEFT JOIN staff_users u ON u.store_id = r.store_id AND u.id = r.author_id
     WHERE r.store_id = $1 ORDER BY r.created_at DESC, r.id DESC`,
    [scope.storeId],
  );
  const said = history.toReversed().map(({ limitId, most, from }) => ({ limitId, most, from: toMoment(from) }));
  return { standings: limitStandings(said, scope.now), history };
}
