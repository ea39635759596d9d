import type { ActView } from "@/components/acts/act-view";
import type { AmountView } from "@/components/ui/amount";

type SideView = { amount: AmountView; status: string };

export type DifferenceView = {
  id: string;
  label: string;
  advice: string;
  gateway: string;
  gatewayReference: string;
  orderNumber: string | null;
  href: string | null;
  ours: SideView | null;
  theirs: SideView | null;
  firstSeenAt: string;
  lastSeenAt: string;
  acts: ActView[];
};

export type RunView = {
  id: string;
  gateway: string;
  kind: string;
  status: string;
  failure: string | null;
  startedAt: string;
  durationMs: number | null;
  windowFrom: string;
  windowTo: string;
  compared: number;
  differences: number;
  healed: number;
};

export type MessagesView = {
  gateway: string;
  lastSentAt: string | null;
  sentCount: number;
  foundByAsking: number;
  unknownTypes: { type: string; count: number }[];
};

export type ReconciliationView = {
  open: number;
  overdue: number;
  differences: DifferenceView[];
  runs: RunView[];
  messages: MessagesView[];
  compareAct: ActView | null;
};
