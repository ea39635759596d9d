import type { ActView } from "@/components/acts/act-view";
import type { RetryBudgetView } from "@/components/payments/retry-budget";
import type { AmountView } from "@/components/ui/amount";
import type { BadgeView } from "@/components/ui/badge";
import type { TileView } from "@/components/ui/tile";

export type FailedCaptureCause =
  | "hold_expired"
  | "soft_decline"
  | "hard_decline"
  | "data_wrong"
  | "fraud"
  | "no_answer"
  | "technical"
  | "unknown";

export type CaptureTryView = {
  id: string;
  at: string;
  act: string;
  reference: string | null;
  answer: BadgeView;
  by: string;
};

export type FailedCaptureRowView = {
  id: string;
  orderNumber: string;
  href: string;
  invoiceNumber: string;
  customerName: string;
  amount: AmountView;
  method: string;
  /** The gateway's answer in plain words, and its raw code and message. */
  answer: string;
  rawCode: string | null;
  rawMessage: string | null;
  /** Which rule chose the step. */
  rule: string | null;
  triesUsed: number;
  triesAllowed: number;
  /** Null while a call has no answer. */
  failedAt: string | null;
  /** Who follows it up, where no try is planned. */
  followUp: string;
  /** Until when a person should have taken it up, and who. */
  task: { dueAt: string; who: string } | null;
  nextTryAt: string | null;
  /** What came of it since: captured, asked, no answer yet. */
  outcome: BadgeView | null;
  next: ActView | null;
  otherActs: ActView[];
  tries: CaptureTryView[];
  budget: RetryBudgetView | null;
  /** After a capture: payment line, invoice, transaction link, bookkeeping. */
  checklist: { label: string; isDone: boolean }[];
};

export type FailedCaptureGroupView = {
  cause: FailedCaptureCause;
  /** What to do with this group, in one sentence. */
  advice: string;
  sums: AmountView[];
  /** How many there are; `rows` may hold only the first of them. */
  total: number;
  /** The page that shows this group alone, with more of its rows. */
  allHref: string;
  rows: FailedCaptureRowView[];
  /** Runs for every row of the group that can; posts `ids` many times. */
  groupAct: ActView | null;
};

export type FailedCapturesPageView = {
  total: number;
  savable: AmountView[];
  capturedToday: number;
  tiles: TileView[];
  policyText: string;
  groups: FailedCaptureGroupView[];
};
