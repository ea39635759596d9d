import { type Instant, toInstant } from "@/lib/payments/instant";
import { isPositive } from "@/lib/payments/money";
import { isEnded, spareDeadline, spareOf } from "@/lib/payments/spare-money";
import { newId } from "../new-id";
import { toDate } from "../to-domain";
import type { Tx } from "../transaction";
import type { LoadedOrder } from "./order-store";

/**
 * Keeps the record of money that fits nothing due equal to what the rule says of the order: opened with a deadline, changed, or settled (I9, I18).
 * Answers since when there is some. Touches nothing where nothing changed.
 */
export async function syncSpare(tx: Tx, { order, row }: LoadedOrder): Promise<Instant | null> {
  const spare = spareOf(order);
  const before = order.spareSince;
  if (spare.amountMinor === row.spareMinor) return before;
  const since = isPositive(spare) ? (before ?? tx.now) : null;
  await tx.update(
    "orders",
    { storeId: row.storeId, id: row.id },
    { spareMinor: spare.amountMinor, spareSince: since === null ? null : toDate(since) },
  );
  const key = { storeId: row.storeId, orderId: row.id, status: "open", authorizationId: null };
  if (since === null) await tx.update("unapplied_money", key, { status: "settled", settledAt: toDate(tx.now) });
  else if (before !== null) await tx.update("unapplied_money", key, { amountMinor: spare.amountMinor });
  else await open(tx, { order, row }, since);
  return since;
}

async function open(tx: Tx, { order, row }: Pick<LoadedOrder, "order" | "row">, since: Instant): Promise<void> {
  const [newest] = await tx.rows<{ id: string; gateway: string; gatewayReference: string | null }>(
    `SELECT c.id, z.gateway, c.gateway_reference FROM captures c JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id
     WHERE c.store_id = $1 AND c.order_id = $2 AND c.status = 'captured' ORDER BY c.captured_at DESC, c.id DESC LIMIT 1`,
    [row.storeId, row.id],
  );
  await tx.insert("unapplied_money", {
    storeId: row.storeId,
    id: newId("una"),
    orderId: row.id,
    captureId: newest?.id ?? null,
    gateway: newest?.gateway ?? "transfer",
    gatewayReference: newest?.gatewayReference ?? "",
    amountMinor: spareOf(order).amountMinor,
    currency: row.currency,
    reason: isEnded(order) ? "order_closed" : "overpaid",
    status: "open",
    deadlineAt: toDate(spareDeadline(since)),
    createdAt: toDate(toInstant(since)),
  });
}
