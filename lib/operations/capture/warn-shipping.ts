import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import type { OrderChange } from "../change-order";

/**
 * Goods may be on their way without their money: a mail to the store's own address (X05). The systems that ship read the event, `capture_refused_late`,
 * as every webhook's receiver does.
 */
export async function warnShipping(
  { tx, order }: OrderChange,
  { orderNumber, supportEmail }: { readonly orderNumber: string; readonly supportEmail: string },
): Promise<void> {
  if (supportEmail === "") return;
  const { storeId, id: orderId } = order;
  const mailId = newId("mai");
  await tx.insert("mails", {
    storeId,
    id: mailId,
    orderId,
    kind: "late_refusal",
    toAddress: supportEmail,
    subject: `Stop shipping ${orderNumber}: its payment was refused`,
    messageId: `<${mailId}@paydesk>`,
    status: "requested",
    createdAt: toDate(tx.now),
  });
  await tx.addJob("send_mail", { storeId, mailId }, { key: `mail:${mailId}` });
}
