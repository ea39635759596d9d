import type { RefundSourceView } from "@/components/payments/refund-preview";
import type { FormAction } from "@/components/ui/action-state";
import type { AmountView } from "@/components/ui/amount";
import type { HoldView } from "@/components/ui/hold-chip";

/** Every verb a row, a record or a selection can offer. */
export type ActKind =
  | "ask_customer"
  | "ask_again"
  | "new_link"
  | "withdraw_link"
  | "unsend_request"
  | "capture"
  | "retry_capture"
  | "authorize_and_capture"
  | "authorize"
  | "extend_hold"
  | "void"
  | "new_method"
  | "confirm_payments"
  | "resync"
  | "repair_link"
  | "call"
  | "read_answer"
  | "claim"
  | "release_claim"
  | "assign"
  | "snooze"
  | "wake"
  | "note"
  | "remove_note"
  | "stop_retrying"
  | "resume_retrying"
  | "fraud_stop"
  | "lift_fraud_stop"
  | "override"
  | "ask_override"
  | "allow_override"
  | "refuse_override"
  | "release_goods"
  | "ship"
  | "cancel_order"
  | "refund"
  | "apply_money"
  | "settle_unconfirmed"
  | "confirm_evidence"
  | "refuse_evidence"
  | "compare_books"
  | "recheck_difference"
  | "accept_difference"
  | "try_job_again"
  | "open";

export type ActView = {
  kind: ActKind;
  label: string;
  /** Opens a page instead of running an action. */
  href?: string;
  /** Posted with the action: ids, version and the like. `requestId` is added when the form opens. */
  fields?: Record<string, string>;
  /** Set when money moves: the act then asks first, names the amount, and waits for Mod+Enter. Posted as `amountMinor` and `currency`. */
  amount?: AmountView;
  /** The amount is a ceiling that may be lowered before it moves. */
  isAmountEditable?: boolean;
  /** What the amount field starts with; the amount itself where none is given. */
  suggested?: AmountView;
  /** What is true of the ceiling: "held" where nothing is said. */
  ceilingText?: string;
  /** Where money goes back to; the dialog shows how the amount falls. */
  refundSources?: RefundSourceView[];
  /** The hold the money comes from; its time left stands beside the amount. */
  hold?: HoldView;
  /** What led here, as the confirmation's first words: why the last capture failed. */
  because?: string;
  /** Words for the confirmation: what happens, and what cannot be undone. */
  explanation?: string;
  /** Asks for a typed reason before it runs. The field is called `reason`. */
  needsReason?: boolean;
  /** Asks for a reference too, under this label. The field is called `reference`. */
  needsReference?: string;
  isDestructive?: boolean;
  /** Why it cannot be done now, in words. Acts a role never has are left out instead. */
  refusal?: string;
};

/** The server actions a page hands to its components, by verb. */
export type ActActions = Partial<Record<ActKind, FormAction>>;
