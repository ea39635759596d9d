import type { Pool } from "pg";
import { sendMessage } from "@/lib/connectors/webhooks/send-message";
import { messageBody } from "@/lib/operations/outbox/message-body";
import { forgetDelivered, recordDelivery } from "@/lib/operations/outbox/record-delivery";
import { type Delivering, takeMessages, type WaitingMessage } from "@/lib/operations/outbox/take-messages";
import { secretsInForce } from "@/lib/operations/outbox/webhook-secret";
import type { WorkerContext } from "../worker-context";

export type DeliverMessagesPayload = { readonly storeId: string; readonly endpointId: string };

/** Orders told of side by side; of one order, one message after the other. */
const AT_ONCE = 16;
/** Then the job ends, and the next sweep asks for another: no receiver keeps a worker from payments. */
const LONGEST_MS = 20_000;

/** Tells one endpoint what it does not know yet, oldest first. A message whose answer was lost is sent again under the same id. */
export async function deliverMessages(
  { pool }: WorkerContext,
  { storeId, endpointId }: DeliverMessagesPayload,
): Promise<string> {
  const until = performance.now() + LONGEST_MS;
  let delivered = 0;
  while (performance.now() < until) {
    const taken = await takeMessages(pool, storeId, endpointId);
    if (!taken || taken.bySubject.length === 0) break;
    const done = await deliverBatch(pool, taken, until);
    delivered += done.delivered;
    if (done.isStopped) break;
  }
  await forgetDelivered(pool, { storeId, id: endpointId });
  return `delivered ${delivered}`;
}

async function deliverBatch(pool: Pool, { endpoint, now, bySubject }: Delivering, until: number) {
  const secrets = secretsInForce(endpoint, now);
  const waiting = [...bySubject];
  const done = { delivered: 0, isStopped: false };
  const tellOne = async (messages: readonly WaitingMessage[]) => {
    for (const message of messages) {
      if (done.isStopped || performance.now() >= until) return;
      const delivery = await sendMessage(endpoint.url, { id: message.id, body: messageBody(message) }, secrets);
      const next = await recordDelivery(pool, endpoint, message, delivery);
      if (delivery.kind === "delivered") done.delivered++;
      if (next === "stop") done.isStopped = true;
      if (next !== "go_on") return;
    }
  };
  const lane = async () => {
    for (let messages = waiting.shift(); messages && !done.isStopped; messages = waiting.shift())
      await tellOne(messages);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, lane));
  return done;
}
