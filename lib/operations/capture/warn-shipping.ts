import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import type { OrderChange } from "../change-order";

export type ShippingWarning = {
  readonly captureId: string;
  readonly orderNumber: string;
  readonly amountMinor: string;
  readonly currency: string;
  readonly invoiceNumber: string | null;
  readonly reason: string;
  readonly supportEmail: string;
};

/** Goods may be on their way without their money: a message to the systems that ship, and a mail to the store's own address (X05). */
export async function warnShipping({ tx, order }: OrderChange, warning: ShippingWarning): Promise<void> {
  const { storeId, id: orderId } = order;
  const { captureId, orderNumber, amountMinor, currency, invoiceNumber, reason, supportEmail } = warning;
  const now = toDate(tx.now);
  await tx.insert("outbox_messages", {
    storeId,
    id: newId("obx"),
    topic: "payment.refused_late",
    subjectKind: "capture",
    subjectId: captureId,
    versionNo: 1,
    payload: { orderNumber, invoiceNumber, captureId, amountMinor, currency, reason } as never,
    status: "waiting",
    createdAt: now,
  });
  if (supportEmail === "") return;
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
    createdAt: now,
  });
  await tx.addJob("send_mail", { storeId, mailId }, { key: `mail:${mailId}` });
}
