import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { loadStore } from "@/lib/db/stores/store-store";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { dateIn } from "@/lib/format/format-instant";
import { instantOfChoice, type SnoozeChoice } from "@/lib/format/snooze-choices";
import type { Instant } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { type RetryLimitProblem, retryLimitProblem } from "@/lib/payments/retry-limits";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

export type SetRetryLimitInput = {
  readonly limitId: string;
  readonly most: number;
  /** YYYY-MM-DD: the day on the store's clock with which it begins; null, or today: from now on. */
  readonly day: string | null;
  readonly note: string;
};
export type SetRetryLimitRefusal = "only_staff" | RetryLimitProblem;

/**
 * Lets a store allow itself fewer refused tries than a card network does, from a day on (X07). What was set before stays in the history and holds until then; nothing
 * is ever looser than the network, by the rule and by the database.
 */
export async function setRetryLimit(
  context: OperationContext,
  { limitId, most, day, note }: SetRetryLimitInput,
): Promise<Result<{ isNow: boolean }, SetRetryLimitRefusal>> {
  const { actor, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(context.pool, async (tx): Promise<Result<{ isNow: boolean }, SetRetryLimitRefusal>> => {
    const { timeZone } = await loadStore(tx, storeId);
    const isNow = day === null || day === dateIn(tx.now, timeZone);
    const from = isNow ? tx.now : dayBegins(day, tx.now, timeZone);
    if (from === null) return refused("date_in_past");
    const problem = retryLimitProblem({ limitId, most, from }, tx.now);
    if (problem !== null) return refused(problem);
    const id = newId("rtl");
    const createdAt = toDate(tx.now);
    await tx.insert("retry_limits", {
      storeId,
      id,
      limitId,
      most,
      validFrom: toDate(from),
      authorId: actor.userId,
      note,
      createdAt,
    });
    await recordAudit(tx, authorOf(context), {
      action: "retry_limit.set",
      subjectKind: "retry_limit",
      subjectId: limitId,
      reason: note,
      after: { most, from: toDate(from).toISOString() },
    });
    return ok({ isNow });
  });
}

function dayBegins(day: string, now: Instant, timeZone: string): Instant | null {
  return instantOfChoice(`${day}T00:00` as SnoozeChoice, now, timeZone);
}
