import { settings } from "@/lib/config/env";
import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { type Instant, SECOND_MS } from "@/lib/payments/instant";

export type MailToCustomer = {
  readonly orderId: string;
  readonly approvalRequestId: string;
  readonly kind: "approval_request" | "approval_reminder";
  readonly email: string;
  readonly locale: string;
  /** Not before; null: at once. */
  readonly sendAt: Instant | null;
  readonly reminderNo?: number;
};

/** One mail in the outbox with the job that sends it, in one transaction. */
export async function addMail(tx: Tx, storeId: string, mail: MailToCustomer): Promise<string> {
  const { orderId, approvalRequestId, kind, email, locale, sendAt } = mail;
  const id = newId("mai");
  await tx.insert("mails", {
    storeId,
    id,
    orderId,
    approvalRequestId,
    kind,
    toAddress: email,
    subject: "",
    // Fixed here, so that a mail that goes out twice is one mail to its reader's program (I15).
    messageId: `<${id}@${new URL(settings().appUrl).hostname}>`,
    locale,
    status: "requested",
    createdAt: toDate(tx.now),
    sendAt: sendAt === null ? null : toDate(sendAt),
    reminderNo: mail.reminderNo ?? null,
  });
  await addMailJob(tx, { storeId, id }, sendAt);
  return id;
}

/**
 * Has a mail sent when its time comes. The job waits on the database's own clock; the sweep finds by the order's due time what the house's clock has overtaken,
 * and asks once more under the same key.
 */
export async function addMailJob(
  tx: Tx,
  { storeId, id }: { storeId: string; id: string },
  sendAt: Instant | null = null,
): Promise<void> {
  const waitMs = sendAt === null ? 0 : Math.max(0, sendAt - tx.now);
  await tx.rows(
    `SELECT graphile_worker.add_job('send_mail', json_build_object('storeId', $1::text, 'mailId', $2::text),
       run_at := clock_timestamp() + make_interval(secs => $3::float8), job_key := $4, max_attempts := 10)`,
    [storeId, id, waitMs / SECOND_MS, `mail:${id}`],
  );
}
