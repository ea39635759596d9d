export const CALL_ACTIONS = [
  "delay",
  "drop_before",
  "drop_after",
  "error_500_before",
  "error_500_after",
  "conflict_409",
  "lock_timeout_429",
  "rate_limit_429",
  "html_502",
  "empty_200",
  "cut_json",
] as const;
export const WEBHOOK_ACTIONS = ["delay_webhooks", "drop_webhooks", "duplicate_webhooks"] as const;

export type CallAction = (typeof CALL_ACTIONS)[number];
export type WebhookAction = (typeof WEBHOOK_ACTIONS)[number];
export type FaultAction = CallAction | WebhookAction | "decline";
export type DeclinableOperation = "authorize" | "capture" | "refund";

export type FaultyGateway = "stripe" | "paypal";

export interface FaultRule {
  readonly action: FaultAction;
  /** Null: whichever gateway is called. */
  readonly gateway: FaultyGateway | null;
  readonly method: string | null;
  /** May contain `*` for any run of characters. */
  readonly path: string | null;
  readonly paymentIntent: string | null;
  readonly customer: string | null;
  readonly eventType: string | null;
  readonly operation: DeclinableOperation;
  /** How often it strikes; null means until it is cleared. */
  readonly count: number | null;
  readonly probability: number;
  readonly seed: number;
  readonly delayMs: number;
  readonly code: string;
  readonly declineCode: string | null;
  /** A refused capture also lets the hold go. */
  readonly releasesHold: boolean;
  /** For the answers that come out broken: whether the call took effect before. */
  readonly hasEffect: boolean;
  /** For `error_500_before`: whether the idempotency key remembers the error. */
  readonly isStored: boolean;
}

type Input = Readonly<Record<string, unknown>>;

/** Throws with a plain sentence on anything it does not know. */
export function parseFaultRule(input: unknown): FaultRule {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw new Error("A fault is a JSON object");
  const fault = input as Input;
  for (const key of Object.keys(fault)) if (!KNOWN.has(key)) throw new Error(`A fault has no field "${key}"`);
  const action = among(fault, "action", [...CALL_ACTIONS, ...WEBHOOK_ACTIONS, "decline"] as const);
  if (action === null) throw new Error('A fault needs an "action"');
  const declineCode = text(fault, "declineCode");
  return {
    action,
    gateway: among(fault, "gateway", ["stripe", "paypal"] as const),
    method: text(fault, "method")?.toUpperCase() ?? null,
    path: text(fault, "path"),
    paymentIntent: text(fault, "paymentIntent"),
    customer: text(fault, "customer"),
    eventType: text(fault, "eventType"),
    operation: among(fault, "operation", ["authorize", "capture", "refund"] as const) ?? "authorize",
    count: fault.count === undefined ? (fault.probability === undefined ? 1 : null) : nullableNumber(fault, "count"),
    probability: number(fault, "probability", 1),
    seed: number(fault, "seed", 1),
    delayMs: number(fault, "delayMs", 0),
    code: text(fault, "code") ?? declineCode ?? "generic_decline",
    declineCode,
    releasesHold: fault.releasesHold === true,
    hasEffect: fault.hasEffect !== false,
    isStored: fault.isStored === true,
  };
}

const KNOWN = new Set(
  "action gateway method path paymentIntent customer eventType operation count probability seed delayMs code declineCode releasesHold hasEffect isStored".split(
    " ",
  ),
);

function text(input: Input, key: string): string | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || value === "") throw new Error(`"${key}" must be text`);
  return value;
}

function number(input: Input, key: string, fallback: number): number {
  const value = input[key];
  if (value === undefined) return fallback;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0)
    throw new Error(`"${key}" must be a number, zero or more`);
  return value;
}

function nullableNumber(input: Input, key: string): number | null {
  return input[key] === null ? null : number(input, key, 1);
}

function among<const T extends string>(input: Input, key: string, options: readonly T[]): T | null {
  const value = text(input, key);
  if (value === null) return null;
  const found = options.find((option) => option === value);
  if (found === undefined) throw new Error(`"${key}" must be one of ${options.join(", ")}`);
  return found;
}
