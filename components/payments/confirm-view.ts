import type { ActView } from "@/components/acts/act-view";
import type { PaymentMethodView } from "@/components/orders/order-record-view";
import type { FormAction } from "@/components/ui/action-state";
import type { AmountView } from "@/components/ui/amount";
import type { CoverageView } from "@/components/ui/coverage-bar";

export type ConfirmMethodView = Omit<PaymentMethodView, "acts"> & {
  isSuspended: boolean;
  suspendedBy: string | null;
  canMoveUp: boolean;
  canMoveDown: boolean;
  canRemove: boolean;
};

export type SavedMethodView = { id: string; icon: PaymentMethodView["icon"]; label: string; note: string };
export type HouseChoiceView = { kind: string; icon: PaymentMethodView["icon"]; label: string; needsNumber: boolean };

export type ConfirmView = {
  orderNumber: string;
  orderHref: string;
  askHref: string;
  version: number;
  customerName: string;
  total: AmountView;
  before: AmountView | null;
  change: AmountView | null;
  sums: { label: string; amount: AmountView }[];
  coverage: CoverageView;
  covered: AmountView;
  missing: AmountView;
  methods: ConfirmMethodView[];
  /** The sum step by step, in words: who takes how much, and why. */
  working: { text: string; left: AmountView }[];
  saved: SavedMethodView[];
  kinds: HouseChoiceView[];
  /** Why nothing can be changed here; null where it can. */
  editRefusal: string | null;
  step: "confirm" | "authorize" | "ask_customer" | "none";
  amount: AmountView;
  refusal: string | null;
  /** What the gateway can move, where it counts too coarsely for this order; null where it does not. */
  tooCoarse: string | null;
  /** Letting a failed authorization pass, or asking a supervisor to. */
  overrides: ActView[];
  standing: "draft" | "confirmed" | "closed";
};

export type ConfirmActions = {
  add: FormAction;
  remove: FormAction;
  suspend: FormAction;
  resume: FormAction;
  move: FormAction;
  limit: FormAction;
  confirm: FormAction;
  authorize: FormAction;
};
