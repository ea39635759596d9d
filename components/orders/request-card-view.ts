import type { AmountView } from "@/components/ui/amount";

export type RequestStepView = {
  key: string;
  label: string;
  note: string;
  at: string | null;
  state: "done" | "now" | "todo" | "bad";
};

/** The newest request to the customer: how far it has come, and the ways to reach them. */
export type RequestCardView = {
  orderNumber: string;
  requestId: string;
  amount: AmountView;
  steps: RequestStepView[];
  /** "To c***@example.com", "Code KL-42", "In German". */
  facts: string[];
  endsAt: string | null;
  remindAt: string | null;
  /** The mail has not left and can still be called back, or sent at once. */
  mailLeavesAt: string | null;
  canReach: boolean;
};
