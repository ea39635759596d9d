import type { AmountView } from "@/components/ui/amount";

export type LineageOrderView = {
  orderNumber: string;
  /** null for the order looked at, and for one that is not made yet. */
  href: string | null;
  kind: "past" | "this" | "successor" | "future";
  state: string;
  amount: AmountView;
};

export type LineageLineView = {
  key: string;
  name: string;
  kind: "same" | "changed" | "added" | "dropped";
  quantityBefore: number | null;
  quantityAfter: number | null;
  before: AmountView | null;
  after: AmountView | null;
  difference: AmountView;
};

export type LineageMethodView = {
  key: string;
  label: string;
  kind: "moved" | "new" | "left";
  before: AmountView | null;
  after: AmountView | null;
};

export type LineageStepView = {
  from: string;
  to: string;
  /** Opens the comparison of these two. */
  href: string;
  reason: string | null;
  lines: LineageLineView[];
  before: AmountView;
  after: AmountView;
  difference: AmountView;
  methods: LineageMethodView[];
};

/** A chain of orders, oldest first; step n leads from order n to the next. */
export type LineageView = {
  orderNumber: string;
  orderHref: string;
  orders: LineageOrderView[];
  steps: LineageStepView[];
  /** The step whose comparison is open. */
  shown: LineageStepView | null;
};
