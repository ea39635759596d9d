import { toDate } from "@/lib/db/to-domain";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { ApprovalChange } from "./change-approval";

/** FD-4: five failures, then half an hour's rest; fifteen tries with a link in all. Held on every road to the gateway. */
const failuresBeforeRest = 5;
const restMs = 30 * MINUTE_MS;
const triesInAll = 15;

export type TooManyTries = "too_many_tries" | "link_rests";

export async function mayTry({ tx, request }: ApprovalChange): Promise<Result<null, TooManyTries>> {
  const [tries] = await tx.rows<{ count: bigint }>(
    `SELECT count(*) FROM attempts WHERE store_id = $1 AND approval_request_id = $2 AND operation IN ('authorize','open_hosted_page')`,
    [request.storeId, request.id],
  );
  if (Number(tries?.count ?? 0) >= triesInAll) return refused("too_many_tries");
  const [counter] = await tx.select("rate_counters", { key: counterKey(request.id) });
  const isResting =
    counter !== undefined && counter.windowEnd.getTime() > tx.now && counter.count >= failuresBeforeRest;
  return isResting ? refused("link_rests") : ok(null);
}

/** Counts a payment that failed; the fifth within half an hour begins the rest. */
export async function countFailure({ tx, request }: Pick<ApprovalChange, "tx" | "request">): Promise<void> {
  await tx.rows(
    `INSERT INTO rate_counters AS c (key, count, window_end) VALUES ($1, 1, $2)
     ON CONFLICT (key) DO UPDATE SET count = CASE WHEN c.window_end <= $3 THEN 1 ELSE c.count + 1 END, window_end = $2`,
    [counterKey(request.id), toDate(later(tx.now, restMs)), toDate(tx.now)],
  );
}

function counterKey(approvalRequestId: string): string {
  return `approval-failures:${approvalRequestId}`;
}
