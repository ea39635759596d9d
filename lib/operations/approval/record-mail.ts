import { recordEvent } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { maskEmail } from "@/lib/payments/approval";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { changeApproval, moveRequest, updateRequest } from "./change-approval";
import { endApproval } from "./end-approval";

/** The mail server took the mail: from now on the customer has a link in hand. A repeat changes nothing. */
export async function recordMailSent(context: OperationContext, mailId: string, subject: string): Promise<void> {
  const mail = await findMail(context, mailId);
  if (mail?.status !== "requested") return;
  if (mail.approvalRequestId === null) return markSent(context, mailId, subject);
  await changeApproval(context, mail.approvalRequestId, async (scope) => {
    const { tx } = scope;
    const sentAt = toDate(tx.now);
    const changed = await tx.update(
      "mails",
      { storeId: context.storeId, id: mailId, status: "requested" },
      { status: "sent", sentAt, subject, lastError: null },
    );
    if (changed === 1) {
      const isReminder = mail.kind === "approval_reminder";
      if (!isReminder) await moveRequest(scope, "mail_sent", { sentAt });
      await scope.event(isReminder ? "reminder_sent" : "mail_sent", {
        mailId,
        kind: mail.kind,
        address: maskEmail(mail.toAddress),
        approvalRequestId: mail.approvalRequestId,
        ...(mail.reminderNo === null ? {} : { reminderNo: mail.reminderNo }),
      });
    }
    return { ok: true as const, value: null };
  });
}

/**
 * The mail server could not be had, or refused the address: the mail waits for the queue's next try, or is given up and shown (H29). An address that is refused is
 * said to be so, since another one may do.
 */
export async function recordMailFailure(
  context: OperationContext,
  mailId: string,
  failure: { readonly error: string; readonly isFinal: boolean; readonly isAddressRefused?: boolean },
): Promise<void> {
  const mail = await findMail(context, mailId);
  if (mail?.status !== "requested") return;
  const { storeId } = context;
  const status = failure.isFinal ? (failure.isAddressRefused ? "refused" : "failed") : "requested";
  const write = { status, lastError: failure.error.slice(0, 300), attemptCount: mail.attemptCount + 1 };
  if (mail.approvalRequestId === null) {
    await transaction(context.pool, async (tx) => {
      await tx.update("mails", { storeId, id: mailId }, write);
      if (failure.isFinal) await recordEvent(tx, authorOf(context), mail.orderId, "mail_failed", { mailId });
    });
    return;
  }
  await changeApproval(context, mail.approvalRequestId, async (scope) => {
    await scope.tx.update("mails", { storeId, id: mailId, status: "requested" }, write);
    // A mail for a question that has ended meanwhile is missed by nobody.
    const isMissed =
      scope.order.approval?.id === scope.request.id && isLiveApproval(scope.request.status as ApprovalStatus);
    if (failure.isFinal && isMissed) {
      const { kind, toAddress, approvalRequestId } = mail;
      const address = maskEmail(toAddress);
      const type = failure.isAddressRefused ? "mail_refused" : "mail_failed";
      await scope.event(type, { mailId, kind, address, error: write.lastError, approvalRequestId });
      if (failure.isAddressRefused) await updateRequest(scope, { remindAt: null });
      // Nobody holds this link. The order goes back in front of a person, to be asked about another way (I18).
      if (scope.request.status === "requested") {
        await updateRequest(scope, { failureReason: failure.isAddressRefused ? "address_refused" : "mail_failed" });
        await endApproval(scope, "withdrawn");
      }
    }
    return { ok: true as const, value: null };
  });
}

/** A mail that no request to a customer waits for. */
async function markSent(context: OperationContext, mailId: string, subject: string): Promise<void> {
  await transaction(context.pool, async (tx) => {
    const sent = { status: "sent", sentAt: toDate(tx.now), subject, lastError: null };
    await tx.update("mails", { storeId: context.storeId, id: mailId, status: "requested" }, sent);
  });
}

async function findMail(context: OperationContext, id: string) {
  return transaction(context.pool, async (tx) => (await tx.select("mails", { storeId: context.storeId, id }))[0]);
}
