import type { Act } from "./act";
import type { WebhookPost } from "./deliver-webhooks";
import type { LifeSetting } from "./life-setting";
import type { Thread } from "./scheduler";
import type { WaitingJob } from "./simulated-queue";

const MOST_THREADS = 5;
const MOST_STEPS_TO_CALL = 40;

/** Everybody who is at work in a life: people, jobs and notifications, one step at a time, until they are done or die. */
export class Crew {
  /** What nobody may do: throw. */
  readonly wrongs: string[] = [];
  deaths = 0;
  private readonly jobs = new Map<Thread, WaitingJob>();

  constructor(
    private readonly setting: LifeSetting,
    private readonly post: WebhookPost,
  ) {}

  get isCrowded(): boolean {
    return this.setting.scheduler.threads.length >= MOST_THREADS;
  }

  get isAtWork(): boolean {
    return this.setting.scheduler.threads.length > 0;
  }

  async runAlone(name: string, work: () => Promise<unknown>): Promise<void> {
    this.setting.scheduler.spawn(name, work);
    await this.finishAll();
  }

  begin({ name, run }: Act): void {
    this.setting.log(name);
    this.setting.scheduler.spawn(name, async () => {
      const result = (await run()) as { ok?: boolean; reason?: string; detail?: string } | undefined;
      if (result?.ok === false) this.setting.log(`  ${name}: refused, ${result.reason} ${result.detail ?? ""}`);
    });
  }

  async startJob(): Promise<boolean> {
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
  async goOn(): Promise<void> {
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

  async finishAll(): Promise<void> {
    while (this.isAtWork) await this.finish();
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

  private async leadToCall(thread: Thread, place: "call" | "answer"): Promise<void> {
    const { scheduler } = this.setting;
    for (let steps = 0; steps < MOST_STEPS_TO_CALL; steps++) {
      if (!scheduler.ready().includes(thread) || thread.place.startsWith(`${place} `)) return;
      await scheduler.step(thread);
      await this.takeLeave();
    }
  }

  async die(): Promise<void> {
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
