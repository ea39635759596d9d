import type { WaitingMessage } from "./take-messages";

/** What a receiver reads: the event as `GET /orders/{n}` tells it among the order's, with the order's number. Byte for byte the same at each try. */
export function messageBody(
  message: Pick<
    WaitingMessage,
    "storeId" | "topic" | "versionNo" | "payload" | "createdAt" | "orderNumber" | "actor" | "correlationId"
  >,
): string {
  const { storeId, topic, versionNo, payload, createdAt, orderNumber, actor, correlationId } = message;
  const data = { store: storeId, orderNumber, seq: Number(versionNo), actor, correlationId, data: payload };
  return JSON.stringify({ type: topic, timestamp: createdAt.toISOString(), data });
}
