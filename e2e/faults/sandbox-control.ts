import type { LedgerLine } from "@/lib/sandbox/stripe/ledger";
import type { BankSide } from "@/lib/simulator/checks/read-books";

const KEY = "sk_test_paydesk_demo";

/** What goes wrong with one call in twenty, by the sandbox's own rules. */
const faults = [
  { action: "drop_before", probability: 0.01, seed: 11 },
  { action: "drop_after", probability: 0.015, seed: 12 },
  { action: "error_500_after", probability: 0.008, seed: 13 },
  { action: "error_500_before", probability: 0.005, seed: 14 },
  { action: "html_502", probability: 0.004, seed: 15 },
  { action: "cut_json", probability: 0.004, seed: 16 },
  { action: "lock_timeout_429", probability: 0.004, seed: 17 },
  { action: "duplicate_webhooks", probability: 0.05, seed: 18 },
  { action: "drop_webhooks", probability: 0.05, seed: 19 },
];

/** The sandbox's control endpoints and, for setting the scene, its API. */
export class SandboxControl {
  constructor(readonly url: string) {}

  async isUp(): Promise<boolean> {
    return (await fetch(`${this.url}/__sandbox/health`).catch(() => null))?.ok === true;
  }

  async goWrong(): Promise<void> {
    await this.ask("POST", "faults", faults);
  }

  async goRight(): Promise<void> {
    await this.ask("DELETE", "faults");
  }

  async setClock(now: Date): Promise<void> {
    await this.ask("POST", "clock", { now: now.toISOString() });
  }

  async callCount(): Promise<number> {
    return ((await this.ask("GET", "calls")) as { total: number }).total;
  }

  async faultCount(): Promise<number> {
    const { faults: rules } = (await this.ask("GET", "faults")) as { faults: { struck: number; action?: string }[] };
    return rules.reduce((sum, { struck }) => sum + struck, 0);
  }

  /** Its books, as the rules look at them. What it remembers under its keys it does not tell. */
  async side(): Promise<BankSide> {
    const { intents } = (await this.ask("GET", "ledger")) as { intents: LedgerLine[] };
    return { payments: intents, answerTo: () => undefined, pages: [], disputes: [] };
  }

  /** Repeats what a fault has struck: setting the scene is not what is being tried. */
  async stripe<T>(path: string, form: Record<string, string>): Promise<T> {
    for (let tries = 0; ; tries++) {
      const response = await fetch(`${this.url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${KEY}` },
        body: new URLSearchParams(form),
      }).catch(() => null);
      const answer = response?.ok ? await response.json().catch(() => null) : null;
      if (answer !== null) return answer as T;
      if (tries > 20) throw new Error(`${path}: no answer`);
    }
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/__sandbox/${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
