import { toDate } from "@/lib/db/to-domain";
import type { ApprovalChange } from "../approval/change-approval";

/** Money that fitted no question and was sent back is settled once its hold is proven gone (I18). */
export async function settleUnapplied({ tx, request }: ApprovalChange): Promise<void> {
  await tx.rows(
    `UPDATE unapplied_money u SET status = 'released', settled_at = $3
     FROM authorizations a JOIN hosted_sessions h ON h.store_id = a.store_id AND h.id = a.hosted_session_id
     WHERE u.store_id = $1 AND u.settled_at IS NULL AND a.store_id = u.store_id AND a.id = u.authorization_id
       AND a.status IN ('voided','expired') AND h.approval_request_id = $2`,
    [request.storeId, request.id, toDate(tx.now)],
  );
}
