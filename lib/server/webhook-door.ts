import "server-only";
import { database, gateways, operationContext } from "@/lib/composition";
import { logger } from "@/lib/config/logger";
import { findStore } from "@/lib/operations/notification/find-store";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import type { GatewayName } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { createFloodAlarm } from "./flood-alarm";
import { countRefusedNotification } from "./metrics";

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
    refuseUnsigned(gateway.name);
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

const unsigned = createFloodAlarm({ limit: 100, windowMs: 5 * 60_000 });

/** One unsigned message is a mistake; a hundred within minutes are an attack or a lost secret, and somebody should know (MR4-28). */
function refuseUnsigned(gateway: GatewayName): void {
  countRefusedNotification(gateway);
  const { count, isAlarm } = unsigned(gateway, Date.now());
  if (isAlarm)
    logger.error({ alarm: "unsigned_notifications", gateway, count }, "many notifications without a valid signature");
  else if (count <= 10) logger.warn({ gateway }, "notification without a valid signature");
}
