import type { ActView } from "@/components/acts/act-view";
import type { AmountView } from "@/components/ui/amount";

/** One call to a gateway whose outcome nobody knows. */
export type UnansweredRowView = {
  id: string;
  orderNumber: string;
  href: string;
  customerName: string;
  what: string;
  gateway: string;
  amount: AmountView;
  /** To be said on the phone, word for word. */
  sentence: string;
  since: string;
  asked: number;
  nextAskAt: string | null;
  isLadderEnded: boolean;
  proposal: { text: string; reference: string; note: string; byName: string } | null;
  next: ActView | null;
  otherActs: ActView[];
};
