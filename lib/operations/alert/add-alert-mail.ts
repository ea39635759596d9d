import { settings } from "@/lib/config/env";
import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import type { Instant } from "@/lib/payments/instant";
import { addMailJob } from "../approval/add-mail";

export type AlertMail = {
  readonly storeId: string;
  readonly noticeId: string;
  readonly email: string;
  readonly sendAt: Instant;
};

/** The mail that tells a colleague of a notice, with the job that sends it when the quiet hours have ended. */
export async function addAlertMail(tx: Tx, { storeId, noticeId, email, sendAt }: AlertMail): Promise<void> {
  const id = newId("mai");
  const waits = sendAt > tx.now;
  await tx.insert("mails", {
    storeId,
    id,
    noticeId,
    kind: "staff_alert",
    toAddress: email,
    subject: "",
    messageId: `<${id}@${new URL(settings().appUrl).hostname}>`,
    status: "requested",
    createdAt: toDate(tx.now),
    sendAt: waits ? toDate(sendAt) : null,
  });
  await addMailJob(tx, { storeId, id }, waits ? sendAt : null);
}
