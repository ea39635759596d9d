import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { addMailJob } from "../approval/add-mail";

/** Has the mails to colleagues sent whose hour has come by the house's clock: their jobs wait on the database's own. Returns how many. */
export async function releaseAlertMails(pool: Pool): Promise<number> {
  return transaction(
    pool,
    async (tx, [due = []]) => {
      for (const mail of due as readonly { storeId: string; id: string }[]) await addMailJob(tx, mail);
      return due.length;
    },
    [{ text: releaseDue, values: [] }],
  );
}

const releaseDue = `
WITH released AS (
  UPDATE mails m SET send_at = NULL FROM (
    SELECT store_id, id FROM mails WHERE status = 'requested' AND notice_id IS NOT NULL AND send_at <= paydesk_now()
    ORDER BY send_at LIMIT 500 FOR UPDATE SKIP LOCKED) AS due
  WHERE m.store_id = due.store_id AND m.id = due.id RETURNING m.store_id, m.id)
SELECT store_id, id FROM released ORDER BY id`;
