import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { MINUTE_MS } from "@/lib/payments/instant";
import { ok } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { type ApprovalChange, changeApproval, updateRequest } from "./change-approval";
import { endUnsent, isSilencedByDispute } from "./silence-mails";

export type StartAnswer = "started" | "nothing_to_send" | "not_due" | "request_ended";

/**
 * Takes a mail up to be handed to the mail server. Decided under the order's lock: whoever takes the request back before this is sure that no mail goes, and whoever
 * comes after it is told that it has gone. A mail for a question that has ended meanwhile is dropped.
 */
export async function startMail(context: OperationContext, mailId: string): Promise<StartAnswer> {
  const key = { storeId: context.storeId, id: mailId };
  const [mail] = await transaction(context.pool, (tx) => tx.select("mails", key));
  if (mail?.status !== "requested") return "nothing_to_send";
  if (mail.approvalRequestId === null) return "started";
  const answer = await changeApproval(context, mail.approvalRequestId, async (scope) =>
    ok(await start(scope, mail.id)),
  );
  if (!answer.ok) throw new Error(`mail ${mailId}: ${answer.reason}`);
  return answer.value;
}

async function start(scope: ApprovalChange, id: string): Promise<StartAnswer> {
  const { tx, request } = scope;
  const key = { storeId: request.storeId, id };
  const [mail] = await tx.select("mails", key, { lock: true });
  if (mail?.status !== "requested") return "nothing_to_send";
  if (!isStillAsked(scope, mail)) {
    await tx.update("mails", key, { status: "dropped", lastError: "the request has ended" });
    return "request_ended";
  }
  if (await isSilencedByDispute(scope, mail)) {
    await endUnsent(scope, mail);
    return "request_ended";
  }
  if (mail.sendAt !== null && mail.sendAt.getTime() > tx.now) return "not_due";
  if (mail.startedAt === null) {
    const hasWaited = tx.now - mail.createdAt.getTime() > MINUTE_MS;
    if (mail.kind === "approval_request" && hasWaited) await takeTotalOfNow(scope);
    await tx.update("mails", key, { startedAt: toDate(tx.now), sendAt: null });
  }
  return "started";
}

function isStillAsked({ request, tx, order }: ApprovalChange, { kind }: RowOf<"mails">): boolean {
  const status = request.status as ApprovalStatus;
  if (!isLiveApproval(status) || request.expiresAt.getTime() <= tx.now || order.isFraudStopped) return false;
  return kind === "approval_request" || status === "sent" || status === "opened";
}

/** A mail that waited for its hour says what is true when it leaves. */
async function takeTotalOfNow(scope: ApprovalChange): Promise<void> {
  const { order, request, loaded } = scope;
  const { amountMinor } = order.total;
  if (request.status !== "requested" || request.amountMinor === amountMinor) return;
  await scope.event("approval_terms_updated", {
    approvalRequestId: request.id,
    amountMinor: amountMinor.toString(),
    currency: request.currency,
  });
  await updateRequest(scope, { amountMinor, revision: loaded.row.revision });
}
