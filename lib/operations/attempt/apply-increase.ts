import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { GatewayName, GatewayOperations } from "@/lib/payments/gateway";
import { authorizedEntries } from "@/lib/payments/ledger";
import { confirmWhenCovered } from "../order/confirm-when-covered";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf, loadHold, recordMethodFailure } from "./apply-authorize";

/** A hold was to be raised: it stands for the new total, or stays as it was. A refusal takes nothing away. */
export async function applyIncrease(applied: AppliedAttempt<"increase">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  switch (outcome.kind) {
    case "succeeded":
      await raise(applied, outcome.facts);
      await recordEvent(tx, author, attempt.orderId, "increase_succeeded", eventData(applied));
      await confirmWhenCovered(applied);
      return;
    case "declined":
    case "rejected":
      await recordMethodFailure(applied, outcome.reason);
      await keepFromRaising(applied);
      await recordEvent(tx, author, attempt.orderId, "increase_declined", eventData(applied));
      return;
    case "pending":
    case "unconfirmed":
      await recordEvent(tx, author, attempt.orderId, "increase_unconfirmed", eventData(applied));
      return;
    case "not_sent":
      return;
  }
}

/** A gateway that would not raise a hold once is not asked again: what is missing is a new hold's from then on. */
async function keepFromRaising(applied: AppliedAttempt<"increase">): Promise<void> {
  const hold = await loadHold(applied);
  await applied.tx.update("authorizations", keyOf(hold), { canIncrease: false, version: hold.version + 1 });
}

/** A hold that ended meanwhile still takes its new amount, so that what is released is what the gateway held. */
async function raise(
  applied: AppliedAttempt<"increase">,
  facts: GatewayOperations["increase"]["facts"],
): Promise<void> {
  const { tx, author, attempt } = applied;
  const hold = await loadHold(applied);
  const raisedMinor = facts.amount.amountMinor - hold.amountMinor;
  if (raisedMinor <= 0n) return;
  await tx.update("authorizations", keyOf(hold), {
    amountMinor: facts.amount.amountMinor,
    ...(facts.expiresAt === null ? {} : { expiresAt: toDate(facts.expiresAt), expirySource: "gateway" }),
    version: hold.version + 1,
  });
  await recordLedger(
    tx,
    author.storeId,
    attempt.orderId,
    hold.id,
    authorizedEntries(toMoney(raisedMinor, hold.currency), hold.gateway as GatewayName),
  );
}
