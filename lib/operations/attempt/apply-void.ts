import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { toMoney } from "@/lib/db/to-domain";
import type { GatewayName } from "@/lib/payments/gateway";
import { releasedEntries } from "@/lib/payments/ledger";
import { applyVoidOutcome } from "@/lib/payments/voiding";
import { continueApproval } from "../approval/continue-approval";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, loadHold, moveHold } from "./apply-authorize";

/** A hold was to be released: it is, had lapsed already, or is not known yet. */
export async function applyVoid(applied: AppliedAttempt<"void">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const hold = await loadHold(applied);
  const effect = applyVoidOutcome(outcome.kind, "reason" in outcome ? outcome.reason : null);
  if (effect.event !== null && (await moveHold(tx, hold, effect.event))) {
    if (effect.event === "void_succeeded" || effect.event === "expired") await releaseInBooks(applied, hold);
    await recordEvent(tx, author, attempt.orderId, effect.event, eventData(applied));
  }
  if (effect.needsRefund) {
    await recordEvent(tx, author, attempt.orderId, "void_found_captured_money", eventData(applied));
    const { storeId, gateway, gatewayReference: reference } = hold;
    await tx.addJob("inspect_hold", { storeId, gateway, reference }, { key: `hold:${hold.id}` });
  }
  if (attempt.approvalRequestId) await continueApproval(tx, attempt.storeId, attempt.approvalRequestId);
}

/** Takes what a hold still promised off the books, when it was released or lapsed. */
export async function releaseInBooks(
  { tx, author }: Pick<AppliedAttempt, "tx" | "author">,
  hold: { id: string; orderId: string; gateway: string; currency: string; amountMinor: bigint; capturedMinor: bigint },
): Promise<void> {
  const rest = toMoney(hold.amountMinor - hold.capturedMinor, hold.currency);
  await recordLedger(tx, author.storeId, hold.orderId, hold.id, releasedEntries(rest, hold.gateway as GatewayName));
}
