import type { Sender } from "@/lib/http/sender";
import { type FaultRule, parseFaultRule } from "@/lib/sandbox/fault-rule";
import { isPaypalPath } from "@/lib/sandbox/paypal/paypal-api";
import type { Dice } from "./dice";
import { type GatewayRequest, isCertificate, type SandboxDoor } from "./sandbox-door";
import type { Scheduler } from "./scheduler";

type Result = Awaited<ReturnType<Sender["send"]>>;

/** What happens to one call on its way: to its request, or to its answer. */
export type Mishap =
  | "connection_refused"
  | "lost_before"
  | "lost_after"
  | "arrives_late"
  | "error_500_before"
  | "error_500_stored"
  | "error_500_after"
  | "html_502"
  | "cut_json"
  | "conflict_409"
  | "lock_timeout_429"
  | "rate_limit_429";

const mishaps: readonly (readonly [number, Mishap])[] = [
  [3, "connection_refused"],
  [3, "lost_before"],
  [5, "lost_after"],
  [2, "arrives_late"],
  [2, "error_500_before"],
  [1, "error_500_stored"],
  [2, "error_500_after"],
  [1, "html_502"],
  [1, "cut_json"],
  [1, "conflict_409"],
  [1, "lock_timeout_429"],
  [1, "rate_limit_429"],
];

/** What the sandbox itself does wrong, by its own rules. */
const sandboxRules: Partial<Record<Mishap, object>> = {
  error_500_before: { action: "error_500_before" },
  error_500_stored: { action: "error_500_before", isStored: true },
  error_500_after: { action: "error_500_after" },
  html_502: { action: "html_502" },
  cut_json: { action: "cut_json" },
  conflict_409: { action: "conflict_409" },
  lock_timeout_429: { action: "lock_timeout_429" },
  rate_limit_429: { action: "rate_limit_429" },
};

const PAYPAL_TOKEN = "/v1/oauth2/token";
/** Longer than this nothing wanders through a network whose connection is gone. */
const LATEST_MS = 40_000;

export type SimulatedNetwork = {
  readonly sender: Sender;
  /** How often a call goes wrong, from now on. */
  setFaultRate(rate: number): void;
  /** Calls that are still on their way although nobody waits for them: those whose moment has come arrive. */
  deliverLate(nowMs: number): Promise<number>;
  /** When the next of them arrives; never, where there is none. */
  nextLateMs(): number;
  readonly counts: Map<string, number>;
};

/**
 * The way between the adapter and the sandbox's own code, without a socket: a call can be lost before or after it had its effect, arrive when nobody waits any
 * more, or be answered with nonsense. The scheduler stands before the call, and again between its effect and its answer.
 */
export function simulatedNetwork(
  door: SandboxDoor,
  scheduler: Scheduler,
  dice: Dice,
  now: () => number,
  log: (line: string) => void,
): SimulatedNetwork {
  const late: { atMs: number; request: GatewayRequest }[] = [];
  const counts = new Map<string, number>();
  let faultRate = 0;
  let calls = 0;

  function arrive(request: GatewayRequest, rule: FaultRule | null): Promise<Result> {
    if (rule) door.addFault(rule);
    return door.answer(request);
  }

  async function send(request: GatewayRequest): Promise<Result> {
    if (isCertificate(request)) return door.answer(request);
    calls += 1;
    const path = new URL(request.url).pathname;
    // Whoever needs PayPal's token while it is being fetched waits for whoever fetches it, and not for a turn: it comes within the step, or fails.
    const gate = path === PAYPAL_TOKEN ? async () => {} : scheduler.gate.bind(scheduler);
    await gate(`call ${request.method} ${path}`);
    const mishap = dice.chance(faultRate) ? dice.weighted(mishaps) : null;
    if (mishap) {
      counts.set(mishap, (counts.get(mishap) ?? 0) + 1);
      log(`  network: ${mishap} on ${request.method} ${path}`);
    }
    switch (mishap) {
      case "connection_refused":
        return { kind: "not_sent", cause: "econnrefused" };
      case "lost_before":
        return { kind: "unconfirmed", cause: "deadline_passed", status: null };
      case "arrives_late":
        late.push({ atMs: now() + dice.between(1_000, LATEST_MS), request });
        return { kind: "unconfirmed", cause: "deadline_passed", status: null };
      case "lost_after":
        await arrive(request, null);
        await gate(`lost answer ${request.method} ${path}`);
        return { kind: "unconfirmed", cause: "econnreset", status: null };
      default: {
        const rule = mishap === null ? undefined : sandboxRules[mishap];
        // A rule that finds nothing to strike (PayPal's tokens are given by another door) waits for the next call to the same gateway.
        const gateway = isPaypalPath(path) ? "paypal" : "stripe";
        const result = await arrive(request, rule === undefined ? null : parseFaultRule({ ...rule, gateway }));
        await gate(`answer ${request.method} ${path}`);
        return result;
      }
    }
  }

  return {
    sender: { send, callCount: () => calls, close: () => {} },
    setFaultRate(rate) {
      faultRate = rate;
    },
    async deliverLate(nowMs) {
      const due = late.filter(({ atMs }) => atMs <= nowMs);
      for (const one of due) {
        late.splice(late.indexOf(one), 1);
        await arrive(one.request, null);
      }
      return due.length;
    },
    nextLateMs: () => Math.min(...late.map(({ atMs }) => atMs)),
    counts,
  };
}
