import { recordEvent } from "@/lib/db/stores/history-store";
import type { AppliedAttempt } from "./applied-attempt";
import { applyAuthorize, eventData, loadHold, moveHold } from "./apply-authorize";
import { releaseInBooks } from "./apply-void";

/**
 * A hold was to be renewed at its gateway. The new one lives under a reference of its own and the old one is spent by it: the gateway's yes proves
 * both (AE-4). A refusal or silence leaves the old hold as it was (AE-6).
 */
export async function applyRenew(applied: AppliedAttempt<"renew">): Promise<void> {
  await applyAuthorize(applied);
  if (applied.outcome.kind === "succeeded") await endRenewedHold(applied);
}

async function endRenewedHold(applied: AppliedAttempt<"renew">): Promise<void> {
  const { tx, author, attempt } = applied;
  const { replacesId } = await loadHold(applied);
  const [old] = await tx.select("authorizations", { storeId: attempt.storeId, id: replacesId ?? "" }, { lock: true });
  if (!old || !(await moveHold(tx, old, "void_succeeded"))) return;
  await releaseInBooks(applied, old);
  await recordEvent(tx, author, attempt.orderId, "authorization_renewed", {
    ...eventData(applied),
    authorizationId: attempt.authorizationId,
    replacesId: old.id,
  });
}
