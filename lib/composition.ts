import type { Pool } from "pg";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { type Database, database as processDatabase } from "@/lib/db/client";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { insideTransaction } from "@/lib/db/transaction";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender, type Sender } from "@/lib/http/sender";
import type { Actor, OperationContext } from "@/lib/operations/operation-context";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";

/** The one place where gateways, database and settings meet. Everything else is handed what it needs. */
export function database(): Database {
  return processDatabase();
}

/** Every gateway that is switched on. The worker moves money with them; web only verifies what they send. */
export function gateways(): ReadonlyMap<GatewayName, Gateway> {
  const { stripe, paypal } = settings();
  joined ??= createGatewayRegistry(
    {
      stripe: { ...stripe, webhookSecrets: listOf(stripe.webhookSecret) },
      ...(paypal === null ? {} : { paypal: { ...paypal, webhookIds: listOf(paypal.webhookId) } }),
    },
    outsideTransactions(createSender({ onCall: (call) => logger.info({ ...call }, "gateway call") })),
    createHouseLedger(database().pool),
  );
  return joined;
}

export function operationContext({
  storeId,
  actor,
  correlationId,
  pool = database().pool,
}: {
  storeId: string;
  actor: Actor;
  correlationId: string;
  pool?: Pool;
}): OperationContext {
  return { pool, storeId, actor, correlationId };
}

/** Moves the sandbox's own clock to the given moment. There is none in production mode. */
export async function setSandboxClock(now: Date): Promise<boolean> {
  const { sandboxUrl } = settings();
  if (sandboxUrl === null) return false;
  const answer = await sandboxSender().send({
    method: "POST",
    url: `${sandboxUrl}/__sandbox/clock`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now: now.toISOString() }),
    deadlineMs: 10_000,
  });
  return answer.kind === "answered" && answer.status === 200;
}

/** Two, joined by a comma, while one is being replaced. */
function listOf(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

let joined: ReadonlyMap<GatewayName, Gateway> | null = null;
let control: Sender | null = null;

function sandboxSender(): Sender {
  control ??= createSender();
  return control;
}

/** Rule 11, held where it cannot be forgotten: a call while a transaction is open would hold its locks for as long as a gateway is slow. */
function outsideTransactions(sender: Sender): Sender {
  return {
    ...sender,
    send(request) {
      if (insideTransaction()) throw new Error("a gateway was called while a database transaction was open");
      return sender.send(request);
    },
  };
}
