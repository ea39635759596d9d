import { runCommand } from "@/lib/cli/run-command";
import { database, gateways } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import { readNow } from "@/lib/db/transaction";
import { runWorker } from "@/lib/jobs/run-worker";
import { requestSweep } from "@/lib/operations/clock/carry-out-due-work";
import { createStore } from "@/lib/operations/store/create-store";
import { planShop, shopSizes } from "./demo/calendar";
import { Dice } from "./demo/dice";
import { makePeople } from "./demo/people";
import { SandboxControl } from "./demo/sandbox-control";
import { type Customer, Shop, STORE_ID } from "./demo/shop";
import type { Step } from "./demo/stories";

const DAY_MS = 86_400_000;
/** The shop's time moves in steps of this length; what falls due in between is carried out at each. */
const TICK_MS = DAY_MS / 3;
const FIRST_ORDER_NUMBER = 12_001;

/** Three months in the life of a shop, lived through the operations, the gateway's sandbox and the one clock. */
await runCommand(async () => {
  const { sandboxUrl, stripe, mode } = settings();
  if (sandboxUrl === null) throw new StartupProblem(`There is no demo shop in ${mode} mode.`);
  const size = mode === "test" ? shopSizes.test : shopSizes.demo;
  const { pool } = database();
  const sandbox = new SandboxControl(sandboxUrl, stripe.secretKey);
  const shop = new Shop(pool, sandbox);
  const dice = new Dice(2026);

  const clock = {
    async moveTo(moment: number) {
      await pool.query("UPDATE clock SET offset_ms = $1 WHERE id = 1", [Math.round(moment - Date.now())]);
      await sandbox.setClock(new Date(moment));
    },
  };
  const start = Date.now() - size.days * DAY_MS;
  await clock.moveTo(start);
  // Nobody listens yet: the worker below learns everything from the answers themselves.
  await sandbox.fault({ action: "drop_webhooks", count: null });
  await createStore(pool, {
    id: STORE_ID,
    name: "Northlight Camera",
    mark: "N",
    supportPhone: "+44 20 7946 0142",
    supportEmail: "help@northlight.example.com",
    timeZone: "Europe/Madrid",
    currency: "USD",
    successorNumbering: "counter",
    nextOrderNumber: BigInt(FIRST_ORDER_NUMBER + size.orders),
    isDemo: true,
    takesPaypal: true,
  });
  await shop.hireStaff();
  await shop.takeEveryKind();

  const worker = await runWorker({ pool, gateways: gateways(), concurrency: 6, sweepEveryMs: 1_000 });
  const now = new Date(Number(await readNow(pool)));
  const customers: Customer[] = [];
  for (const person of makePeople(dice, Math.ceil(size.orders / 2.7))) customers.push(await shop.welcome(person, now));

  const agenda: Entry[] = [];
  const spoiled = new Set<Customer>();
  for (const [index, { ageDays, tell }] of planShop(dice, size).entries()) {
    const placedAt = new Date(start + (size.days - ageDays) * DAY_MS);
    const orderNumber = String(FIRST_ORDER_NUMBER + index).padStart(8, "0");
    const customer = nextOf(customers, dice.one(customers), spoiled);
    const { steps, spoilsCard } = tell({ dice, customer, orderNumber, placedAt, ageDays });
    if (spoilsCard) spoiled.add(customer);
    const of = { orderNumber, customerToken: customer.customerToken };
    for (const step of steps) agenda.push({ at: placedAt.getTime() + step.afterDays * DAY_MS, ...of, step });
  }
  agenda.sort((a, b) => a.at - b.at);

  const end = start + size.days * DAY_MS;
  let shownDay = 0;
  for (let at = start + TICK_MS; at <= end; at += TICK_MS) {
    await clock.moveTo(Math.min(at, end));
    await requestSweep(pool);
    await shop.settle();
    for (const wave of wavesOf(agenda, at)) {
      await inTurns(wave, (entry) => entry.step.act(shop));
      await shop.settle();
    }
    const day = Math.floor((at - start) / DAY_MS);
    if (day % 23 === 0 && day !== shownDay) console.log(`demo shop: day ${day} of ${size.days}`);
    shownDay = day;
  }
  // The demo shop's customers have left their cards for this: what they see is a hold that is exchanged before it ends.
  await pool.query("UPDATE stores SET auto_renew_hours = 12 WHERE id = $1", [STORE_ID]);
  await pool.query("UPDATE clock SET offset_ms = 0 WHERE id = 1");
  await sandbox.setClock(new Date());
  await sandbox.clearFaults();
  await worker.stop();
  await database().close();
});

type Entry = {
  readonly at: number;
  readonly orderNumber: string;
  readonly customerToken: string;
  readonly step: Step;
};

/** This customer, or the next one whose card still works. */
function nextOf(customers: readonly Customer[], chosen: Customer, spoiled: ReadonlySet<Customer>): Customer {
  const from = customers.indexOf(chosen);
  return [...customers.slice(from), ...customers].find((customer) => !spoiled.has(customer)) ?? chosen;
}

/**
 * Takes what is due off the agenda, in waves: in each wave a customer's orders move by one step, and the shop comes to rest before the next. A card that is refused for
 * one order would else be refused for another that happens to be in flight.
 */
function wavesOf(agenda: Entry[], until: number): Entry[][] {
  const next = agenda.findIndex((entry) => entry.at > until);
  const due = agenda.splice(0, next === -1 ? agenda.length : next);
  const waves: Entry[][] = [];
  const turns = new Map<string, number>();
  for (const entry of due) {
    const turn = turns.get(entry.customerToken) ?? 0;
    turns.set(entry.customerToken, turn + 1);
    waves[turn] ??= [];
    waves[turn].push(entry);
  }
  return waves;
}

/** A few at a time, as fast as the database likes it. */
async function inTurns<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
    }),
  );
}
