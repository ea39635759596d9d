import type { AmountView } from "@/components/ui/format-amount";

/** One rule as the page shows it: words for reading, and the form's own values for changing. */
export type RuleView = {
  id: string;
  name: string;
  matches: string;
  action: string;
  waits: string;
  tries: string;
  problems: string[];
  form: RuleFormValues;
};
export type RuleFormValues = {
  ruleId: string;
  name: string;
  reasons: readonly string[];
  rawCodes: string;
  gateways: readonly string[];
  methodKinds: readonly string[];
  segments: readonly string[];
  attemptFrom: string;
  attemptTo: string;
  amountFrom: string;
  amountBelow: string;
  action: string;
  task: string;
  maxAttempts: string;
  waits: string;
  fromHour: string;
  toHour: string;
  isWeekdaysOnly: boolean;
  zone: string;
  afterwards: string;
};
export type Choice = { value: string; label: string };
export type RuleChoices = Record<"reasons" | "gateways" | "methodKinds" | "segments" | "actions" | "tasks", Choice[]>;

export type BackTestView = {
  name: string;
  tries: number;
  messages: number;
  tasks: number;
  stopped: number;
  recovered: AmountView[];
};
export type RuleVersionView = {
  version: number;
  status: "draft" | "live" | "retired";
  author: string;
  note: string | null;
  /** Null where nobody published it: version 0, the house rules. */
  at: string | null;
  canRollBack: boolean;
};
export type RulesPageView = {
  failures: number;
  live: { title: string; rules: RuleView[] };
  draft: { title: string; rules: RuleView[]; problems: string[]; print: string; publishRefusal: string | null } | null;
  tests: BackTestView[];
  versions: RuleVersionView[];
  choices: RuleChoices;
};

/** One limit of a network on repeated tries: what it allows, what the store allows itself today, and what is planned. */
export type RetryLimitView = {
  id: string;
  network: string;
  counts: string;
  ceiling: number;
  /** Null where the network publishes no number. */
  networkMost: number | null;
  most: number;
  /** Null while the house's own number holds. */
  since: string | null;
  planned: { most: number; from: string } | null;
};
export type RetryLimitLineView = {
  id: string;
  network: string;
  most: number;
  from: string;
  author: string;
  note: string;
  at: string;
};
export type RetryLimitsView = { limits: RetryLimitView[]; history: RetryLimitLineView[] };
