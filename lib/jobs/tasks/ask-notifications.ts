import { logger } from "@/lib/config/logger";
import { insideTransaction, readNow } from "@/lib/db/transaction";
import { findStore } from "@/lib/operations/notification/find-store";
import { readMessageRate } from "@/lib/operations/notification/message-rate";
import { notYetStored, receiveNotification } from "@/lib/operations/notification/receive-notification";
import type { OperationContext } from "@/lib/operations/operation-context";
import { doneUntil, endTask, moveDoneUntil } from "@/lib/operations/reconciliation/schedules";
import type { Gateway, GatewayName, TimeWindow } from "@/lib/payments/gateway";
import { isUnusuallySilent, piecesOf } from "@/lib/payments/gateway-schedule";
import { DAY_MS, later, MINUTE_MS } from "@/lib/payments/instant";
import { systemContext, type WorkerContext } from "../worker-context";

export type AskNotificationsPayload = { readonly storeId: string; readonly gateway: string };

const pieceMs = DAY_MS;
/** What a slow gateway lists late, or a clock that differs, is still found; what was stored before is stored once. */
const overlapMs = 5 * MINUTE_MS;

/**
 * Days of silence made good by asking (WH-5): everything that the gateway lists since the last time goes the way of a notification that it had sent
 * us, once. The cursor is a row that moves on after each stored piece.
 */
export async function askNotifications(worker: WorkerContext, payload: AskNotificationsPayload): Promise<string> {
  const { storeId } = payload;
  const context = systemContext(worker, storeId, "ask_notifications", `events:${payload.gateway}`);
  const gateway = worker.gateway(payload.gateway as GatewayName);
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const now = await readNow(worker.pool);
  const from = await doneUntil(context, gateway.name, "notifications");
  if (from === null) return "not_scheduled";
  let found = 0;
  let failure: string | null = null;
  if (gateway.listNotifications) {
    for (const piece of piecesOf(later(from, -overlapMs), now, pieceMs)) {
      const stored = await storePiece(context, gateway, gateway.listNotifications, piece);
      if (stored === null) {
        failure = "gateway_silent";
        break;
      }
      found += stored;
      await moveDoneUntil(context, gateway.name, "notifications", piece.to);
    }
  }
  await endTask(context, gateway.name, "notifications", failure);
  const rate = await readMessageRate(context, gateway.name);
  if (isUnusuallySilent(rate, now))
    logger.error(
      { alarm: "notifications_silent", gateway: gateway.name, storeId, lastAt: rate.lastAt, foundByAsking: found },
      "no notification came for ten times the usual gap",
    );
  return failure ?? `found ${found}`;
}

/** Null where the gateway fell silent: what was stored stays, and the piece is asked for again. */
async function storePiece(
  context: OperationContext,
  gateway: Gateway,
  list: NonNullable<Gateway["listNotifications"]>,
  piece: TimeWindow,
): Promise<number | null> {
  let stored = 0;
  for (let cursor: string | null = null; ; ) {
    const page = await list(piece, cursor);
    if (page.kind === "silent") return null;
    const ids = page.notifications.map(({ eventId }) => eventId);
    const missing = ids.length > 0 ? await notYetStored(context, gateway.name, ids) : new Set();
    for (const notification of page.notifications) {
      if (!missing.has(notification.eventId)) continue;
      if ((await findStore(context.pool, gateway.name, notification.meaning)) !== context.storeId) continue;
      const isNew = await receiveNotification(context, gateway.name, notification, {}, "list");
      if (isNew) stored++;
    }
    cursor = page.nextCursor;
    if (cursor === null) return stored;
  }
}
