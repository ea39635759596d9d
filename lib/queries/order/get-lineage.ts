import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { approvalReasonsOf } from "@/lib/format/approval-reasons";
import { methodLabel } from "@/lib/format/method-label";
import { orderStatusWords } from "@/lib/format/order-words";
import { type ComparableMethod, compareMethods, type MethodMove } from "@/lib/payments/comparing-methods";
import { compare, type Money, money, subtract } from "@/lib/payments/money";
import { compareLines, type LineChange, type OrderLine, orderTotal } from "@/lib/payments/order-lines";
import type { OrderStatus } from "@/lib/payments/order-state";
import type { QueryScope } from "../query-scope";
import { type LineageLine, type LineageRow, readLineage } from "./read-lineage";

/** An order of the chain as it stood when it took over or was agreed to. */
export type LineageOrder = {
  orderNumber: string;
  kind: "past" | "this" | "successor" | "future";
  state: string;
  amount: AmountView;
};

/** What an order and the one after it differ in. */
export type LineageStep = {
  from: string;
  to: string;
  reason: string | null;
  lines: {
    key: string;
    name: string;
    kind: LineChange["kind"];
    quantityBefore: number | null;
    quantityAfter: number | null;
    before: AmountView | null;
    after: AmountView | null;
    difference: AmountView;
  }[];
  before: AmountView;
  after: AmountView;
  difference: AmountView;
  methods: {
    key: string;
    label: string;
    kind: MethodMove["kind"];
    before: AmountView | null;
    after: AmountView | null;
  }[];
};

export type Lineage = { orderNumber: string; orders: LineageOrder[]; steps: LineageStep[] };

/** Old and new orders of a line, oldest first, and each step between two of them (H15 to H17, S53); null where the store has no such order. */
export async function getLineage(scope: QueryScope, orderNumber: string): Promise<Lineage | null> {
  const rows = await readLineage(scope, orderNumber);
  if (rows.length === 0) return null;
  const stages = rows.map(toStage);
  const last = rows.at(-1);
  if (last && isToBeReplaced(last)) stages.push(toFutureStage(last));
  return {
    orderNumber,
    orders: stages.map(({ name, kind, state, total }) => ({
      orderNumber: name,
      kind,
      state,
      amount: toAmountView(total),
    })),
    steps: stages.slice(1).flatMap((stage, at) => {
      const before = stages[at];
      return before ? [toStep(before, stage)] : [];
    }),
  };
}

/** An order at the moment that counts for a comparison; the next one need not exist yet. */
type Stage = {
  name: string;
  kind: LineageOrder["kind"];
  state: string;
  reason: string | null;
  lines: OrderLine[];
  methods: ComparableMethod[];
  total: Money;
};

function toStage(row: LineageRow): Stage {
  const lines = linesOf(row, row.agreed_revision);
  const isHalf = row.is_complete === false && row.status !== "cancelled";
  return {
    name: row.order_number,
    kind: row.place === 0 ? "this" : row.place < 0 ? "past" : "successor",
    state: isHalf ? "not complete" : orderStatusWords[row.status as OrderStatus],
    reason: approvalReasonsOf(row).find(({ value }) => value === row.reason)?.label ?? row.reason,
    lines,
    methods: row.methods.map((method) => ({ ...method, amount: money(BigInt(method.amount), row.currency) })),
    total: orderTotal(row.currency, lines),
  };
}

/** A live order got dearer than its customer agreed to: the next order is known before it is made. */
function isToBeReplaced(row: LineageRow): boolean {
  if (!row.gives_way || row.status !== "confirmed" || row.revision === row.agreed_revision) return false;
  const total = (revision: number) => orderTotal(row.currency, linesOf(row, revision));
  return compare(total(row.revision), total(row.agreed_revision)) > 0;
}

function toFutureStage(row: LineageRow): Stage {
  const lines = linesOf(row, row.revision);
  const state = "when approved";
  return {
    name: "New order",
    kind: "future",
    state,
    reason: null,
    lines,
    methods: [],
    total: orderTotal(row.currency, lines),
  };
}

function toStep(from: Stage, to: Stage): LineageStep {
  const isMade = to.kind !== "future";
  return {
    from: from.name,
    to: to.name,
    reason: to.reason,
    lines: compareLines(from.lines, to.lines).map(({ lineNo, sku, before, after, difference, ...line }) => ({
      key: `${line.kind} ${lineNo} ${sku}`,
      name: line.name,
      kind: line.kind,
      quantityBefore: line.quantityBefore,
      quantityAfter: line.quantityAfter,
      before: before && toAmountView(before),
      after: after && toAmountView(after),
      difference: toAmountView(difference),
    })),
    before: toAmountView(from.total),
    after: toAmountView(to.total),
    difference: toAmountView(subtract(to.total, from.total)),
    methods: (isMade ? compareMethods(from.methods, to.methods) : []).map(({ method, kind, before, after }, at) => ({
      key: `${kind} ${at}`,
      label: methodLabel(method),
      kind,
      before: before && toAmountView(before),
      after: after && toAmountView(after),
    })),
  };
}

function linesOf({ lines, currency }: LineageRow, revision: number): OrderLine[] {
  return lines.filter((line) => line.revision === revision).map((line) => toLine(line, currency));
}

function toLine(line: LineageLine, currency: string): OrderLine {
  const amount = (minor: string) => money(BigInt(minor), currency);
  const { lineNo, sku, name, quantity, tradingAgreement } = line;
  return {
    lineNo,
    sku,
    name,
    quantity,
    unitPrice: amount(line.unitPrice),
    tax: amount(line.tax),
    shipping: amount(line.shipping),
    shippingTax: amount(line.shippingTax),
    adjustment: amount(line.adjustment),
    tradingAgreement,
  };
}
