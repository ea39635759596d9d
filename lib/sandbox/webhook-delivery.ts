import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Faults } from "./faults";

const AT_ONCE = 8;
const TIMEOUT_MS = 10_000;
const RETRY_GAPS_MS = [250, 1_000, 3_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];

export interface WebhookMessage {
  readonly type: string;
  readonly body: string;
}

export interface WebhookEndpoint {
  readonly url: string;
  readonly retryGapsMs?: readonly number[];
  /** Headers of one delivery; the signature covers the moment of sending. */
  readonly sign: (body: string) => Readonly<Record<string, string>>;
  /** The message as it is to be sent now; null when there is nothing to send any more. */
  readonly message: (id: string) => WebhookMessage | null;
  /** Taken by the receiver, or given up after the last repeat. */
  readonly onDone: (id: string) => void;
}

/** Sends notifications, several at once and so in no sure order, and repeats refused ones after growing gaps of real time. */
export class WebhookDelivery {
  readonly #endpoint: WebhookEndpoint;
  readonly #faults: Faults;
  readonly #agent: HttpAgent;
  readonly #waiting: { readonly id: string; readonly attempt: number }[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #running = 0;
  #isClosed = false;

  constructor(endpoint: WebhookEndpoint, faults: Faults) {
    this.#endpoint = endpoint;
    this.#faults = faults;
    const options = { keepAlive: true, maxSockets: AT_ONCE };
    this.#agent = endpoint.url.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
  }

  get openCount(): number {
    return this.#waiting.length + this.#running + this.#timers.size;
  }

  enqueue(id: string): void {
    setImmediate(() => this.#considerFaults(id));
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#agent.destroy();
  }

  #considerFaults(id: string): void {
    const message = this.#endpoint.message(id);
    if (message === null || this.#isClosed) return;
    if (this.#faults.forWebhook("drop_webhooks", message) !== null) {
      this.#endpoint.onDone(id);
      return;
    }
    const delay = this.#faults.forWebhook("delay_webhooks", message);
    const copies = this.#faults.forWebhook("duplicate_webhooks", message) === null ? 1 : 2;
    for (let copy = 0; copy < copies; copy += 1) this.#after(delay?.delayMs ?? 0, id, 0);
  }

  #after(waitMs: number, id: string, attempt: number): void {
    if (waitMs === 0) {
      this.#start(id, attempt);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#start(id, attempt);
    }, waitMs);
    timer.unref();
    this.#timers.add(timer);
  }

  #start(id: string, attempt: number): void {
    this.#waiting.push({ id, attempt });
    this.#next();
  }

  #next(): void {
    while (this.#running < AT_ONCE && !this.#isClosed) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running += 1;
      void this.#deliver(job.id, job.attempt).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #deliver(id: string, attempt: number): Promise<void> {
    const message = this.#endpoint.message(id);
    if (message === null) return;
    const isTaken = await this.#post(message.body);
    if (this.#isClosed) return;
    const gap = (this.#endpoint.retryGapsMs ?? RETRY_GAPS_MS)[attempt];
    if (isTaken || gap === undefined) this.#endpoint.onDone(id);
    else this.#after(gap, id, attempt + 1);
  }

  #post(body: string): Promise<boolean> {
    const { url } = this.#endpoint;
    const options: RequestOptions = {
      method: "POST",
      agent: this.#agent,
      timeout: TIMEOUT_MS,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        ...this.#endpoint.sign(body),
      },
    };
    return new Promise((resolve) => {
      const open = url.startsWith("https:") ? httpsRequest : httpRequest;
      const request = open(url, options, (response) => {
        response.resume();
        response.on("end", () => resolve((response.statusCode ?? 500) < 300));
        response.on("error", () => resolve(false));
      });
      request.on("timeout", () => request.destroy());
      request.on("error", () => resolve(false));
      request.end(body);
    });
  }
}
