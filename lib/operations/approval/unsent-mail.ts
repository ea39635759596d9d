import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { revivedStatus } from "@/lib/payments/approval";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { addMailJob } from "./add-mail";
import { type ApprovalRow, toApprovalRequest } from "./change-approval";
import { endApproval } from "./end-approval";

export type UnsentRefusal = OrderMissing | "no_live_request" | "mail_has_gone";
type Answer = Result<{ approvalRequestId: string }, UnsentRefusal>;
type Unsent = Result<{ approvalRequestId: string; revivedId: string | null }, UnsentRefusal>;

/**
 * Takes a request back before its mail leaves: the customer never hears of it, and the link that it had replaced works again. Decided under the order's lock, where the
 * worker takes the mail up too, so that "taken back" is certain; a mail that has been taken up is gone, and that is said.
 */
export function unsendRequest(context: OperationContext, key: OrderKey, approvalRequestId: string): Promise<Unsent> {
  return changeOrder(context, key, async (scope): Promise<Unsent> => {
    const mail = await waitingMail(scope, approvalRequestId);
    if (!mail.ok) return mail;
    const { storeId, id } = mail.value;
    await scope.tx.update("mails", { storeId, id }, { status: "dropped", lastError: "taken back before it left" });
    const older = await replacedRequest(scope, approvalRequestId);
    await endApproval(scope, "withdrawn", older && { replacedById: older.id });
    if (older) await revive(scope, older);
    return ok({ approvalRequestId, revivedId: older?.id ?? null });
  });
}

/** The request that this one took the place of, where its link would still be good and asks for what is due now. */
async function replacedRequest({ tx, order }: OrderChange, approvalRequestId: string) {
  const about = { storeId: order.storeId, replacedById: approvalRequestId, status: "replaced" };
  const [older] = await tx.select("approval_requests", about, { lock: true });
  const isGood = older && older.expiresAt.getTime() > tx.now && older.amountMinor === order.total.amountMinor;
  return isGood ? older : undefined;
}

async function revive(scope: OrderChange, older: ApprovalRow): Promise<void> {
  const { storeId, id, shortCode } = older;
  const status = revivedStatus(toApprovalRequest(older));
  const set = { status, decidedAt: null, replacedById: null, version: older.version + 1 };
  await scope.tx.update("approval_requests", { storeId, id }, set);
  const data = { approvalRequestId: id, shortCode };
  await scope.event("approval_revived", data);
  await scope.audit("approval.revived", { before: { status: "replaced" }, after: { ...data, status } });
}

/** Sends a mail that waits for its hour at once. Link and reminders are counted from now. */
export function sendNow(context: OperationContext, key: OrderKey, approvalRequestId: string): Promise<Answer> {
  return changeOrder(context, key, async (scope): Promise<Answer> => {
    const { tx } = scope;
    const mail = await waitingMail(scope, approvalRequestId);
    if (!mail.ok) return mail;
    const { storeId, id, sendAt } = mail.value;
    const aheadMs = sendAt === null ? 0 : sendAt.getTime() - tx.now;
    await tx.update("mails", { storeId, id }, { sendAt: null });
    const [request] = await tx.select("approval_requests", { storeId, id: approvalRequestId }, { lock: true });
    if (!request) throw new Error(`approval request ${approvalRequestId} is gone`);
    await tx.update(
      "approval_requests",
      { storeId, id: approvalRequestId },
      {
        expiresAt: sooner(request.expiresAt, aheadMs),
        remindAt: request.remindAt && sooner(request.remindAt, aheadMs),
      },
    );
    await addMailJob(tx, { storeId, id });
    await scope.event("mail_sent_early", { approvalRequestId, mailId: id });
    return ok({ approvalRequestId });
  });
}

async function waitingMail(
  { tx, order }: OrderChange,
  approvalRequestId: string,
): Promise<Result<RowOf<"mails">, UnsentRefusal>> {
  const { approval, storeId } = order;
  if (approval?.id !== approvalRequestId) return refused("no_live_request");
  if (approval.status !== "requested") return refused("mail_has_gone");
  const [mail] = await tx.select(
    "mails",
    { storeId, approvalRequestId, kind: "approval_request", status: "requested" },
    { lock: true },
  );
  if (!mail || mail.startedAt !== null || mail.sendAt === null) return refused("mail_has_gone");
  return mail.sendAt.getTime() > tx.now ? ok(mail) : refused("mail_has_gone");
}

function sooner(at: Date, ms: number): Date {
  return toDate((at.getTime() - ms) as Parameters<typeof toDate>[0]);
}
