import { randomUUID } from "node:crypto";
import { runOnce } from "graphile-worker";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender } from "@/lib/http/sender";
import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import type { OperationContext } from "@/lib/operations/operation-context";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { createStore } from "@/lib/operations/store/create-store";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";
import { type Sandbox, startSandbox } from "@/lib/sandbox/server";
import { queueLogger } from "./queue-logger";
import { openQueuePool } from "./queue-pool";
import { makeTaskList } from "./task-list";
import { sweep } from "./tasks/sweep";

/** A whole desk for one test file: its own database, a real sandbox, and the background work run to its end on demand. */
export type DeskForTests = {
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly gateways: ReadonlyMap<GatewayName, Gateway>;
  readonly context: OperationContext;
  /** Runs every waiting job, and those that they add, until none is left. */
  work(): Promise<void>;
  /** Tells the sandbox what to do wrong next (lib/sandbox/fault-rule.ts). */
  fault(rule: object): Promise<void>;
  /** Moves the house's clock and the sandbox's, then carries out what fell due. */
  advance(ms: number): Promise<void>;
  /** A customer with a saved test card at the gateway. */
  customer(card?: string): Promise<{ externalId: string; customerToken: string; token: string }>;
  /** A confirmed order of one line, authorized through the gateway. */
  confirmedOrder(options?: {
    card?: string;
    unitPriceMinor?: number;
    quantity?: number;
    source?: "commerce" | "quote" | "repair";
    currency?: string;
    promisedShipAt?: string;
  }): Promise<string>;
  row<T>(text: string, values?: unknown[]): Promise<T>;
  close(): Promise<void>;
};

const STORE_ID = "northlight";
const SECRET_KEY = "sk_test_desk";

/** `raisesHolds`: its Stripe account has incremental authorization; `holdsLong`: extended. */
export async function openDeskForTests({ raisesHolds = false, holdsLong = false } = {}): Promise<DeskForTests> {
  const database = await createTestDatabase();
  const sandbox = await startSandbox({ port: 0 });
  const gateways = createGatewayRegistry(
    {
      stripe: {
        secretKey: SECRET_KEY,
        webhookSecrets: ["whsec_desk"],
        apiBase: sandbox.url,
        canIncrease: raisesHolds,
        canHoldLong: holdsLong,
      },
      paypal: { clientId: "desk", clientSecret: "desk", webhookIds: ["WH-DESK"], apiBase: sandbox.url },
    },
    createSender(),
    createHouseLedger(database.pool),
  );
  const worker = {
    pool: database.pool,
    gateway: (name: Parameters<typeof gateways.get>[0]) => {
      const gateway = gateways.get(name);
      if (!gateway) throw new Error(`no gateway ${name}`);
      return gateway;
    },
  };
  await createStore(database.pool, {
    id: STORE_ID,
    name: "Northlight Camera",
    mark: "N",
    supportPhone: "+44 20 7946 0142",
    supportEmail: "help@northlight.example.com",
    timeZone: "Europe/Madrid",
    currency: "USD",
    takesPaypal: true,
  });
  const context: OperationContext = {
    pool: database.pool,
    storeId: STORE_ID,
    actor: { kind: "api", keyName: "test" },
    correlationId: "test",
  };
  const queuePool = openQueuePool(database.pool);
  let count = 0;

  const desk: DeskForTests = {
    database,
    sandbox,
    gateways,
    context,
    async work() {
      await runOnce({
        pgPool: queuePool,
        taskList: makeTaskList(worker),
        noHandleSignals: true,
        logger: queueLogger,
      });
    },
    fault: (rule) => call(`${sandbox.url}/__sandbox/faults`, rule),
    async advance(ms) {
      await database.pool.query("UPDATE clock SET offset_ms = offset_ms + $1", [ms]);
      const { rows } = await database.pool.query<{ now: Date }>("SELECT paydesk_now() AS now");
      await call(`${sandbox.url}/__sandbox/clock`, { now: rows[0]?.now.toISOString() });
      await sweep(worker);
      await desk.work();
    },
    async customer(card = "pm_card_visa") {
      const customer = await stripe<{ id: string }>(sandbox.url, "/v1/customers", { name: "Carmen Moreno" });
      const method = await stripe<{ id: string }>(sandbox.url, `/v1/payment_methods/${card}/attach`, {
        customer: customer.id,
      });
      const externalId = `C-${++count}-${randomUUID().slice(0, 8)}`;
      const saved = {
        type: "card",
        token: method.id,
        customerToken: customer.id,
        brand: "visa",
        last4: "4242",
        expiryMonth: 12,
        expiryYear: 2030,
      };
      const input = putAccountInput.parse({
        name: "Carmen Moreno",
        email: `${externalId.toLowerCase()}@example.com`,
        timeZone: "Europe/Madrid",
        paymentMethods: [saved],
      });
      await putAccount(context, externalId, input);
      return { externalId, customerToken: customer.id, token: method.id };
    },
    async confirmedOrder({
      card = "pm_card_visa",
      unitPriceMinor = 20_000,
      quantity = 1,
      source = "commerce",
      currency = "USD",
      promisedShipAt,
    } = {}) {
      const { externalId, customerToken, token } = await desk.customer(card);
      const orderNumber = `T-${String(++count).padStart(5, "0")}`;
      const line = { sku: "LENS", name: "Lens repair, labour", quantity, unitPriceMinor };
      const input = {
        account: externalId,
        source,
        currency,
        promisedShipAt,
        lines: [line],
        paymentMethods: [{ type: "card", token, customerToken }],
      };
      must(await putOrder(context, orderNumber, putOrderInput.parse(input)));
      must(await confirmOrder(context, { orderNumber }));
      await desk.work();
      return orderNumber;
    },
    async row<T>(text: string, values: unknown[] = []) {
      const { rows } = await database.pool.query(text, values);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
      return rows[0] as T;
    },
    async close() {
      await sandbox.close();
      await queuePool.end();
      await database.drop();
    },
  };
  return desk;
}

/** The value of a result that a test relies on. */
export function must<T>(result: { ok: true; value: T } | { ok: false; reason: string; detail?: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.reason} ${result.detail ?? ""}`);
  return result.value;
}

async function stripe<T>(base: string, path: string, form: Record<string, string>): Promise<T> {
  const response = await fetch(`${base}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${SECRET_KEY}` },
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(`sandbox answered ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function call(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
