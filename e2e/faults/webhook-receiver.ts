import { createServer } from "node:http";
import type { Pool } from "pg";
import { findStore } from "@/lib/operations/notification/find-store";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import type { Gateway } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";

export type WebhookReceiver = { readonly received: () => number; close(): Promise<void> };

/** The door for notifications without the rest of the web server: verify the raw bytes, store, then acknowledge. */
export async function receiveWebhooks(pool: Pool, gateway: Gateway, port: number): Promise<WebhookReceiver> {
  let received = 0;
  async function take(body: string, headers: Record<string, string>): Promise<number> {
    const notification = await gateway.readNotification(body, headers, toInstant(Date.now()));
    if (!notification) return 400;
    const storeId = await findStore(pool, gateway.name, notification.meaning);
    if (storeId === null) return 503;
    const actor = { kind: "system", job: "webhook_stripe" } as const;
    const context = { pool, storeId, actor, correlationId: notification.eventId };
    await receiveNotification(context, gateway.name, notification, { bytes: body.length });
    received++;
    return 200;
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const status = await take(Buffer.concat(chunks).toString("utf8"), headers).catch(() => 500);
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return {
    received: () => received,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
