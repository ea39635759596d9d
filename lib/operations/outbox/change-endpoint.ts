import { settings } from "@/lib/config/env";
import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { type Tx, transaction } from "@/lib/db/transaction";
import { DAY_MS } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { unlistEndpoint } from "./undelivered-items";
import { type AddressProblem, addressProblem } from "./webhook-address";
import { secretsInForce, webhookSecret } from "./webhook-secret";

/** So many addresses may a store tell its events to: each is one more message per event. */
export const MOST_ENDPOINTS = 5;

export type EndpointRefusal =
  | "endpoint_not_found"
  | "endpoint_not_active"
  | "secret_is_changing"
  | "endpoint_already_there"
  | "too_many_endpoints"
  | AddressProblem;

/** Adds an address that is told of every event from now on. Answers its id and the secret by which it knows our messages, which no table holds. */
export function addEndpoint(
  context: OperationContext,
  { url, description }: { url: string; description: string },
): Promise<Result<{ endpointId: string; secret: string }, EndpointRefusal>> {
  return transaction(context.pool, async (tx) => {
    const problem = addressProblem(url, settings().webhookPrivateHosts);
    if (problem !== null) return refused(problem);
    const { storeId } = context;
    await tx.select("stores", { id: storeId }, { lock: true });
    const known = (await tx.select("webhook_endpoints", { storeId })).filter(({ status }) => status !== "removed");
    if (known.some((each) => each.url === url)) return refused("endpoint_already_there");
    if (known.length >= MOST_ENDPOINTS) return refused("too_many_endpoints");
    const endpoint = {
      storeId,
      id: newId("whe"),
      url,
      description,
      status: "active",
      secretNo: 1,
      previousSecretUntil: null,
      createdAt: new Date(tx.now),
    };
    await tx.insert("webhook_endpoints", endpoint);
    await note(tx, context, "webhook.added", endpoint.id, { url, description });
    return ok({ endpointId: endpoint.id, secret: webhookSecret(endpoint, 1) });
  });
}

export type EndpointChange = "pause" | "resume" | "remove" | "new_secret" | "send_test" | "send_again";

/**
 * Changes an endpoint. Paused, it is told nothing and nothing is lost; resumed, it is told what it missed. Removed, what waits for it is dropped. A new
 * secret holds at once, and messages are signed with the old one as well for a day; until then no other is made. `send_again` gives what was given up another three days.
 * Answers the secret in force where that is new.
 */
export function changeEndpoint(
  context: OperationContext,
  endpointId: string,
  change: EndpointChange,
): Promise<Result<{ secret: string | null; count: number }, EndpointRefusal>> {
  return transaction(context.pool, async (tx) => {
    const { storeId } = context;
    const key = { storeId, id: endpointId };
    const [endpoint] = await tx.select("webhook_endpoints", key, { lock: true });
    if (!endpoint || endpoint.status === "removed") return refused("endpoint_not_found");
    const write = (set: Partial<RowOf<"webhook_endpoints">>) => tx.update("webhook_endpoints", key, set);
    let secret: string | null = null;
    let count = 0;
    switch (change) {
      case "pause":
        await write({ status: "paused" });
        break;
      case "resume":
        await write({ status: "active", failureCount: 0, restsUntil: null });
        break;
      case "remove":
        count = await dropMessages(tx, key);
        await unlistEndpoint(tx, storeId, endpointId);
        await write({ status: "removed" });
        break;
      case "new_secret":
        // A third would silence the one that the receiver still checks with: two are alive at most.
        if (secretsInForce(endpoint, tx.now).length > 1) return refused("secret_is_changing");
        await write({
          secretNo: endpoint.secretNo + 1,
          previousSecretUntil: new Date(tx.now + DAY_MS),
        });
        secret = webhookSecret(endpoint, endpoint.secretNo + 1);
        break;
      case "send_test":
        if (endpoint.status !== "active") return refused("endpoint_not_active");
        await insertTest(tx, key);
        await write({ restsUntil: null });
        break;
      case "send_again":
        count = await sendAgain(tx, key);
        break;
    }
    await note(tx, context, `webhook.${change}`, endpointId, { url: endpoint.url, count });
    return ok({ secret, count });
  });
}

type EndpointKey = { readonly storeId: string; readonly id: string };

/** Answers how many of them had not been told yet. The events that they told stay. */
async function dropMessages(tx: Tx, { storeId, id }: EndpointKey): Promise<number> {
  const dropped = await tx.rows<{ waited: number }>(
    `WITH gone AS (DELETE FROM outbox_messages WHERE store_id = $1 AND endpoint_id = $2 RETURNING status)
     SELECT count(*) FILTER (WHERE status <> 'delivered')::int AS waited FROM gone`,
    [storeId, id],
  );
  return dropped[0]?.waited ?? 0;
}

async function sendAgain(tx: Tx, { storeId, id }: EndpointKey): Promise<number> {
  const sent = await tx.rows(
    `UPDATE outbox_messages SET status = 'waiting', attempt_count = 0, next_try_at = NULL, retried_at = $3
     WHERE store_id = $1 AND endpoint_id = $2 AND status = 'failed' RETURNING 1`,
    [storeId, id, new Date(tx.now)],
  );
  return sent.length;
}

/** A message about nothing, so that a receiver can be tried before the first event. */
async function insertTest(tx: Tx, { storeId, id }: EndpointKey): Promise<void> {
  const messageId = newId("msg_test");
  await tx.insert("outbox_messages", {
    storeId,
    id: messageId,
    endpointId: id,
    topic: "test",
    subjectKind: "endpoint",
    subjectId: messageId,
    versionNo: 0n,
    payload: {} as never,
    status: "waiting",
    createdAt: new Date(tx.now),
  });
}

async function note(
  tx: Tx,
  context: OperationContext,
  action: string,
  subjectId: string,
  after: object,
): Promise<void> {
  await recordAudit(tx, authorOf(context), { action, subjectKind: "webhook_endpoint", subjectId, after });
}
