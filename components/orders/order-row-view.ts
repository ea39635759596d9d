import type { ActView } from "@/components/acts/act-view";
import type { OrderReasonCode } from "@/components/orders/order-reason-view";
import type { AmountView } from "@/components/ui/amount";
import type { PersonView } from "@/components/ui/avatar";
import type { CoverageView } from "@/components/ui/coverage-bar";
import type { HoldView } from "@/components/ui/hold-chip";

export type ContactView = {
  kind: "link_sent" | "link_opened" | "said_no" | "link_ended" | "approved" | "mailed" | "called" | "noted";
  at: string;
};

export type PresenceView = { person: PersonView; isEditing: boolean };

/** One order in the unpaid panel and in every order list. */
export type OrderRowView = {
  orderNumber: string;
  href: string;
  customerName: string;
  customerHref?: string;
  /** null: nothing stands in the way of its money. */
  reason: OrderReasonCode | null;
  due: AmountView;
  /** ISO instant until which money without a place has to have one; null for all other money. */
  settleBy: string | null;
  /** `due` is money that the payer disputes; nothing of it is owed. */
  isDisputed: boolean;
  total: AmountView;
  coverage: CoverageView;
  /** The hold that ends first; null when nothing is held. */
  hold: HoldView | null;
  /** That money lapses before it can ship, in one sentence. */
  lapse: string | null;
  /** ISO dates (YYYY-MM-DD). */
  promisedOn: string | null;
  shippedOn: string | null;
  lastContact: ContactView | null;
  /** What the store's own fields say, "Review: Cleared"; empty where the list does not show them. */
  ownStatuses: readonly string[];
  owner: PersonView | null;
  presence: PresenceView | null;
  next: ActView | null;
  otherActs: ActView[];
};
