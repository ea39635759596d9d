import { toDate } from "@/lib/db/to-domain";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { DAY_MS, HOUR_MS, type Instant, later } from "@/lib/payments/instant";
import { decideReminder, type ReminderVerdict } from "@/lib/payments/reminding";
import type { OrderChange } from "../change-order";
import { addMail, addMailJob } from "./add-mail";
import { type ApprovalRow, updateRequest } from "./change-approval";

/**
 * Puts the reminder that is due into the outbox (H32). Under the order's lock, and one row for each number of a reminder: however many sweeps look, and wherever one
 * dies, it is one mail.
 */
export async function remindCustomer({ tx, order, loaded }: OrderChange): Promise<void> {
  const verdict = decideReminder(order, tx.now, { soonMs: loaded.expiringSoonHours * HOUR_MS });
  if (verdict.kind === "not_due" || order.approval === null) return;
  const key = { storeId: order.storeId, id: order.approval.id };
  const [request] = await tx.select("approval_requests", key, { lock: true });
  if (!request) throw new Error(`approval request ${key.id} is gone`);
  const scope = { tx, request };
  const now = await unlessOnPage(scope, verdict);
  if (now.kind === "send") return remind(scope);
  await updateRequest(scope, { remindAt: now.kind === "later" ? toDate(now.at) : null });
}

type Scope = Pick<OrderChange, "tx"> & { request: ApprovalRow };

/** Whoever has just gone to the gateway's page is about to answer. */
async function unlessOnPage({ tx, request }: Scope, verdict: ReminderVerdict): Promise<ReminderVerdict> {
  if (verdict.kind !== "send") return verdict;
  const pages = await tx.select("hosted_sessions", { storeId: request.storeId, approvalRequestId: request.id });
  const isThere = pages.some(
    ({ status, createdAt }) => (status === "requested" || status === "open") && tx.now - createdAt.getTime() < HOUR_MS,
  );
  return isThere ? { kind: "later", at: later(tx.now, HOUR_MS) } : verdict;
}

async function remind({ tx, request }: Scope): Promise<void> {
  const { storeId, orderId, id, email, locale } = request;
  const earlier = await tx.select("mails", { storeId, approvalRequestId: id, kind: "approval_reminder" });
  const left = request.remindersLeft - 1;
  await addMail(tx, storeId, {
    orderId,
    approvalRequestId: id,
    kind: "approval_reminder",
    email,
    locale,
    sendAt: null,
    reminderNo: earlier.length + 1,
  });
  await updateRequest(
    { tx, request },
    { remindersLeft: left, remindAt: left > 0 ? toDate(nextReminder(tx.now, request)) : null },
  );
}

function nextReminder(now: Instant, { remindEveryDays }: ApprovalRow): Instant {
  return later(now, (remindEveryDays ?? 2) * DAY_MS);
}

/** Mails whose time has come by the house's clock leave now; from then on they are called back no more. */
export async function releaseDueMails({ tx, order }: OrderChange): Promise<void> {
  const { approval } = order;
  if (approval === null || !isLiveApproval(approval.status) || approval.sendAt === null || approval.sendAt > tx.now)
    return;
  const waiting = await tx.select("mails", {
    storeId: order.storeId,
    approvalRequestId: approval.id,
    status: "requested",
  });
  for (const { storeId, id, sendAt } of waiting) {
    if (sendAt === null || sendAt.getTime() > tx.now) continue;
    await tx.update("mails", { storeId, id, status: "requested" }, { sendAt: null });
    await addMailJob(tx, { storeId, id });
  }
}
