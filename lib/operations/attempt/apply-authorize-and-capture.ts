import { recordEvent } from "@/lib/db/stores/history-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, loadHold, moveHold, recordHold } from "./apply-authorize";
import { settleCapture } from "./apply-capture";

/** One call that was to hold and take at once (P13, P14): the new hold is linked to the dead one, which keeps its final state (P17). */
export async function applyAuthorizeAndCapture(
  applied: AppliedAttempt<"authorize_and_capture">,
): Promise<LoadedOrder | undefined> {
  const { tx, author, attempt, outcome } = applied;
  const hold = await loadHold(applied);
  if (outcome.kind === "succeeded") {
    await recordHold(applied, hold, outcome.facts);
    await recordEvent(tx, author, attempt.orderId, "authorize_succeeded", eventData(applied));
  } else if (outcome.kind === "declined" || outcome.kind === "rejected") await moveHold(tx, hold, "authorize_declined");
  else if (outcome.kind === "unconfirmed") await moveHold(tx, hold, "authorize_unconfirmed");
  return settleCapture(applied, outcome.kind === "succeeded" ? outcome.facts : null, await loadHold(applied));
}
