import type { ActView } from "@/components/acts/act-view";
import type { OrderReasonCode } from "@/components/orders/order-reason-view";
import type { PresenceView } from "@/components/orders/order-row-view";
import type { RequestCardView } from "@/components/orders/request-card-view";
import type { StatusGroupView } from "@/components/orders/status-view";
import type { RetryBudgetView } from "@/components/payments/retry-budget";
import type { AmountView } from "@/components/ui/amount";
import type { PersonView } from "@/components/ui/avatar";
import type { BadgeView } from "@/components/ui/badge";
import type { CoverageView } from "@/components/ui/coverage-bar";
import type { HoldView } from "@/components/ui/hold-chip";
import type { PathStepView } from "@/components/ui/path";

export type OrderHighlightsView = {
  orderNumber: string;
  /** "Order, repair quote Q-889" */
  kindText: string;
  /** What stands over the order beside its path: "Shipped on override". */
  mark: string | null;
  placedAt: string;
  customerName: string;
  customerHref: string | null;
  due: AmountView;
  /** The amount is money that fits nothing due, and belongs to someone. */
  isOursToSettle: boolean;
  total: AmountView;
  authorized: AmountView;
  methodCount: number;
  goodToday: AmountView;
  onPaper: AmountView;
  captured: AmountView;
  capturedNote: string;
  hold: HoldView | null;
  reason: OrderReasonCode | null;
  reasonSince: string | null;
  owner: PersonView | null;
  presence: PresenceView | null;
  /** Claim, confirm payments, note: the buttons in the header, in order. */
  acts: ActView[];
  /** Behind the three dots. */
  otherActs: ActView[];
  take: ActView | null;
};

export type NextStepView = {
  title: string;
  why: string;
  primary: ActView | null;
  secondary: ActView | null;
  otherActs: ActView[];
  tone: "info" | "wait" | "bad" | "ok";
};

/** A payment that its payer disputes: what to ask, and what may be settled. */
export type DisputeView = {
  orderNumber: string;
  version: string;
  /** What was settled before; null where nobody has asked yet. */
  settled: string | null;
  questions: { name: string; label: string; hint: string }[];
  decisions: { value: string; label: string }[];
};

/** An open dispute: until when the bank waits for our answer, what we know, and what was said. */
export type OpenDisputeView = {
  id: string;
  orderNumber: string;
  amount: AmountView;
  answerBy: string | null;
  facts: readonly string[];
  answer: {
    kind: "evidence" | "accept";
    status: "requested" | "sending" | "sent" | "refused" | "overtaken";
    /** It did not get through, and nobody tries any more. */
    isStuck: boolean;
    by: string | null;
    at: string;
    /** The gateway's words where it took none of it. */
    said: string | null;
  } | null;
  /** Why nothing can be said to the gateway from here. */
  whyNot: string | null;
  canContest: boolean;
  canAccept: boolean;
  /** Has the answer that is stuck tried again. */
  canRetry: boolean;
};

export type ChainEntryView = {
  orderNumber: string;
  href: string | null;
  note: string;
  kind: "past" | "this" | "successor" | "future";
  /** Difference to the entry before it; null on the first. */
  change: AmountView | null;
};

export type ChainView = {
  entries: ChainEntryView[];
  hiddenCount: number;
  explanation: string;
  /** The whole chain, with what each step changed. */
  lineageHref: string;
};

export type CoverageCardView = {
  coverage: CoverageView;
  total: AmountView;
  securedNote: string;
  onPaperNote: string;
  unsecuredNote: string;
  /** Money of other orders that waits for these goods to ship. */
  paidAheadNote: string | null;
};

export type PriceChangeView = {
  by: string;
  at: string;
  lines: { name: string; before: AmountView; after: AmountView; difference: AmountView }[];
  before: AmountView;
  after: AmountView;
  difference: AmountView;
};

export type MethodIcon = "card" | "wallet" | "gift" | "account" | "check" | "bank" | "offline";

export type PaymentMethodView = {
  id: string;
  sequence: number;
  icon: MethodIcon;
  label: string;
  note: string;
  /** null: no limit, takes the rest. */
  limit: AmountView | null;
  asked: AmountView;
  held: AmountView;
  captured: AmountView;
  hold: HoldView | null;
  state: BadgeView;
  /** Tries left of a card on file, for its amount; null for whatever no network counts. */
  budget: RetryBudgetView | null;
  acts: ActView[];
};

export type LedgerActKind = "authorize" | "increase" | "capture" | "void" | "refund" | "reserve" | "resync" | "record";

export type LedgerEntryView = {
  id: string;
  at: string;
  act: LedgerActKind;
  amount: AmountView;
  result: BadgeView;
  meaning: string;
  method: string;
  reference: string | null;
  /** Shown when the row is opened: attempt number, gateway code and message, keys, who asked. */
  details: { label: string; value: string }[];
};

export type TimelineKind = "money" | "mail" | "note" | "customer" | "system";

export type TimelineEntryView = {
  id: string;
  at: string;
  kind: TimelineKind;
  tone: "ok" | "warn" | "bad" | "info" | "wait" | "none";
  /** Bold in front of the text: a colleague, never the system. */
  actor: string | null;
  text: string;
  detail: string | null;
};

export type PinnedNoteView = { text: string; by: string };

export type RelatedItemView = { key: string; title: string; href: string | null; note: string; state: BadgeView };

export type CustomerCardView = {
  name: string;
  initials: string;
  href: string | null;
  phone: string | null;
  summary: string;
  emphasis: string | null;
  badges: BadgeView[];
};

export type OrderRecordView = {
  dispute: DisputeView | null;
  disputes: OpenDisputeView[];
  version: number;
  highlights: OrderHighlightsView;
  path: PathStepView[];
  nextStep: NextStepView | null;
  chain: ChainView | null;
  request: RequestCardView | null;
  coverage: CoverageCardView;
  priceChange: PriceChangeView | null;
  methods: PaymentMethodView[];
  methodActs: ActView[];
  ledger: LedgerEntryView[];
  ledgerActs: ActView[];
  timeline: TimelineEntryView[];
  timelineBegan: string;
  pinnedNote: PinnedNoteView | null;
  customer: CustomerCardView;
  /** Empty where the store has no fields of its own. */
  statuses: StatusGroupView[];
  invoices: RelatedItemView[];
  shipments: RelatedItemView[];
  mails: RelatedItemView[];
};
