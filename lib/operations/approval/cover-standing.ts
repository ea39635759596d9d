import type { LoadedOrder } from "@/lib/db/stores/order-store";
import type { RowOf } from "@/lib/db/tables";
import { coverageOf } from "@/lib/payments/coverage";
import { isZero } from "@/lib/payments/money";
import type { ApprovalChange } from "./change-approval";

export type CoverStanding = {
  readonly isCovered: boolean;
  readonly isPending: boolean;
  readonly hasFailed: boolean;
  /** The newest hold that this request asked for, whichever way. Money on its way back is none of it. */
  readonly newest: RowOf<"authorizations"> | undefined;
  readonly failureReason: string | null;
};

/** Whether the customer's payment for the order that is to be paid has come in, is still out, or failed, as the rows say. */
export async function coverStanding({ tx, request }: ApprovalChange, payable: LoadedOrder): Promise<CoverStanding> {
  const [newest] = await tx.rows<RowOf<"authorizations"> & { reason: string | null }>(
    `SELECT a.*, t.reason FROM authorizations a
     LEFT JOIN attempts t ON t.store_id = a.store_id AND t.authorization_id = a.id AND t.operation = 'authorize'
     LEFT JOIN hosted_sessions h ON h.store_id = a.store_id AND h.id = a.hosted_session_id
     WHERE a.store_id = $1 AND a.order_id = $2 AND (t.approval_request_id = $3 OR h.approval_request_id = $3)
       AND NOT EXISTS (SELECT 1 FROM unapplied_money u WHERE u.store_id = a.store_id AND u.authorization_id = a.id)
     ORDER BY a.requested_at DESC, a.id DESC LIMIT 1`,
    [request.storeId, payable.row.id, request.id],
  );
  const isPending = newest !== undefined && undecided.has(newest.status);
  const isGood = newest === undefined || newest.status === "authorized";
  const isCovered = isGood && isZero(coverageOf(payable.order, tx.now).uncovered);
  return {
    isCovered,
    isPending,
    hasFailed: !isCovered && !isPending,
    newest,
    failureReason: newest?.reason ?? null,
  };
}

const undecided: ReadonlySet<string> = new Set(["requested", "authorize_pending", "authorize_unconfirmed"]);
