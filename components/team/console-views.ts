import type { ActView } from "@/components/acts/act-view";
import type { HandOutAskView } from "@/components/team/hand-out-view";
import type { AmountView } from "@/components/ui/amount";
import type { PersonView } from "@/components/ui/avatar";
import type { BadgeView } from "@/components/ui/badge";

export type ConsoleFiguresView = {
  recovered: AmountView[];
  lapsed: AmountView[];
  unclaimed: { count: number; href: string };
  untouched: { text: string; orderNumber: string; href: string } | null;
  /** "71 % of 24", or null where no link was answered yet. */
  approved: { share: string; note: string } | null;
};

export type TeamWorkView = {
  rows: {
    person: PersonView;
    role: string;
    href: string;
    owned: number;
    claimed: number;
    done: number;
    recovered: AmountView[];
    firstTouch: string | null;
    reassign: HandOutAskView | null;
  }[];
  /** New orders are given to those who are there, by a rule. */
  dealsNewWork: boolean;
  /** Orders without an owner. */
  unclaimed: number;
};

export type RecoveryRatesView = {
  reasons: {
    key: string;
    label: string;
    failed: number;
    recovered: number;
    share: number;
    failedAmount: AmountView;
    recoveredAmount: AmountView;
  }[];
  steps: { key: string; label: string; rule: string | null; recovered: number; amount: AmountView }[];
  planned: { count: number; sums: AmountView[] };
  cards: { refused: number; tight: number; spent: number };
};

export type TroubleView = { key: string; count: number; label: string; note: string; href: string | null };
export type TroublesView = { troubles: TroubleView[]; total: number; stuck: number; asks: OverrideAskView[] };
export type OverrideAskView = {
  overrideId: string;
  orderNumber: string;
  href: string;
  amount: AmountView;
  askedBy: string;
  reason: string;
  askedAt: string;
  allow: ActView;
  refuse: ActView;
};

export type ConnectorsView = { connectors: { name: string; badge: BadgeView; note: string | null }[] };
