import type {
  LedgerEntryView,
  NextStepView,
  OrderHighlightsView,
  PaymentMethodView,
  PriceChangeView,
} from "@/components/orders/order-record-view";
import type { CoverageView } from "@/components/ui/coverage-bar";

/** How far the customer is with the link that was sent last. */
export type PeekApprovalView = {
  sentAt: string | null;
  openedAt: string | null;
  expiresAt: string;
  /** What became of it; null while it waits. */
  end: "approved" | "said_no" | "payment_failed" | "ended" | null;
};

/** One order beside a list. */
export type PeekView = {
  highlights: OrderHighlightsView;
  coverage: CoverageView;
  nextStep: NextStepView | null;
  approval: PeekApprovalView | null;
  changedLines: PriceChangeView["lines"];
  methods: Pick<PaymentMethodView, "id" | "label" | "held" | "hold" | "state">[];
  ledger: Pick<LedgerEntryView, "id" | "at" | "meaning" | "amount" | "result">[];
};
