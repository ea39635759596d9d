import { settings } from "@/lib/config/env";
import { renderAlertMail } from "@/lib/connectors/mail/alert-mail";
import { renderLateRefusalMail } from "@/lib/connectors/mail/late-refusal-mail";
import { MailNotSent, type OutgoingMail, sendMail } from "@/lib/connectors/mail/mail-transport";
import { renderApprovalMail } from "@/lib/connectors/mail/render-approval-mail";
import type { RowOf } from "@/lib/db/tables";
import { toMoment, toMomentOrNull, toMoney } from "@/lib/db/to-domain";
import { toRow } from "@/lib/db/transaction";
import { customerLanguage } from "@/lib/format/customer-language";
import { speakTo } from "@/lib/format/customer-messages/speech";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { startAlertMail } from "@/lib/operations/alert/start-alert-mail";
import { linkToken } from "@/lib/operations/approval/approval-token";
import { recordMailFailure, recordMailSent } from "@/lib/operations/approval/record-mail";
import { startMail } from "@/lib/operations/approval/start-mail";
import type { OperationContext } from "@/lib/operations/operation-context";
import { loadApprovalFacts } from "@/lib/queries/pay/approval-facts";
import { toApprovalMailContent } from "@/lib/queries/pay/approval-mail-content";
import { toAlertFacts } from "@/lib/queries/shell/alert-facts";
import { systemContext, type WorkerContext } from "../worker-context";

export type SendMailPayload = { readonly storeId: string; readonly mailId: string };

/** After so many tries, hours apart at the end, a person is shown that the mail did not go. */
const maxTries = 8;

/**
 * Writes and sends one mail. The link's token is made anew here and lives only in this mail. A worker that dies between the mail server's yes and our own
 * note sends it again under the same message id, and with the same link (I15).
 */
export async function runSendMail(worker: WorkerContext, { storeId, mailId }: SendMailPayload): Promise<string> {
  const context = systemContext(worker, storeId, "send_mail", mailId);
  const [mail] = await rows<RowOf<"mails">>(worker, "SELECT * FROM mails WHERE store_id = $1 AND id = $2", [
    storeId,
    mailId,
  ]);
  if (mail?.status !== "requested") return "nothing_to_send";
  if (mail.kind === "late_refusal") return handOver(context, mail, await writeLateRefusal(worker, mail));
  if (mail.kind === "staff_alert") return sendAlert(worker, context, mail);
  if (mail.approvalRequestId === null) return "nothing_to_send";
  const answer = await startMail(context, mailId);
  if (answer !== "started") return answer;
  const [request] = await rows<RowOf<"approval_requests">>(
    worker,
    "SELECT * FROM approval_requests WHERE store_id = $1 AND id = $2",
    [storeId, mail.approvalRequestId],
  );
  if (!request) throw new Error(`mail ${mailId} has no request`);
  return handOver(context, mail, await write(worker, mail, request));
}

async function handOver(context: OperationContext, mail: RowOf<"mails">, outgoing: OutgoingMail): Promise<string> {
  const mailId = mail.id;
  try {
    await sendMail(outgoing);
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    const isFinal = error.isPermanent || mail.attemptCount + 1 >= maxTries;
    await recordMailFailure(context, mailId, { error: error.code, isFinal, isAddressRefused: error.isPermanent });
    if (isFinal) return "given_up";
    throw error;
  }
  await recordMailSent(context, mailId, outgoing.subject);
  return "sent";
}

async function sendAlert(worker: WorkerContext, context: OperationContext, mail: RowOf<"mails">): Promise<string> {
  const start = await startAlertMail(context, mail);
  if (start.kind !== "started") return start.kind;
  return handOver(context, mail, await writeAlert(worker, mail, start.notice));
}

async function writeAlert(
  worker: WorkerContext,
  { storeId, toAddress: to, messageId }: RowOf<"mails">,
  notice: RowOf<"staff_notices">,
): Promise<OutgoingMail> {
  const [store] = await rows<Pick<RowOf<"stores">, "name" | "supportEmail" | "timeZone"> & { now: Date }>(
    worker,
    "SELECT name, support_email, time_zone, paydesk_now() AS now FROM stores WHERE id = $1",
    [storeId],
  );
  const facts = toAlertFacts(notice);
  if (!store || !facts) throw new Error(`notice ${notice.id} is not an alert`);
  const orderUrl = `${settings().appUrl}/orders/${encodeURIComponent(facts.orderNumber)}`;
  const rendered = renderAlertMail({ ...facts, timeZone: store.timeZone, orderUrl }, toMoment(store.now));
  return { ...rendered, to, fromName: store.name, replyTo: store.supportEmail, messageId };
}

async function write(
  worker: WorkerContext,
  mail: RowOf<"mails">,
  request: RowOf<"approval_requests">,
): Promise<OutgoingMail> {
  const facts = await loadApprovalFacts(worker.pool, request.storeId, request.orderId);
  if (!facts) throw new Error(`mail ${mail.id} has no order`);
  const speech = speakTo(customerLanguage(mail.locale, facts.store.locale));
  const question = {
    reason: request.reason,
    note: request.note,
    amount: toMoney(request.amountMinor, request.currency),
    previous: toMoney(request.previousMinor, request.currency),
    expiresAt: toMoment(request.expiresAt),
    shortCode: request.shortCode,
    estimatedDeliveryAt: toMomentOrNull(request.estimatedDeliveryAt),
    approveUrl: `${settings().appUrl}/pay/${linkToken(request)}`,
    askedAt: mail.kind === "approval_reminder" ? toMomentOrNull(request.sentAt) : null,
  };
  const rendered = await renderApprovalMail(toApprovalMailContent(facts, question, speech), speech);
  return {
    ...rendered,
    to: mail.toAddress,
    fromName: facts.store.name,
    replyTo: facts.store.supportEmail,
    messageId: mail.messageId,
  };
}

/** Written from the order as it stands: the newest capture that failed after it had counted. */
async function writeLateRefusal(worker: WorkerContext, mail: RowOf<"mails">): Promise<OutgoingMail> {
  const [facts] = await rows<LateRefusalRow>(
    worker,
    `SELECT o.order_number, s.name AS store_name, s.support_email, i.invoice_number, i.last_reason, c.amount_minor, c.currency
     FROM orders o JOIN stores s ON s.id = o.store_id
     JOIN captures c ON c.store_id = o.store_id AND c.order_id = o.id AND c.status = 'failed' AND c.captured_at IS NOT NULL
     LEFT JOIN invoices i ON i.store_id = c.store_id AND i.id = c.invoice_id
     WHERE o.store_id = $1 AND o.id = $2 ORDER BY c.requested_at DESC LIMIT 1`,
    [mail.storeId, mail.orderId],
  );
  if (!facts) throw new Error(`mail ${mail.id} has no refused capture`);
  const rendered = renderLateRefusalMail({
    orderNumber: facts.orderNumber,
    invoiceNumber: facts.invoiceNumber,
    amount: toMoney(facts.amountMinor, facts.currency),
    reasonText: houseReasonText(facts.lastReason) ?? "not told",
    orderUrl: `${settings().appUrl}/orders/${encodeURIComponent(facts.orderNumber)}`,
  });
  const { toAddress: to, messageId } = mail;
  return { ...rendered, to, fromName: facts.storeName, replyTo: facts.supportEmail, messageId };
}

type LateRefusalRow = {
  orderNumber: string;
  storeName: string;
  supportEmail: string;
  invoiceNumber: string | null;
  lastReason: string | null;
  amountMinor: bigint;
  currency: string;
};

async function rows<T>(worker: WorkerContext, text: string, values: unknown[]): Promise<T[]> {
  return (await worker.pool.query(text, values)).rows.map((row) => toRow<T>(row));
}
