import { recordEvent } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { toRow } from "@/lib/db/transaction";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import type { HostedPageState } from "@/lib/payments/gateway";
import { ok } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { type ApprovedPageResult, authorizeApprovedPage } from "./authorize-approved-page";
import { changeApproval } from "./change-approval";
import { completeHostedPage } from "./complete-hosted-page";
import { closeHostedPages } from "./end-approval";
import { lookAgainLater } from "./look-again-later";

export type HostedSession = RowOf<"hosted_sessions">;
export type SyncAnswer = ApprovedPageResult | "applied" | "unapplied" | "open" | "ended" | "not_open_yet";

export async function loadHostedSession(context: OperationContext, id: string): Promise<HostedSession | undefined> {
  const where = "SELECT * FROM hosted_sessions WHERE store_id = $1 AND id = $2";
  const found = await context.pool.query(where, [context.storeId, id]);
  return found.rows[0] && toRow<HostedSession>(found.rows[0]);
}

/** Takes over what the gateway says about its page: paid, agreed to, gone, or open; and closes it where its question has ended meanwhile (I19). */
export async function syncHostedPage(
  context: OperationContext,
  session: HostedSession,
  state: HostedPageState,
): Promise<SyncAnswer> {
  if (session.authorizationId !== null) return "known_already";
  switch (state.kind) {
    case "authorized": {
      const result = await completeHostedPage(context, session, state.authorization);
      if (!result.ok) throw new Error(`hosted page ${session.id}: ${result.reason}`);
      return result.value;
    }
    case "approved": {
      const result = await authorizeApprovedPage(context, session, state.instrument);
      if (!result.ok) throw new Error(`hosted page ${session.id}: ${result.reason}`);
      return result.value;
    }
    case "expired":
      return endSession(context, session);
    case "open":
      return closeWhereDead(context, session);
    case "silent":
      throw new Error("the gateway did not answer about its page");
  }
}

async function endSession(context: OperationContext, session: HostedSession): Promise<SyncAnswer> {
  await changeApproval(context, session.approvalRequestId ?? "", async ({ tx, author }) => {
    const key = { storeId: session.storeId, id: session.id };
    const [row] = await tx.select("hosted_sessions", key, { lock: true });
    if (row?.status === "open" || row?.status === "requested") {
      await tx.update("hosted_sessions", key, { status: "expired", endedAt: toDate(tx.now) });
      await recordEvent(tx, author, session.orderId, "hosted_page_expired", { hostedSessionId: session.id });
    }
    return ok(null);
  });
  return "ended";
}

async function closeWhereDead(context: OperationContext, session: HostedSession): Promise<SyncAnswer> {
  const result = await changeApproval(context, session.approvalRequestId ?? "", async (scope) => {
    const { request, order } = scope;
    const isLive = isLiveApproval(request.status as ApprovalStatus) && request.expiresAt.getTime() > scope.tx.now;
    const isSameTerms = request.amountMinor === order.total.amountMinor;
    if (isLive && isSameTerms && request.status !== "approving") {
      await lookAgainLater(scope.tx, session);
      return ok("open" as const);
    }
    await closeHostedPages(scope, request.id);
    return ok("closing" as const);
  });
  return result.ok ? result.value : "ended";
}
