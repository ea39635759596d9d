import { recordEvent } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { syncLater } from "../approval/end-approval";
import { lookAgainLater } from "../approval/look-again-later";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf } from "./apply-authorize";

/** The gateway's own page was to be opened for a customer: now it has an address, or cannot be had. */
export async function applyOpenHostedPage(applied: AppliedAttempt<"open_hosted_page">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const [session] = await tx.select(
    "hosted_sessions",
    { storeId: attempt.storeId, id: attempt.hostedSessionId ?? "" },
    { lock: true },
  );
  if (session?.status !== "requested") return;
  if (outcome.kind === "succeeded") {
    const { sessionReference, url, expiresAt } = outcome.facts;
    await tx.update("hosted_sessions", keyOf(session), {
      status: "open",
      gatewayReference: sessionReference,
      url,
      expiresAt: toDate(expiresAt),
    });
    await recordEvent(tx, author, attempt.orderId, "hosted_page_opened", eventData(applied));
    if (url === null) return syncLater(tx, session);
    await closeWhereEnded(applied, session);
    await lookAgainLater(tx, session);
  } else if (outcome.kind === "declined" || outcome.kind === "rejected") {
    await tx.update("hosted_sessions", keyOf(session), { status: "failed", endedAt: toDate(tx.now) });
    await recordEvent(tx, author, attempt.orderId, "hosted_page_failed", eventData(applied));
  }
}

/** The question may have ended while the page was being opened: then nobody may pay on it (I19). */
async function closeWhereEnded({ tx }: AppliedAttempt, session: RowOf<"hosted_sessions">): Promise<void> {
  if (session.approvalRequestId === null) return;
  const key = { storeId: session.storeId, id: session.approvalRequestId };
  const [request] = await tx.select("approval_requests", key);
  if (!request || !isLiveApproval(request.status as ApprovalStatus)) await syncLater(tx, session);
}
