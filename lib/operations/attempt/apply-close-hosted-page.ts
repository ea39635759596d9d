import { recordEvent } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf } from "./apply-authorize";

/** A payable page that shows old terms was to be closed (I19). Where it was already completed, the money that came in is looked at again. */
export async function applyCloseHostedPage(applied: AppliedAttempt<"close_hosted_page">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const { storeId } = attempt;
  const [session] = await tx.select("hosted_sessions", { storeId, id: attempt.hostedSessionId ?? "" }, { lock: true });
  if (session?.status !== "open") return;
  if (outcome.kind === "succeeded") {
    await tx.update("hosted_sessions", keyOf(session), { status: "closed", endedAt: toDate(tx.now) });
    await recordEvent(tx, author, attempt.orderId, "hosted_page_closed", eventData(applied));
  } else if (outcome.kind === "declined" || outcome.kind === "rejected") {
    await tx.addJob("sync_hosted_page", { storeId, hostedSessionId: session.id }, { key: `hosted:${session.id}` });
  }
}
