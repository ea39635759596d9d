import { sweep } from "@/lib/jobs/tasks/sweep";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Act } from "./act";
import { applySpareMoney, drawAct, drawHabits, type Habits, type LifeKind } from "./acts";
import { bankDecides, bankRefuses, noEarForDisputes } from "./bank-moods";
import { checkLife } from "./check-life";
import { WebhookPost } from "./deliver-webhooks";
import type { GovernedWorld } from "./governed-world";
import { foundReplaced } from "./late-money-acts";
import { type LifeSetting, setTheScene } from "./life-setting";
import { currencies, drawOrder } from "./place-orders";
import { isAnythingUnanswered, isAnythingWaiting, leaveUnusedGatewaysAlone, nextDueMs } from "./quiet-time";
import type { Thread } from "./scheduler";
import type { SimulatedDatabase } from "./simulated-database";
import type { WaitingJob } from "./simulated-queue";

export type LifeReport = {
  readonly seed: number;
  /** What is wrong at its end, each with the id of the rule it breaks. Empty for a good life. */
  readonly wrongs: readonly string[];
  readonly lines: readonly string[];
  readonly orders: number;
  readonly deaths: number;
  readonly calls: number;
  readonly mishaps: number;
};

const SECOND_MS = 1_000;
/** Within it everything must have come to its end or into a list. */
const QUIET_MS = 15 * 60 * SECOND_MS;
/** While nothing is known to be due, the next look is taken after so long; and nobody looks more often than this. */
const [SHORTEST_WAIT_MS, LONGEST_WAIT_MS] = [10 * SECOND_MS, 300 * SECOND_MS];
/** In seconds: to the last question of the enquiry ladder and beyond, and to the end of every hold. */
const restOfLadder = [3_600, 3_600, 86_400, 86_400, 86_400, 86_400, 86_400, 4 * 86_400];

const shop = { kind: "api", keyName: "shop" } as const;
const LIVES_OF_DISPUTES = 0.25;
const LIVES_OF_LATE_MONEY = 0.15;
const MOST_THREADS = 5;
const MOST_STEPS_TO_CALL = 40;
const LONGEST_WAY_MS = 3_600 * SECOND_MS;

/** One life: some orders, everybody who touches them, and everything that goes wrong meanwhile; then quiet, and the reckoning. */
export async function live(
  database: SimulatedDatabase,
  governed: GovernedWorld,
  seed: number,
  steps: number,
): Promise<LifeReport> {
  const setting = await setTheScene(database, governed, seed);
  const life = new Life(setting);
  const wrongs: string[] = [];
  try {
    await life.happen(steps);
    await life.calmDown();
    await life.passQuietly();
    wrongs.push(...(await checkLife(setting, "soon")));
    await leaveUnusedGatewaysAlone(setting);
    await life.pass((await isAnythingUnanswered(setting)) ? restOfLadder : [3_600, 9 * 86_400]);
    // What fell due in that very moment has its time too.
    if (await isAnythingWaiting(setting)) await life.passQuietly();
    wrongs.push(...(await checkLife(setting, "in the end")));
  } catch (error) {
    wrongs.push(`the life broke off: ${error instanceof Error ? error.stack : String(error)}`);
  }
  wrongs.unshift(...life.wrongs, ...setting.queue.givenUp.map((job) => `I18 a job was given up: ${job}`));
  const mishaps = [...setting.network.counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    seed,
    wrongs,
    lines: setting.lines,
    orders: life.orders,
    deaths: life.deaths,
    calls: setting.network.sender.callCount(),
    mishaps,
  };
}

class Life {
  readonly wrongs: string[] = [];
  deaths = 0;
  orders = 0;
  private readonly post: WebhookPost;
  private readonly jobs = new Map<Thread, WaitingJob>();
  private readonly habits: Habits;
  private readonly kind: LifeKind;
  /** Of all its orders, where they are to pay for each other. */
  private readonly currency: string | undefined;

  constructor(private readonly setting: LifeSetting) {
    this.post = new WebhookPost(setting);
    const { dice } = setting;
    this.kind = { ofDisputes: dice.chance(LIVES_OF_DISPUTES), ofLateMoney: dice.chance(LIVES_OF_LATE_MONEY) };
    this.currency = this.kind.ofLateMoney ? dice.pick(currencies).code : undefined;
    this.habits = drawHabits(dice, this.kind);
  }

  /** The part in which everything may go wrong. */
  async happen(steps: number): Promise<void> {
    const { dice, network, scheduler } = this.setting;
    network.setFaultRate(
      dice.weighted([
        [1, 0],
        [2, 0.1],
        [4, 0.25],
        [3, 0.5],
      ]),
    );
    const deathly = dice.weighted([
      [1, 0],
      [3, 1],
      [2, 3],
      [1, 9],
    ]);
    await this.placeOrder();
    if (this.kind.ofLateMoney) await this.payForTheOldOne();
    if (dice.chance(0.8)) await this.readyForShipping();
    if (dice.chance(0.6) || this.kind.ofDisputes) await this.shipSome();
    if (this.kind.ofDisputes && dice.chance(0.8)) await this.hearWhatIsSaid();
    for (let step = 0; step < steps; step++) {
      const isCrowded = scheduler.threads.length >= MOST_THREADS;
      const happens = dice.weighted<() => Promise<void>>([
        [isCrowded ? 0 : 7, () => this.someoneActs()],
        [isCrowded ? 0 : 7, async () => void (await this.startJob())],
        [16, () => this.goOn()],
        [3, () => this.letTimePass()],
        [isCrowded ? 0 : 3, async () => this.post.sendOne()],
        [deathly, () => this.die()],
        [isCrowded ? 0 : 2, async () => void scheduler.spawn("sweep", () => sweep(this.setting.worker))],
        [1, async () => bankRefuses(this.setting)],
        [this.kind.ofDisputes ? 1 : 0.5, async () => bankDecides(this.setting)],
        [this.kind.ofDisputes ? 1 : 0, async () => noEarForDisputes(this.setting)],
        [this.orders < 3 ? 0.5 : 0, () => this.placeOrder()],
      ]);
      await happens();
      await this.setting.queue.tick();
    }
  }

  /** Most lives begin as most orders do: placed and held in peace. What is worth watching comes afterwards. */
  private async readyForShipping(): Promise<void> {
    const { scheduler } = this.setting;
    for (let rounds = 0; rounds < 20; rounds++) {
      while (scheduler.threads.length > 0) await this.finish();
      if (!(await this.startJob())) return;
    }
  }

  /** An order ships and is paid, another waits, and the first turns out to have been replaced by it. */
  private async payForTheOldOne(): Promise<void> {
    const { as } = this.setting;
    const key = { orderNumber: "S-1" };
    await this.readyForShipping();
    await this.runAlone("release and ship all of S-1", async () => {
      const released = await releaseOrder(as(shop), key, {});
      if (released.ok) await shipRelease(as(shop), { ...key, releaseNo: released.value.releaseNo }, {});
    });
    await this.readyForShipping();
    await this.placeOrder();
    await this.readyForShipping();
    const act = await foundReplaced(this.setting, key.orderNumber);
    if (act) await this.runAlone(act.name, act.run);
    // Some at once, others when the life has gone on.
    if (this.setting.dice.chance(0.7)) this.begin(applySpareMoney(this.setting, key.orderNumber));
  }

  /** And most orders ship: a capture waits for whoever is first. */
  private async shipSome(): Promise<void> {
    const { as, dice } = this.setting;
    const key = { orderNumber: "S-1" };
    const some = dice.chance(0.5) ? { lines: [{ lineNo: 1, quantity: 1 }] } : {};
    await this.runAlone("release and ship S-1", async () => {
      const released = await releaseOrder(as(shop), key, some);
      if (released.ok) await shipRelease(as(shop), { ...key, releaseNo: released.value.releaseNo }, {});
    });
  }

  /** In a life of disputes most are heard of while there is time to answer them. */
  private async hearWhatIsSaid(): Promise<void> {
    await this.readyForShipping();
    await this.post.sendAll((name, work) => this.runAlone(name, work));
    await this.readyForShipping();
  }

  /** Faults end here. Whoever is at work finishes it. */
  async calmDown(): Promise<void> {
    const { network, bank, scheduler, log } = this.setting;
    network.setFaultRate(0);
    bank.faults.clear();
    log("faults end");
    while (scheduler.threads.length > 0) await this.goOn();
  }

  /** A quarter of an hour goes by from one thing that falls due to the next. */
  async passQuietly(): Promise<void> {
    const endMs = this.setting.nowMs() + QUIET_MS;
    for (let left = QUIET_MS; left > 0; left = endMs - this.setting.nowMs()) {
      const wait = (await nextDueMs(this.setting)) - this.setting.nowMs();
      await this.wait(Math.min(left, LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, wait)));
    }
  }

  /** Time goes by in steps (seconds), with all work done that falls due. */
  async pass(waits: readonly number[]): Promise<void> {
    for (const wait of waits) await this.wait(wait * SECOND_MS);
  }

  private async wait(ms: number): Promise<void> {
    await this.setting.moveClock(ms);
    await this.setting.network.deliverLate(this.setting.nowMs());
    await this.setting.queue.tick();
    await this.runAlone("sweep", () => sweep(this.setting.worker));
    await this.workAll();
  }

  private async workAll(): Promise<void> {
    for (let rounds = 0; rounds < 1_000; rounds++) {
      const sent = await this.post.sendAll((name, work) => this.runAlone(name, work));
      const isBusy = await this.startJob();
      while (this.setting.scheduler.threads.length > 0) await this.finish();
      if (!isBusy && sent === 0) return;
    }
    throw new Error("I18 work never ends");
  }

  private async runAlone(name: string, work: () => Promise<unknown>): Promise<void> {
    this.setting.scheduler.spawn(name, work);
    while (this.setting.scheduler.threads.length > 0) await this.finish();
  }

  private async placeOrder(): Promise<void> {
    const orderNumber = `S-${++this.orders}`;
    const run = await drawOrder(this.setting, orderNumber, { ...this.kind, currency: this.currency });
    this.begin({ name: `place ${orderNumber}`, run });
  }

  private async someoneActs(): Promise<void> {
    const act = await drawAct(this.setting, this.habits);
    if (!act) return;
    // The same thing pressed twice, from two tabs or by two colleagues.
    const times = this.setting.dice.weighted([
      [8, 1],
      [2, 2],
      [0.5, 3],
    ]);
    for (let time = 1; time <= times; time++) this.begin(time === 1 ? act : { ...act, name: `${act.name} (again)` });
  }

  private begin({ name, run }: Act): void {
    this.setting.log(name);
    this.setting.scheduler.spawn(name, async () => {
      const result = (await run()) as { ok?: boolean; reason?: string; detail?: string } | undefined;
      if (result?.ok === false) this.setting.log(`  ${name}: refused, ${result.reason} ${result.detail ?? ""}`);
    });
  }

  private async startJob(): Promise<boolean> {
    const { queue, dice, scheduler, log, runTask } = this.setting;
    const job = await queue.take(dice);
    if (!job) return false;
    log(`job ${job.task} ${JSON.stringify(job.payload)} try ${job.tries + 1}`);
    const thread = scheduler.spawn(`job ${job.task}`, async () => {
      await runTask(job.task)(job.payload, job.id, job.tries + 1);
    });
    this.jobs.set(thread, job);
    return true;
  }

  /** Some of those at work take some steps, in the order of chance. */
  private async goOn(): Promise<void> {
    const { dice, scheduler } = this.setting;
    const steps = dice.weighted([
      [1, 1],
      [3, 6],
      [5, 40],
      [4, 250],
    ]);
    for (let step = 0; step < steps; step++) {
      const ready = scheduler.ready();
      if (ready.length === 0) break;
      await scheduler.step(dice.pick(ready));
      await this.takeLeave();
    }
  }

  private async finish(): Promise<void> {
    const [thread] = this.setting.scheduler.ready();
    if (thread) await this.setting.scheduler.step(thread);
    await this.takeLeave();
  }

  private async takeLeave(): Promise<void> {
    for (const thread of this.setting.scheduler.takeEnded()) {
      const job = this.jobs.get(thread);
      this.jobs.delete(thread);
      if (thread.failure !== null) this.setting.log(`  ${thread.name} failed: ${String(thread.failure)}`);
      if (job)
        await (thread.failure === null ? this.setting.queue.finish(job) : this.setting.queue.fail(job, thread.failure));
      else if (thread.failure !== null)
        this.wrongs.push(
          `${thread.name} threw: ${thread.failure instanceof Error ? thread.failure.stack : String(thread.failure)}`,
        );
    }
  }

  private async letTimePass(): Promise<void> {
    const { dice, moveClock, log, network, nowMs } = this.setting;
    const ms = dice.weighted([
      [5, dice.between(1, 20) * SECOND_MS],
      [4, dice.between(20, 120) * SECOND_MS],
      [2, dice.between(2, 60) * 60 * SECOND_MS],
      [0.6, dice.between(1, 30) * 3_600 * SECOND_MS],
      [0.4, dice.between(2, 8) * 86_400 * SECOND_MS],
    ]);
    log(`time passes: ${ms / SECOND_MS} s`);
    // No call is under way for longer than an hour, whatever the clock jumps by.
    const first = Math.min(ms, LONGEST_WAY_MS);
    await moveClock(first);
    await network.deliverLate(nowMs());
    if (ms > first) await moveClock(ms - first);
  }

  private async leadToCall(thread: Thread, place: "call" | "answer"): Promise<void> {
    const { scheduler } = this.setting;
    for (let steps = 0; steps < MOST_STEPS_TO_CALL; steps++) {
      if (!scheduler.ready().includes(thread) || thread.place.startsWith(`${place} `)) return;
      await scheduler.step(thread);
      await this.takeLeave();
    }
  }

  private async die(): Promise<void> {
    const { dice, scheduler, queue, log } = this.setting;
    const ready = scheduler.ready();
    if (ready.length === 0) return;
    const thread = dice.weighted(ready.map((each) => [worthOf(each), each] as const));
    // Around a call there is most to lose: often it is let go on to its next one first, and sometimes to that call's answer.
    if (dice.chance(0.7)) await this.leadToCall(thread, dice.chance(0.4) ? "answer" : "call");
    if (!scheduler.ready().includes(thread)) return;
    log(`death of ${thread.name} before ${thread.place}`);
    this.deaths++;
    await scheduler.kill(thread);
    const job = this.jobs.get(thread);
    if (job) queue.lose(job);
    this.post.sendAgain(thread);
    this.jobs.delete(thread);
    await this.takeLeave();
  }
}

/** How much a thread's death can break: most around a call to a gateway, nothing where it has not begun and will call nobody. */
function worthOf({ name, place }: Thread): number {
  if (/^(call|answer|lost answer) /.test(place) || /^job (run_attempt|capture_invoice|answer_dispute)/.test(name))
    return 6;
  return place === "start" ? 0.2 : 1;
}
