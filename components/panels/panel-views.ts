import type { ActView } from "@/components/acts/act-view";
import type { AwaitingState } from "@/components/approvals/awaiting-look";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { FailedCaptureCause } from "@/components/payments/failed-captures-view";
import type { AmountView } from "@/components/ui/amount";
import type { HoldView } from "@/components/ui/hold-chip";
import type { TileView } from "@/components/ui/tile";

export type AtRiskView = { amount: AmountView; orders: number };

export type UnpaidOrdersView = {
  rows: OrderRowView[];
  total: number;
  /** Largest first, at most three; the rest is `otherCurrencies`. */
  atRisk: AtRiskView[];
  otherCurrencies: number;
  tiles: TileView[];
  allHref: string;
  /** What the empty panel says comes next. */
  nextHold: { orderNumber: string; href: string; expiresAt: string } | null;
};

export type ExpiringView = {
  total: number;
  /** Seven days from today on. */
  days: { date: string; count: number; href: string }[];
  rows: {
    orderNumber: string;
    href: string;
    customerName: string;
    hold: HoldView;
    lapse: string | null;
    next: ActView | null;
  }[];
  endBeforeShipping: number;
  allHref: string;
};

export type FailedCapturesView = {
  total: number;
  groups: { cause: FailedCaptureCause; count: number; note: string; href: string }[];
  rows: {
    orderNumber: string;
    href: string;
    customerName: string;
    failedAt: string | null;
    amount: AmountView;
    next: ActView | null;
  }[];
  nextRetry: { at: string; orders: number } | null;
  capturedToday: number;
  allHref: string;
};

export type AwaitingCustomerView = {
  total: number;
  groups: { state: AwaitingState; count: number; note: string; href: string }[];
  rows: {
    orderNumber: string;
    href: string;
    customerName: string;
    state: AwaitingState;
    at: string;
    next: ActView | null;
  }[];
  approved: { count: number; since: string } | null;
  allHref: string;
};

export type RelinkedView = {
  total: number;
  sinceDays: number;
  rows: {
    oldOrderNumber: string;
    oldHref: string;
    newOrderNumber: string;
    newHref: string;
    customerName: string;
    change: AmountView;
    state: "approved" | "half_linked" | "payment_failed";
    at: string;
  }[];
  halfLinked: number;
  repair: ActView | null;
  allHref: string;
};

export type TeamFigureView = {
  key: string;
  label: string;
  value: string;
  change?: string;
  tone?: "good" | "bad" | "flat";
};

export type TeamView = {
  title: string;
  note: string;
  currency: string;
  figures: TeamFigureView[];
  /** Minor units of `currency`, oldest day first. */
  days: { date: string; recoveredMinor: string; lapsedMinor: string }[];
};
