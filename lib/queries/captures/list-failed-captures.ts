import { loadCredentialTries, loadStoreLimits } from "@/lib/db/stores/retry-store";
import { actorName } from "@/lib/format/actor-name";
import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { attemptActText, attemptBadge, type WordBadge } from "@/lib/format/attempt-words";
import type { CaptureCause } from "@/lib/format/capture-cause";
import { isoText, timeText } from "@/lib/format/format-instant";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { methodLabel } from "@/lib/format/method-label";
import { invoiceRest } from "@/lib/payments/capturing";
import { type FollowUp, followUpOf, taskDueAt } from "@/lib/payments/following-up";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Invoice } from "@/lib/payments/invoice";
import type { NextStep } from "@/lib/payments/order-state";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import {
  type CredentialTry,
  type RetryBar,
  type RetryBudget,
  retryBar,
  retryBudget,
  type StoreLimits,
} from "@/lib/payments/retry-budget";
import { loadOrders, type OrderRead } from "../orders/load-orders";
import { type OrderVerb, orderVerbs } from "../orders/order-verbs";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { riskOrder } from "../worklists/risk-order";
import { causeSql, failedCaptureLists, failedCapturesFrom } from "./cause-sql";

export type CaptureTry = {
  id: string;
  at: string;
  act: string;
  reference: string | null;
  answer: WordBadge;
  by: string;
};

/** One failed invoice: what the gateway said, how often it was tried, and what may be done (P03, P05, P11). */
export type FailedCapture = {
  invoiceId: string;
  invoiceNumber: string;
  orderNumber: string;
  accountId: string;
  customerName: string;
  customerPhone: string | null;
  cause: CaptureCause;
  step: NextStep;
  why: string;
  amount: AmountView;
  method: string;
  answer: string;
  rawCode: string | null;
  rawMessage: string | null;
  /** The rule that chose the step, and of which version it was. */
  rule: string | null;
  triesUsed: number;
  triesAllowed: number;
  /** What is left of the card's tries for this amount (X07); null for what is no card. */
  budget: (RetryBudget & { bar: RetryBar | null; brand: string | null }) | null;
  /** When it last failed (F17); null while a call has no answer. */
  failedAt: string | null;
  /** Who follows it up (F19). */
  followUp: FollowUp;
  /** Where people follow it up: until when, and who has the order; nobody yet: it is the supervisors'. */
  task: { dueAt: string; ownerName: string | null } | null;
  nextTryAt: string | null;
  outcome: WordBadge | null;
  checklist: { label: string; isDone: boolean }[];
  tries: CaptureTry[];
  verbs: OrderVerb[];
};

/** The workbench's rows, most money with least time left first, at most `limit`. Three statements. */
export async function listFailedCaptures(
  scope: QueryScope,
  { cause = null, limit = 200 }: { cause?: CaptureCause | null; limit?: number } = {},
): Promise<FailedCapture[]> {
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const keys = riskOrder("w");
  const order = keys.map((key) => key.sql).join(", ");
  const ofCause = cause === null ? "TRUE" : `${causeSql()} = ${values.add(cause)}`;
  const most = values.add(limit);
  const firstOf = (list: (typeof failedCaptureLists)[number]) =>
    `(SELECT w.store_id, w.order_id, w.next_step, w.why, i.id AS invoice_id, i.last_reason, i.last_raw_code, i.last_raw_message, i.last_failed_at, i.captured_minor, i.tries_allowed,
         i.amount_minor, i.capture_id, ${causeSql()} AS cause, ${keys.map((key, index) => `${key.sql} AS key_${index}`).join(", ")}
       FROM ${failedCapturesFrom(store, list)} AND ${ofCause} ORDER BY ${order} LIMIT ${most})`;
  const rows = await readRows<FailedRow>(
    scope,
    `WITH page AS (
       SELECT found.*, row_number() OVER (ORDER BY ${keys.map((_key, index) => `key_${index}`).join(", ")}) AS position
       FROM (${failedCaptureLists.map(firstOf).join(" UNION ALL ")}) found ORDER BY position LIMIT ${most}
     )
     SELECT page.*, (
       SELECT u.name FROM orders o JOIN staff_users u ON u.store_id = o.store_id AND u.id = o.owner_id WHERE o.store_id = page.store_id AND o.id = page.order_id
     ) AS owner_name, (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'at', (extract(epoch FROM t.requested_at) * 1000)::int8, 'operation', t.operation,
         'status', t.status, 'reason', t.reason, 'rule', t.rule_name, 'ruleVersion', t.rule_version, 'rawCode', t.raw_code, 'reference', coalesce(t.gateway_reference, c.gateway_reference, z.gateway_reference), 'actor', t.actor) ORDER BY t.requested_at DESC, t.id DESC), '[]')
       FROM attempts t
       LEFT JOIN captures c ON c.store_id = t.store_id AND c.id = t.capture_id
       LEFT JOIN authorizations z ON z.store_id = t.store_id AND z.id = t.authorization_id
       WHERE t.store_id = page.store_id AND t.order_id = page.order_id AND (t.invoice_id = page.invoice_id OR t.operation = 'authorize')
     ) AS tries
     FROM page ORDER BY page.position`,
    values.list,
  );
  const orders = await loadOrders(
    scope,
    rows.map((row) => row.order_id),
  );
  const found = rows.flatMap((row) => {
    const read = orders.get(row.order_id);
    const invoice = read?.order.invoices.find((each) => each.id === row.invoice_id);
    return read && invoice ? [{ row, read, invoice, method: methodOf(read, invoice) }] : [];
  });
  const reader = { rows: <T>(text: string, list: readonly unknown[] = []) => readRows<T>(scope, text, list) };
  const limits = await loadStoreLimits(reader, scope.storeId, scope.now);
  const tries = await loadCredentialTries(
    reader,
    scope.storeId,
    found.flatMap(({ method }) => method?.id ?? []),
    scope.now,
  );
  return found.map((each) =>
    toFailedCapture(scope, { ...each, onCard: tries.get(each.method?.id ?? "") ?? [], limits }),
  );
}

type FailedRow = {
  order_id: string;
  invoice_id: string;
  next_step: string;
  why: string;
  cause: CaptureCause;
  last_reason: string | null;
  last_raw_code: string | null;
  last_raw_message: string | null;
  last_failed_at: Date | null;
  captured_minor: bigint;
  amount_minor: bigint;
  capture_id: string | null;
  tries_allowed: number;
  owner_name: string | null;
  tries: TryJson[];
};
type TryJson = {
  id: string;
  at: number;
  operation: string;
  status: string;
  reason: string | null;
  rule: string | null;
  ruleVersion: number | null;
  rawCode: string | null;
  reference: string | null;
  actor: string;
};

type Found = {
  row: FailedRow;
  read: OrderRead;
  invoice: Invoice;
  method: PaymentMethod | undefined;
  onCard: readonly CredentialTry[];
  limits: StoreLimits;
};

/** What the invoice was last charged to. */
function methodOf({ order }: OrderRead, invoice: Invoice): PaymentMethod | undefined {
  const captured = order.captures.find((capture) => capture.invoiceId === invoice.id);
  const hold =
    order.authorizations.find((each) => each.id === captured?.authorizationId) ?? order.authorizations.at(-1);
  return order.methods.find((each) => each.id === hold?.paymentMethodId) ?? order.methods[0];
}

function budgetOf({ method, onCard, invoice, limits }: Found, now: Instant): FailedCapture["budget"] {
  if (method?.kind !== "card") return null;
  const asked = [method.brand, onCard, invoiceRest(invoice), now, limits] as const;
  return { ...retryBudget(...asked), bar: retryBar(...asked), brand: method.brand };
}

function toFailedCapture(scope: QueryScope, found: Found): FailedCapture {
  const { row, read, invoice, method } = found;
  const { order, account } = read;
  const isUnanswered = row.cause === "no_answer";
  const step = row.next_step as NextStep;
  const followUp = followUpOf({ step, why: row.why, isAutomatic: invoice.nextAttemptAt !== null });
  const failedAt = isUnanswered || row.last_failed_at === null ? null : toInstant(row.last_failed_at.getTime());
  const dueAt = taskDueAt(followUp, failedAt);
  return {
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoiceNumber,
    orderNumber: order.orderNumber,
    accountId: account.id,
    customerName: account.name,
    customerPhone: account.phone,
    cause: row.cause,
    step,
    why: row.why,
    amount: toAmountView(isUnanswered ? invoice.reserved : invoiceRest(invoice)),
    method: method ? methodLabel(method) : "no method",
    answer: isUnanswered ? "No answer from the gateway" : (houseReasonText(row.last_reason) ?? "No reason given"),
    rawCode: row.last_raw_code,
    rawMessage: row.last_raw_message,
    rule: ruleText(row.tries),
    triesUsed: invoice.attemptCount,
    triesAllowed: row.tries_allowed,
    budget: isUnanswered ? null : budgetOf(found, scope.now),
    failedAt: failedAt === null ? null : isoText(failedAt),
    followUp,
    task: dueAt === null ? null : { dueAt: isoText(dueAt), ownerName: row.owner_name },
    nextTryAt: invoice.nextAttemptAt === null ? null : isoText(invoice.nextAttemptAt),
    outcome: outcomeOf(scope, read),
    checklist: checklistOf(row, invoice),
    tries: row.tries.map((each) => ({
      id: each.id,
      at: isoText(toInstant(each.at)),
      act: attemptActText(each.operation),
      reference: each.reference,
      answer: tryBadge(each),
      by: actorName(each.actor, { names: new Map(), customer: "customer" }),
    })),
    verbs: orderVerbs(order, scope.now, { email: account.email }),
  };
}

function ruleText(tries: readonly TryJson[]): string | null {
  const newest = tries.find(({ rule }) => rule !== null);
  return newest
    ? `${newest.rule} (${newest.ruleVersion === 0 ? "house rules" : `version ${newest.ruleVersion}`})`
    : null;
}

/** The answer of one try with its raw code in front, as on the gateway's own screens. */
function tryBadge(attempt: TryJson): WordBadge {
  const badge = attemptBadge(attempt);
  if (badge.tone !== "bad") return badge;
  const words = (houseReasonText(attempt.reason) ?? "refused").toLowerCase();
  return { ...badge, label: attempt.rawCode === null ? words : `${attempt.rawCode}: ${words}` };
}

/** What has come of it since the failure: asked, or still out at the gateway. */
function outcomeOf({ timeZone }: QueryScope, { order }: OrderRead): WordBadge | null {
  const open = order.openAttempts.at(-1);
  if (open?.isUnconfirmed) return { tone: "wait", label: "No answer yet", icon: "waiting" };
  if (open) return { tone: "wait", label: `Asked ${timeText(open.requestedAt, timeZone)}`, icon: "waiting" };
  const { approval } = order;
  const isAsked = approval?.status === "sent" || approval?.status === "opened" || approval?.status === "requested";
  if (!isAsked || !approval?.sentAt) return null;
  return { tone: "wait", label: `Customer asked ${timeText(approval.sentAt, timeZone)}`, icon: "waiting" };
}

/** P22 to P24: what must be true of an invoice once its money is there. */
function checklistOf(row: FailedRow, invoice: Invoice): FailedCapture["checklist"] {
  const isPaid = invoice.status === "captured";
  return [
    { label: "Payment line updated", isDone: row.captured_minor > 0n },
    { label: `Invoice ${invoice.invoiceNumber} paid`, isDone: isPaid },
    { label: "Transaction linked to all", isDone: isPaid && row.capture_id !== null },
  ];
}
