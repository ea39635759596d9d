import "server-only";
import { database, gateways, operationContext } from "@/lib/composition";
import { logger } from "@/lib/config/logger";
import { findStore } from "@/lib/operations/notification/find-store";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import type { GatewayName } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";

const LIMIT_BYTES = 512 * 1024;

/**
 * Verify on the raw body, store, enqueue, answer; nothing else (ARCHITECTURE 6C). What is not authentic changes nothing and learns nothing
 * (WH-4). An authentic message is acknowledged only once it is stored.
 */
export async function takeNotification(name: string, request: Request): Promise<Response> {
  const gateway = gateways().get(name as GatewayName);
  if (!gateway) return new Response(null, { status: 404 });
  const rawBody = await request.text();
  if (rawBody.length > LIMIT_BYTES) return new Response(null, { status: 413 });
  const { pool } = database();
  // Gateways sign in real time, also while a test has moved the desk's own clock.
  const headers = Object.fromEntries(request.headers);
  const notification = await gateway.readNotification(rawBody, headers, toInstant(Date.now()));
  if (!notification) {
    logger.warn({ gateway: name }, "notification without a valid signature");
    return new Response(null, { status: 400 });
  }
  const storeId = await findStore(pool, gateway.name, notification.meaning);
  if (storeId === null) return new Response(null, { status: 503 });
  const context = operationContext({
    storeId,
    actor: { kind: "system", job: `webhook_${name}` },
    correlationId: notification.eventId,
  });
  const isNew = await receiveNotification(context, gateway.name, notification, { bytes: rawBody.length });
  logger.info({ gateway: name, eventId: notification.eventId, type: notification.type, isNew }, "notification stored");
  return new Response(null, { status: 200 });
}
