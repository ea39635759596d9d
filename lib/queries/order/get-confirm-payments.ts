import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { type MethodIcon, methodIcon, methodLabel } from "@/lib/format/method-label";
import type { AllotmentReason } from "@/lib/payments/allocation";
import { amountStep } from "@/lib/payments/amount-step";
import { priceApprovalNeed } from "@/lib/payments/approval";
import { decideAuthorize, decideConfirm } from "@/lib/payments/authorizing";
import { decideMethodsChange, decideMove, decideRemove } from "@/lib/payments/changing-methods";
import type { Coverage } from "@/lib/payments/coverage";
import type { PaymentMethodId } from "@/lib/payments/ids";
import type { Instant } from "@/lib/payments/instant";
import { add, money, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { loadOrders } from "../orders/load-orders";
import { type CoverageRead, coverageNow, toCoverageRead } from "../orders/order-standing";
import { overrideVerbs } from "../orders/order-verbs";
import { type QueryScope, readRows } from "../query-scope";
import { readMethodBudgets } from "./method-budgets";
import { allotmentsOf, type MethodLine, orderMethods, readMethodFacts } from "./order-methods";
import { readRecordRow, readStaffNames } from "./read-record";

/** What would be done about what is missing: hold it and confirm, hold it, ask the customer first, or nothing. */
export type ConfirmStep = "confirm" | "authorize" | "ask_customer" | "none";

export type ConfirmMethod = MethodLine & {
  isSuspended: boolean;
  suspendedBy: string | null;
  canMoveUp: boolean;
  canMoveDown: boolean;
  canRemove: boolean;
};

export type ConfirmPayments = NonNullable<Awaited<ReturnType<typeof getConfirmPayments>>>;

/** An order's ways to pay in the order in which they are charged, what each is asked for and why, and what is still to authorize (S03 to S05, S22, S66). */
export async function getConfirmPayments(scope: QueryScope, orderNumber: string) {
  const row = await readRecordRow(scope, orderNumber);
  const read = row && (await loadOrders(scope, [row.id])).get(row.id);
  if (!row || !read) return null;
  const { order, account } = read;
  const [facts, budgets, saved, kinds, sums] = await Promise.all([
    readMethodFacts(scope, row.id),
    readMethodBudgets(scope, order),
    readSavedMethods(scope, { orderId: row.id, accountId: account.id }),
    readHouseKinds(scope),
    readSums(scope, row.id, read.revision),
  ]);
  const names = await readStaffNames(
    scope,
    facts.flatMap((fact) => fact.suspended_by?.replace("staff:", "") ?? []),
  );
  const coverage = coverageNow(order, scope.now);
  const may = decideMethodsChange(order);
  const before = order.approvedTotal;
  return {
    orderNumber: order.orderNumber,
    version: order.version,
    status: order.status,
    customerName: account.name,
    customerEmail: account.email,
    claimUserId: row.claim_user_id,
    claimUserName: row.claim_user_name,
    total: toAmountView(order.total),
    before: before && toAmountView(before),
    change: before && toAmountView(subtract(order.total, before)),
    sums: sums.map(({ key, minor }) => ({ key, amount: toAmountView(money(minor, row.currency)) })),
    coverage: toCoverageRead(coverage) satisfies CoverageRead,
    covered: toAmountView(add(coverage.captured, add(coverage.secured, coverage.onPaper))),
    missing: toAmountView(coverage.uncovered),
    editRefusal: may.ok ? null : may.reason,
    methods: orderMethods(scope, order, coverage, facts, budgets).map((line): ConfirmMethod => {
      const method = order.methods.find(({ id }) => id === line.id);
      const by = facts.find(({ id }) => id === line.id)?.suspended_by ?? null;
      return {
        ...line,
        ...abilities(order, line.id as PaymentMethodId, scope.now),
        isSuspended: method?.status === "suspended",
        suspendedBy: by === null ? null : (names.get(by.replace("staff:", "")) ?? null),
      };
    }),
    working: working(scope, order),
    tooCoarse: tooCoarse(order, scope.now),
    saved,
    kinds,
    verbs: overrideVerbs(order, scope.now),
    ...nextStep(order, coverage, scope.now),
  };
}

function abilities(order: Order, methodId: PaymentMethodId, now: Instant) {
  const question = { order, methodId, now };
  return {
    canMoveUp: decideMove(question, "up").ok,
    canMoveDown: decideMove(question, "down").ok,
    canRemove: decideRemove(question).ok,
  };
}

/** The sum told step by step: who takes how much of what is left, and why. */
function working(
  scope: QueryScope,
  order: Order,
): { label: string; amount: AmountView; why: AllotmentReason; left: AmountView }[] {
  let left = order.total;
  const { allotments, tooCoarse } = allotmentsOf(order, scope.now);
  if (tooCoarse !== null) return [];
  return allotments.map(({ paymentMethodId, amount, why }) => {
    const method = order.methods.find(({ id }) => id === paymentMethodId);
    left = subtract(left, amount);
    return {
      label: method ? methodLabel(method) : "a way to pay",
      amount: toAmountView(amount),
      why,
      left: toAmountView(left),
    };
  });
}

/** The gateway that counts too coarsely for its share of the order, and the smallest amount that it moves (CU-2). */
function tooCoarse(order: Order, now: Instant): { gateway: string; step: AmountView } | null {
  const { tooCoarse: gateway } = allotmentsOf(order, now);
  const { currency } = order.total;
  return gateway && { gateway, step: toAmountView(money(amountStep(gateway, currency), currency)) };
}

/** What the one button would do, judged by the very rules that the operations ask. */
function nextStep(
  order: Order,
  coverage: Coverage,
  now: Instant,
): { step: ConfirmStep; amount: AmountView; refusal: string | null } {
  const none = toAmountView(sum(order.total.currency, []));
  if (decideConfirm(order, now).ok) return { step: "confirm", amount: none, refusal: null };
  if (coverage.uncovered.amountMinor === 0n) return { step: "none", amount: none, refusal: null };
  const isDraft = order.status === "draft";
  const plan = decideAuthorize(order, now, { initiator: isDraft ? "customer" : "merchant" });
  if (plan.ok) {
    const amount = toAmountView(
      sum(
        order.total.currency,
        plan.value.parts.map((part) => part.amount),
      ),
    );
    const lacks = isDraft && plan.value.uncovered.amountMinor > 0n;
    return { step: isDraft ? "confirm" : "authorize", amount, refusal: lacks ? "not_covered" : null };
  }
  if (plan.reason === "nothing_to_authorize" && priceApprovalNeed(order).needed)
    return { step: "ask_customer", amount: toAmountView(coverage.uncovered), refusal: null };
  return {
    step: isDraft ? "confirm" : "authorize",
    amount: toAmountView(coverage.uncovered),
    refusal: plan.reason,
  };
}

export type SavedMethod = { id: string; icon: MethodIcon; label: string; note: string };

/** What the customer has saved, the shop takes, and the order does not have yet (S18, S19). */
async function readSavedMethods(
  scope: QueryScope,
  { orderId, accountId }: { orderId: string; accountId: string },
): Promise<SavedMethod[]> {
  const rows = await readRows<{
    id: string;
    kind: string;
    brand: string | null;
    last4: string | null;
    expiry_month: number | null;
    expiry_year: number | null;
  }>(
    scope,
    `SELECT s.id, s.kind, s.brand, s.last4, s.expiry_month, s.expiry_year FROM saved_payment_methods s
     JOIN payment_types t ON t.store_id = s.store_id AND t.kind = s.kind AND t.is_enabled
     WHERE s.store_id = $1 AND s.account_id = $2 AND s.is_active AND NOT EXISTS (
       SELECT 1 FROM order_payment_methods m WHERE m.store_id = s.store_id AND m.order_id = $3 AND m.gateway = s.gateway AND m.token = s.token AND m.status <> 'removed')
     ORDER BY t.charge_sequence, s.created_at, s.id`,
    [scope.storeId, accountId, orderId],
  );
  return rows.map((row) => ({
    id: row.id,
    icon: methodIcon(row.kind),
    label: methodLabel(row),
    note:
      row.expiry_month && row.expiry_year
        ? `${String(row.expiry_month).padStart(2, "0")}/${String(row.expiry_year).slice(-2)}`
        : "",
  }));
}

export type HouseChoice = { kind: string; icon: MethodIcon; label: string; needsNumber: boolean };

/** Ways to pay of the house that the shop takes; cards and wallets come from the customer or the gateway's own page. */
async function readHouseKinds(scope: QueryScope): Promise<HouseChoice[]> {
  const rows = await readRows<{ kind: string; label: string; gateway: string }>(
    scope,
    `SELECT kind, label, gateway FROM payment_types WHERE store_id = $1 AND is_enabled
       AND kind IN ('stored_value','customer_account','check','bank_slip','offline') ORDER BY charge_sequence, kind`,
    [scope.storeId],
  );
  return rows.map(({ kind, label, gateway }) => ({
    kind,
    icon: methodIcon(kind),
    label,
    needsNumber: gateway === "stored_value" || gateway === "check",
  }));
}

/** Goods, shipping, discounts and tax of the lines as they are today (S04). */
async function readSums(
  scope: QueryScope,
  orderId: string,
  revision: number,
): Promise<{ key: "goods" | "shipping" | "discounts" | "tax"; minor: bigint }[]> {
  const [row] = await readRows<{ goods: bigint; shipping: bigint; discounts: bigint; tax: bigint }>(
    scope,
    `SELECT coalesce(sum(unit_price_minor * quantity), 0)::bigint AS goods, coalesce(sum(shipping_minor), 0)::bigint AS shipping,
       coalesce(-sum(adjustment_minor), 0)::bigint AS discounts, coalesce(sum(tax_minor + shipping_tax_minor), 0)::bigint AS tax
     FROM order_lines WHERE store_id = $1 AND order_id = $2 AND revision = $3`,
    [scope.storeId, orderId, revision],
  );
  return (["goods", "shipping", "discounts", "tax"] as const).map((key) => ({ key, minor: row?.[key] ?? 0n }));
}
