import type { Pool } from "pg";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { makeTaskList } from "@/lib/jobs/task-list";
import type { WorkerContext } from "@/lib/jobs/worker-context";
import { recordMailSent } from "@/lib/operations/approval/record-mail";
import type { Actor, OperationContext } from "@/lib/operations/operation-context";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { createStore } from "@/lib/operations/store/create-store";
import { setPaymentType } from "@/lib/operations/store/set-payment-type";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";
import { houseLedgers } from "@/lib/payments/house-ledger";
import { runDueWork as runPaypalWork } from "@/lib/sandbox/paypal/due-work";
import type { PaypalWorld } from "@/lib/sandbox/paypal/world";
import { createRuntime } from "@/lib/sandbox/sandbox-runtime";
import { runDueWork } from "@/lib/sandbox/stripe/due-work";
import { StripeApi } from "@/lib/sandbox/stripe/stripe-api";
import type { StripeWorld } from "@/lib/sandbox/stripe/world";
import { Dice } from "./dice";
import { gatedPool } from "./gated-pool";
import type { GovernedWorld } from "./governed-world";
import { openSandboxDoor, PAYPAL_WEBHOOK_ID } from "./sandbox-door";
import { Scheduler } from "./scheduler";
import type { SimulatedDatabase } from "./simulated-database";
import { type SimulatedNetwork, simulatedNetwork } from "./simulated-network";
import { SimulatedQueue } from "./simulated-queue";

export const STORE_ID = "northlight";
export const WEBHOOK_SECRET = "whsec_life";
const SECRET_KEY = "sk_test_life";
const ADDRESS = "http://gateway.test";
/** Later than any real moment: a job that the queue stamps with the server's own time may run at once. */
const BEGINNING = Date.UTC(2031, 0, 6, 9);

const opener: Actor = { kind: "staff", userId: "usr_ada", name: "Ada" };

type RunTask = (payload: unknown, jobId: string, tries: number) => Promise<unknown>;

/** All that one life plays in: the product's own code over a database, a gateway, a queue and a clock that the simulator holds in its hand. */
export type LifeSetting = {
  readonly seed: number;
  readonly dice: Dice;
  /** For the simulator's own reading; nothing of the product uses it. */
  readonly bare: Pool;
  /** What the product uses. */
  readonly pool: Pool;
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly queue: SimulatedQueue;
  readonly bank: StripeWorld;
  readonly paypal: PaypalWorld;
  readonly worker: WorkerContext;
  readonly gateway: (name: GatewayName) => Gateway;
  readonly lines: string[];
  nowMs(): number;
  moveClock(ms: number): Promise<void>;
  log(line: string): void;
  as(actor: Actor): OperationContext;
  runTask(name: string): RunTask;
  /** Speaks to the gateway as its own dashboard would: nothing goes wrong on the way. */
  atGateway<T>(path: string, form: Record<string, string>): Promise<T>;
};

/** Opens the store in a fresh database, once for all lives in it. */
export async function openHouse(database: SimulatedDatabase): Promise<void> {
  await database.setTime(BEGINNING);
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
  const context = { pool: database.pool, storeId: STORE_ID, actor: opener, correlationId: "opening" };
  for (const [userId, role] of [
    ["usr_ada", "csr"],
    ["usr_ben", "supervisor"],
  ] as const)
    await createStaffUser(context, {
      userId,
      email: `${userId}@example.com`,
      name: userId,
      role,
      passwordHash: "none",
    });
  for (const kind of houseLedgers) await setPaymentType(context, { kind, isEnabled: true });
}

export async function setTheScene(
  database: SimulatedDatabase,
  governed: GovernedWorld,
  seed: number,
): Promise<LifeSetting> {
  governed.begin(seed, BEGINNING);
  await database.wipe();
  await database.setTime(BEGINNING);
  const dice = new Dice(seed);
  const lines: string[] = [];
  const nowMs = () => governed.nowMs;
  const log = (line: string) =>
    lines.push(`+${String(Math.round((nowMs() - BEGINNING) / 1000)).padStart(7)} s  ${line}`);
  const runtime = createRuntime({ now: nowMs, webhookSecret: WEBHOOK_SECRET });
  runtime.open(ADDRESS);
  const { world: bank, paypal } = runtime.control;
  const scheduler = new Scheduler(database.waiting);
  database.onWait((pid) => scheduler.hearOfWait(pid));
  const pool = gatedPool(database.pool, scheduler);
  const network = simulatedNetwork(openSandboxDoor(runtime), scheduler, dice, nowMs, log);
  const gateways = createGatewayRegistry(
    {
      stripe: { secretKey: SECRET_KEY, webhookSecrets: [WEBHOOK_SECRET], apiBase: ADDRESS },
      paypal: { clientId: "life", clientSecret: "life", webhookIds: [PAYPAL_WEBHOOK_ID], apiBase: ADDRESS },
    },
    network.sender,
    createHouseLedger(pool),
  );
  const gateway = (name: GatewayName) => known(gateways, name);
  const worker: WorkerContext = { pool, gateway };
  const tasks = makeTaskList(worker);
  const api = new StripeApi(bank, 0);
  const as = (actor: Actor): OperationContext => ({ pool, storeId: STORE_ID, actor, correlationId: `life-${seed}` });
  return {
    seed,
    dice,
    bare: database.pool,
    pool,
    scheduler,
    network,
    queue: new SimulatedQueue(database.pool, nowMs),
    bank,
    paypal,
    worker,
    gateway,
    lines,
    nowMs,
    log,
    as,
    async moveClock(ms) {
      governed.moveTo(governed.nowMs + ms);
      await database.setTime(governed.nowMs);
      runDueWork(bank);
      runPaypalWork(paypal);
    },
    runTask(name) {
      // Mail is no money: it goes out without a server.
      if (name === "send_mail")
        return (payload) =>
          recordMailSent(as({ kind: "system", job: "send_mail" }), (payload as { mailId: string }).mailId, "simulated");
      const task = tasks[name];
      if (!task) throw new Error(`no task ${name}`);
      return async (payload, id, attempts) => task(payload as never, { job: { id, attempts } } as never);
    },
    async atGateway<T>(path: string, form: Record<string, string>) {
      const ask = () =>
        api.handle({
          method: "POST",
          path,
          query: "",
          body: new URLSearchParams(form).toString(),
          authorization: `Bearer ${SECRET_KEY}`,
          idempotencyKey: undefined,
          version: undefined,
        });
      // What was to go wrong with another call may strike this one, which no life is about.
      for (let tries = 1; ; tries++) {
        const reply = await ask();
        const content = contentOf(reply);
        if (content !== undefined) return content as T;
        if (tries === 20) throw new Error(`${path}: ${reply.body}`);
      }
    },
  };
}

/** What an answer that says yes has in it; undefined where it says no, or was cut off on its way. */
function contentOf({ status, body }: { readonly status: number; readonly body?: string | null | undefined }): unknown {
  if (status !== 200) return undefined;
  try {
    return JSON.parse(body ?? "null");
  } catch {
    return undefined;
  }
}

function known(gateways: ReadonlyMap<GatewayName, Gateway>, name: GatewayName): Gateway {
  const gateway = gateways.get(name);
  if (!gateway) throw new Error(`no gateway ${name}`);
  return gateway;
}
