import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { changeOrder } from "@/lib/operations/change-order";
import type { Actor } from "@/lib/operations/operation-context";
import { ok, refused } from "@/lib/payments/result";
import { type Act, act, many } from "./act";
import type { LifeSetting } from "./life-setting";

const shop: Actor = { kind: "api", keyName: "shop" };

/**
 * Late money as a life may come to it: an order whose money was captured turns out to have been replaced by one that has not shipped yet. The house never
 * replaces an order like that by itself, so it is written as an older system would have left it.
 */
export async function foundReplaced(setting: LifeSetting, orderNumber: string): Promise<Act | undefined> {
  const waiting = await many<{ id: string; order_number: string; currency: string }>(
    setting,
    `SELECT o.id, o.order_number, o.currency FROM orders o JOIN orders old ON old.currency = o.currency AND old.id <> o.id
     WHERE old.order_number = $1 AND o.status = 'confirmed'
       AND NOT EXISTS (SELECT 1 FROM order_links l WHERE l.predecessor_id IN (old.id, o.id) OR l.successor_id = o.id) ORDER BY o.order_number`,
    [orderNumber],
  );
  if (waiting.length === 0) return undefined;
  const next = setting.dice.pick(waiting);
  return act(`${orderNumber} is found to be replaced by ${next.order_number}`, () =>
    changeOrder(setting.as(shop), { orderNumber }, async ({ tx, order, event }) => {
      const successor = await loadOrderForChange(tx, order.storeId, next.id);
      const isFree =
        successor?.order.status === "confirmed" &&
        successor.order.predecessorId === null &&
        successor.order.successor === null;
      if (!isFree || order.status !== "completed" || order.successor !== null || order.openAttempts.length > 0)
        return refused("not_as_it_was");
      await tx.insert("order_links", {
        storeId: order.storeId,
        predecessorId: order.id,
        successorId: next.id,
        reason: "price_rise",
        status: "complete",
        differenceMinor: 0n,
        currency: next.currency,
        createdAt: toDate(tx.now),
        completedAt: toDate(tx.now),
      });
      await tx.update(
        "orders",
        { storeId: order.storeId, id: order.id },
        { status: "replaced", version: order.version + 1 },
      );
      await event("order_replaced", { predecessor: orderNumber, successor: next.order_number });
      return ok(null);
    }),
  );
}
