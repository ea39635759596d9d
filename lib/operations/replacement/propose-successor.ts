import { newId } from "@/lib/db/new-id";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { insertRevision, loadLines } from "@/lib/db/stores/line-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { toJson } from "@/lib/db/transaction";
import type { ApprovalChange } from "../approval/change-approval";
import { successorNumber } from "./successor-number";

/**
 * The order that is to replace this one: the same customer and the lines of today, `proposed` and linked, paid by nobody yet (H16, H17, PR-3). An order has
 * one successor for good, so a later try takes the same one and brings its lines up to date.
 */
export async function proposeSuccessor(scope: ApprovalChange): Promise<LoadedOrder> {
  const { tx, order } = scope;
  if (order.successor === null) return insertSuccessor(scope);
  const successor = await loadOrderForChange(tx, order.storeId, order.successor.orderId);
  if (!successor) throw new Error(`order ${order.id} lost its successor`);
  return bringUpToDate(scope, successor);
}

async function insertSuccessor(scope: ApprovalChange): Promise<LoadedOrder> {
  const { tx, author, order, loaded, request, store } = scope;
  const { storeId } = order;
  const { currency } = order.total;
  const id = newId("ord");
  const { accountId, source, reference, totalMinor, revision, promisedShipAt, ownerId } = loaded.row;
  const orderNumber = await successorNumber(tx, store, {
    orderNumber: order.orderNumber,
    isSuccessor: order.predecessorId !== null,
  });
  const now = toDate(tx.now);
  await tx.insert("orders", {
    storeId,
    id,
    orderNumber,
    accountId,
    source,
    reference,
    status: "proposed",
    currency,
    totalMinor,
    revision: 1,
    placedAt: now,
    promisedShipAt: request.estimatedDeliveryAt ?? promisedShipAt,
    ownerId,
    createdAt: now,
    updatedAt: now,
  });
  const lines = await loadLines(tx, { storeId, orderId: order.id, revision, currency });
  await insertRevision(tx, { storeId, orderId: id, revision: 1, currency }, lines, {
    total: order.total,
    actor: author.actor,
    reason: request.reason,
  });
  const promotions = await tx.select("order_promotions", { storeId, orderId: order.id });
  await tx.insertAll(
    "order_promotions",
    promotions.map((promotion) => ({ ...promotion, orderId: id })),
  );
  await tx.insert("order_links", {
    storeId,
    predecessorId: order.id,
    successorId: id,
    reason: request.reason,
    status: "proposed",
    differenceMinor: totalMinor - request.previousMinor,
    currency,
    approvalRequestId: request.id,
    createdAt: now,
  });
  const line = { predecessor: order.orderNumber, successor: orderNumber, approvalRequestId: request.id };
  await recordEvent(tx, author, order.id, "successor_proposed", line);
  await recordEvent(tx, author, id, "successor_proposed", line);
  await recordAudit(tx, author, {
    action: "order.successor_proposed",
    subjectKind: "order",
    subjectId: id,
    orderId: id,
    reason: request.reason,
    after: { ...line, totalMinor: totalMinor.toString() },
  });
  return reload(scope, id);
}

async function bringUpToDate(scope: ApprovalChange, successor: LoadedOrder): Promise<LoadedOrder> {
  const { tx, author, order, loaded, request } = scope;
  const { storeId, id, currency } = successor.row;
  if (successor.row.status !== "proposed") throw new Error(`successor ${id} is ${successor.row.status}`);
  const lines = await loadLines(tx, { storeId, orderId: order.id, revision: loaded.row.revision, currency });
  const known = await loadLines(tx, { storeId, orderId: id, revision: successor.row.revision, currency });
  const isSame = toJson(lines) === toJson(known);
  const revision = isSame ? successor.row.revision : successor.row.revision + 1;
  if (!isSame) {
    const what = { total: order.total, actor: author.actor, reason: request.reason };
    await insertRevision(tx, { storeId, orderId: id, revision, currency }, lines, what);
  }
  await tx.update(
    "orders",
    { storeId, id },
    {
      revision,
      totalMinor: order.total.amountMinor,
      promisedShipAt: request.estimatedDeliveryAt ?? loaded.row.promisedShipAt,
      version: successor.row.version + 1,
      updatedAt: toDate(tx.now),
    },
  );
  await tx.update(
    "order_links",
    { storeId, predecessorId: order.id },
    {
      differenceMinor: order.total.amountMinor - request.previousMinor,
      approvalRequestId: request.id,
      reason: request.reason,
    },
  );
  return reload(scope, id);
}

async function reload({ tx, order }: ApprovalChange, id: string): Promise<LoadedOrder> {
  const successor = await loadOrderForChange(tx, order.storeId, id);
  if (!successor) throw new Error(`successor ${id} is gone`);
  return successor;
}
