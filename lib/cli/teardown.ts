type Step = { stop(): Promise<void>; kill?(): void };

/** Who stops what was started, and whom to tell when it ends by itself. */
export type Household = {
  readonly teardown: Teardown;
  /** Called once something that Paydesk cannot run without has ended by itself. */
  readonly onFatal: (message: string) => void;
};

/** What has been started, stopped in reverse order: the last one up is the first one down. */
export class Teardown {
  readonly #steps: Step[] = [];
  #isClosed = false;

  add(step: Step): void {
    this.#steps.push(step);
    // Started while everything else was being stopped.
    if (this.#isClosed) void this.run();
  }

  async run(): Promise<void> {
    this.#isClosed = true;
    for (let step = this.#steps.at(-1); step; step = this.#steps.at(-1)) {
      await step.stop().catch((cause) => process.stderr.write(`${cause}\n`));
      this.#steps.splice(this.#steps.indexOf(step), 1);
    }
  }

  /** Ends the processes that still run without asking them. The database is asked all the same. */
  hurry(): void {
    for (const step of this.#steps) step.kill?.();
  }
}
