import {
  CALL_ACTIONS,
  type CallAction,
  type DeclinableOperation,
  type FaultRule,
  type FaultyGateway,
  type WebhookAction,
} from "./fault-rule";

interface ActiveFault {
  readonly id: number;
  readonly rule: FaultRule;
  readonly random: () => number;
  readonly pathPattern: RegExp | null;
  remaining: number | null;
  struck: number;
}

export interface CallFacts {
  readonly gateway: FaultyGateway;
  readonly method: string;
  readonly path: string;
  readonly paymentIntent: string | null;
  readonly customer: string | null;
}

export interface MoneyFacts {
  readonly gateway: FaultyGateway;
  readonly operation: DeclinableOperation;
  readonly paymentIntent: string;
  readonly customer: string | null;
}

export interface CallPlan {
  readonly delayMs: number;
  readonly fault: FaultRule | null;
}

/** Rules that make chosen calls go wrong. Each says when it strikes; randomness is seeded, so that a run can be repeated. */
export class Faults {
  #active: ActiveFault[] = [];
  #nextId = 1;

  add(rule: FaultRule): number {
    const id = this.#nextId++;
    const pathPattern = rule.path === null ? null : globPattern(rule.path);
    this.#active.push({ id, rule, random: seeded(rule.seed), pathPattern, remaining: rule.count, struck: 0 });
    return id;
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly object[] {
    return this.#active.map(({ id, rule, remaining, struck }) => ({ id, ...rule, remaining, struck }));
  }

  forCall(call: CallFacts): CallPlan {
    if (this.#active.length === 0) return NO_FAULT;
    const delay = this.#take((fault) => fault.rule.action === "delay" && matchesCall(fault, call));
    const other = this.#take(
      (fault) => isCallAction(fault.rule.action) && fault.rule.action !== "delay" && matchesCall(fault, call),
    );
    return { delayMs: delay?.delayMs ?? 0, fault: other };
  }

  forMoney(facts: MoneyFacts): FaultRule | null {
    if (this.#active.length === 0) return null;
    return this.#take(
      ({ rule }) =>
        rule.action === "decline" &&
        isAt(rule, facts) &&
        rule.operation === facts.operation &&
        (rule.paymentIntent === null || rule.paymentIntent === facts.paymentIntent) &&
        (rule.customer === null || rule.customer === facts.customer),
    );
  }

  forWebhook(action: WebhookAction, message: { readonly type: string; readonly body: string }): FaultRule | null {
    if (this.#active.length === 0) return null;
    return this.#take(
      ({ rule }) =>
        rule.action === action &&
        (rule.eventType === null || globPattern(rule.eventType).test(message.type)) &&
        (rule.paymentIntent === null || message.body.includes(`"${rule.paymentIntent}"`)) &&
        (rule.customer === null || message.body.includes(`"${rule.customer}"`)),
    );
  }

  #take(matches: (fault: ActiveFault) => boolean): FaultRule | null {
    for (const fault of this.#active) {
      if (fault.remaining === 0 || !matches(fault)) continue;
      if (fault.rule.probability < 1 && fault.random() >= fault.rule.probability) continue;
      if (fault.remaining !== null) fault.remaining -= 1;
      fault.struck += 1;
      return fault.rule;
    }
    return null;
  }
}

const NO_FAULT: CallPlan = { delayMs: 0, fault: null };

function isCallAction(action: string): action is CallAction {
  return CALL_ACTIONS.some((option) => option === action);
}

function matchesCall({ rule, pathPattern }: ActiveFault, call: CallFacts): boolean {
  return (
    isAt(rule, call) &&
    (rule.method === null || rule.method === call.method) &&
    (pathPattern === null || pathPattern.test(call.path)) &&
    (rule.paymentIntent === null || rule.paymentIntent === call.paymentIntent) &&
    (rule.customer === null || rule.customer === call.customer)
  );
}

function isAt(rule: FaultRule, { gateway }: { readonly gateway: FaultyGateway }): boolean {
  return rule.gateway === null || rule.gateway === gateway;
}

function globPattern(glob: string): RegExp {
  const escaped = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
