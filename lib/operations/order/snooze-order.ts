import { loadStore } from "@/lib/db/stores/store-store";
import { toDate } from "@/lib/db/to-domain";
import { instantOfChoice, type SnoozeChoice } from "@/lib/format/snooze-choices";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { decideSnooze, type SnoozeRefusal } from "@/lib/payments/snoozing";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type SnoozeOrderRefusal = OrderMissing | SnoozeRefusal | "nothing_to_snooze";
export type Snoozed = { readonly until: Instant; readonly isCutShort: boolean; readonly timeZone: string };

/**
 * Takes an order off the lists until a moment, until its customer moves, or until 24 hours before a hold ends, whichever comes first. A new
 * reason to look at it shows it again at once, because only the reasons of today are put off.
 */
export async function snoozeOrder(
  context: OperationContext,
  key: OrderKey,
  input: { readonly until: SnoozeChoice },
): Promise<Result<Snoozed, SnoozeOrderRefusal>> {
  return changeOrder(context, key, async ({ tx, order, event }): Promise<Result<Snoozed, SnoozeOrderRefusal>> => {
    const { timeZone } = await loadStore(tx, order.storeId);
    const wanted = instantOfChoice(input.until, tx.now, timeZone);
    if (wanted === null) return refused("snooze_in_past");
    const decision = decideSnooze(order, wanted, tx.now);
    if (!decision.ok) return decision;
    const until = decision.value;
    const snoozedUntil = toDate(until);
    const asleep = await tx.update(
      "worklist_items",
      { storeId: order.storeId, orderId: order.id, closedAt: null },
      { snoozedUntil },
    );
    if (asleep === 0) return refused("nothing_to_snooze");
    await event("order_snoozed", { until: snoozedUntil.toISOString() });
    return ok({ until, isCutShort: until < wanted, timeZone });
  });
}

/** Puts a sleeping order back on the lists now. */
export async function wakeOrder(
  context: OperationContext,
  key: OrderKey,
): Promise<Result<{ wokeAt: Instant }, OrderMissing>> {
  return changeOrder(
    context,
    key,
    async ({ tx, order, event }) => {
      await tx.update(
        "worklist_items",
        { storeId: order.storeId, orderId: order.id, closedAt: null },
        { snoozedUntil: null },
      );
      await event("order_woken");
      return ok({ wokeAt: toInstant(tx.now) });
    },
    { ignoresClaim: true },
  );
}
