import { sweep } from "@/lib/jobs/tasks/sweep";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { applySpareMoney, drawAct, drawHabits, type Habits, type LifeKind } from "./acts";
import { bankDecides, bankRefuses, noEarForDisputes } from "./bank-moods";
import { checkLife } from "./check-life";
import { Crew } from "./crew";
import { WebhookPost } from "./deliver-webhooks";
import type { GovernedWorld } from "./governed-world";
import { foundReplaced } from "./late-money-acts";
import { type LifeSetting, setTheScene } from "./life-setting";
import { currencies, drawOrder } from "./place-orders";
import { isAnythingUnanswered, isAnythingWaiting, leaveUnusedGatewaysAlone, nextDueMs } from "./quiet-time";
import type { SimulatedDatabase } from "./simulated-database";

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
const FIRST = { orderNumber: "S-1" };
const LIVES_OF_DISPUTES = 0.25;
const LIVES_OF_LATE_MONEY = 0.15;
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
  wrongs.unshift(...life.crew.wrongs, ...setting.queue.givenUp.map((job) => `I18 a job was given up: ${job}`));
  const mishaps = [...setting.network.counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    seed,
    wrongs,
    lines: setting.lines,
    orders: life.orders,
    deaths: life.crew.deaths,
    calls: setting.network.sender.callCount(),
    mishaps,
  };
}

class Life {
  orders = 0;
  readonly crew: Crew;
  private readonly post: WebhookPost;
  private readonly habits: Habits;
  private readonly kind: LifeKind;
  /** Of all its orders, where they are to pay for each other. */
  private readonly currency: string | undefined;

  constructor(private readonly setting: LifeSetting) {
    this.post = new WebhookPost(setting);
    this.crew = new Crew(setting, this.post);
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
      const { isCrowded } = this.crew;
      const happens = dice.weighted<() => Promise<void>>([
        [isCrowded ? 0 : 7, () => this.someoneActs()],
        [isCrowded ? 0 : 7, async () => void (await this.crew.startJob())],
        [16, () => this.crew.goOn()],
        [3, () => this.letTimePass()],
        [isCrowded ? 0 : 3, async () => this.post.sendOne()],
        [deathly, () => this.crew.die()],
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
    for (let rounds = 0; rounds < 20; rounds++) {
      await this.crew.finishAll();
      if (!(await this.crew.startJob())) return;
    }
  }

  /** An order ships and is paid, another waits, and the first turns out to have been replaced by it. */
  private async payForTheOldOne(): Promise<void> {
    await this.readyForShipping();
    await this.ship("release and ship all of S-1", {});
    await this.readyForShipping();
    await this.placeOrder();
    await this.readyForShipping();
    const act = await foundReplaced(this.setting, FIRST.orderNumber);
    if (act) await this.crew.runAlone(act.name, act.run);
    // Some at once, others when the life has gone on.
    if (this.setting.dice.chance(0.7)) this.crew.begin(applySpareMoney(this.setting, FIRST.orderNumber));
  }

  /** And most orders ship: a capture waits for whoever is first. */
  private async shipSome(): Promise<void> {
    const some = this.setting.dice.chance(0.5) ? { lines: [{ lineNo: 1, quantity: 1 }] } : {};
    await this.ship("release and ship S-1", some);
  }

  private async ship(name: string, what: Parameters<typeof releaseOrder>[2]): Promise<void> {
    const { as } = this.setting;
    await this.crew.runAlone(name, async () => {
      const released = await releaseOrder(as(shop), FIRST, what);
      if (released.ok) await shipRelease(as(shop), { ...FIRST, releaseNo: released.value.releaseNo }, {});
    });
  }

  /** In a life of disputes most are heard of while there is time to answer them. */
  private async hearWhatIsSaid(): Promise<void> {
    await this.readyForShipping();
    await this.post.sendAll((name, work) => this.crew.runAlone(name, work));
    await this.readyForShipping();
  }

  /** Faults end here. Whoever is at work finishes it. */
  async calmDown(): Promise<void> {
    const { network, bank, log } = this.setting;
    network.setFaultRate(0);
    bank.faults.clear();
    log("faults end");
    while (this.crew.isAtWork) await this.crew.goOn();
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
    await this.crew.runAlone("sweep", () => sweep(this.setting.worker));
    await this.workAll();
  }

  private async workAll(): Promise<void> {
    for (let rounds = 0; rounds < 1_000; rounds++) {
      const sent = await this.post.sendAll((name, work) => this.crew.runAlone(name, work));
      const isBusy = await this.crew.startJob();
      await this.crew.finishAll();
      if (!isBusy && sent === 0) return;
    }
    throw new Error("I18 work never ends");
  }

  private async placeOrder(): Promise<void> {
    const orderNumber = `S-${++this.orders}`;
    const run = await drawOrder(this.setting, orderNumber, { ...this.kind, currency: this.currency });
    this.crew.begin({ name: `place ${orderNumber}`, run });
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
    for (let time = 1; time <= times; time++)
      this.crew.begin(time === 1 ? act : { ...act, name: `${act.name} (again)` });
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
}
