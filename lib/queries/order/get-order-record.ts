import { type ActorWords, staffIdsOf } from "@/lib/format/actor-name";
import { relationshipText, shortName, toneText } from "@/lib/format/customer-words";
import { initialsOf } from "@/lib/format/initials";
import { methodLabel } from "@/lib/format/method-label";
import { nextStepTitle, nextStepTone, nextStepWhy } from "@/lib/format/next-step-title";
import { endedWords, pathWords } from "@/lib/format/order-words";
import { isDisputed } from "@/lib/payments/disputing";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import type { ApprovalRequest } from "@/lib/payments/order";
import { pathOf } from "@/lib/payments/order-path";
import type { NextStep, WorklistReason } from "@/lib/payments/order-state";
import { loadOrders, type OrderRead } from "../orders/load-orders";
import { coverageNow } from "../orders/order-standing";
import { orderVerbs } from "../orders/order-verbs";
import type { QueryScope } from "../query-scope";
import { listStatusFields } from "../status-fields/list-status-fields";
import { readStatusValues } from "../status-fields/read-status-values";
import { leadingOf } from "./leading-item";
import { readMethodBudgets } from "./method-budgets";
import { orderChain } from "./order-chain";
import { orderCoverage } from "./order-coverage";
import { readOrderDisputes } from "./order-disputes";
import { orderHighlights } from "./order-highlights";
import { orderLedger } from "./order-ledger";
import { orderMethods, readMethodFacts } from "./order-methods";
import { relatedInvoices, relatedMails, relatedShipments } from "./order-related";
import { orderTimeline } from "./order-timeline";
import { readPriceChange } from "./price-change";
import { readChain } from "./read-chain";
import {
  type OpenItem,
  type RecordRow,
  readAttempts,
  readInvoices,
  readMails,
  readOpenItems,
  readRecordRow,
  readReleases,
  readStaffNames,
  readStory,
} from "./read-record";
import { readRequest } from "./read-request";
import { readRefundSources } from "./refund-sources";

export type OrderRecord = Awaited<ReturnType<typeof assemble>>;

/** The whole truth about one order, as its record shows it; null where the store has no such order. A fixed number of statements. */
export async function getOrderRecord(scope: QueryScope, orderNumber: string): Promise<OrderRecord | null> {
  const row = await readRecordRow(scope, orderNumber);
  const read = row && (await loadOrders(scope, [row.id])).get(row.id);
  return row && read ? assemble(scope, row, read) : null;
}

async function assemble(scope: QueryScope, row: RecordRow, read: OrderRead) {
  const { order, account } = read;
  const [
    items,
    attempts,
    story,
    invoices,
    releases,
    mails,
    links,
    methodFacts,
    budgets,
    change,
    refund,
    request,
    fields,
    values,
    disputes,
  ] = await Promise.all([
    readOpenItems(scope, row.id),
    readAttempts(scope, row.id),
    readStory(scope, row.id),
    readInvoices(scope, row.id),
    readReleases(scope, row.id),
    readMails(scope, row.id),
    readChain(scope, row.id),
    readMethodFacts(scope, row.id),
    readMethodBudgets(scope, order),
    readPriceChange(scope, { id: row.id, currency: row.currency, ...read }),
    readRefundSources(scope, { id: row.id, orderNumber: order.orderNumber, currency: row.currency }),
    readRequest(scope, row.id),
    listStatusFields(scope),
    readStatusValues(scope, [row.id]),
    order.dispute.isOpen ? readOrderDisputes(scope, row.id) : [],
  ]);
  const actors = [...attempts, ...story, ...(change ? [change] : [])].map((line) => line.actor);
  const customer = shortName(account.name);
  const words: ActorWords & { methods: ReadonlyMap<string, string> } = {
    names: await readStaffNames(scope, staffIdsOf(actors)),
    customer,
    methods: new Map(order.methods.map((method) => [method.id, methodLabel(method)])),
  };
  const coverage = coverageNow(order, scope.now);
  const leading = leadingOf(items);
  return {
    orderId: row.id,
    version: order.version,
    status: order.status,
    highlights: orderHighlights(scope, read, row, coverage, { leading, givenBack: refund.givenBack }),
    path: pathOf(order, scope.now).map(({ key, state }) => {
      const label = (state === "stop" && endedWords[order.status]) || pathWords[key];
      return { key, label, state };
    }),
    nextStep: leading && nextStepOf(leading, customer),
    dispute: isDisputed(order) ? order.dispute : null,
    disputes,
    chain: orderChain(order, links, { willReplace: row.price_rise_policy === "replace", customer }),
    coverage: orderCoverage(scope, order, { ...coverage, others: refund.others }),
    approval: order.approval && approvalProgress(order.approval),
    request,
    priceChange: change,
    priceChangeBy: change && (change.reason ?? actorText(change.actor, words)),
    methods: orderMethods(scope, order, coverage, methodFacts, budgets),
    ledger: orderLedger(scope, attempts, words),
    timeline: orderTimeline(story, words, scope.timeZone),
    timelineBegan: (story.at(-1)?.created_at ?? new Date(order.placedAt)).toISOString(),
    pinnedNote: row.pinned_text === null ? null : { text: row.pinned_text, by: row.pinned_author ?? "a colleague" },
    customer: customerCard(scope, row, read),
    invoices: relatedInvoices(scope, invoices),
    shipments: relatedShipments(scope, order, releases),
    mails: relatedMails(scope, mails),
    refundSources: refund.sources,
    statusFields: fields,
    statusValues: values,
    verbs: orderVerbs(order, scope.now, { email: account.email, refundable: refund.rest, others: refund.others }),
  };
}

function nextStepOf(item: OpenItem, customer: string) {
  const facts = {
    reason: item.reason as WorklistReason,
    step: item.next_step as NextStep,
    why: item.why,
    amount: money(item.amount_minor, item.currency),
    customer,
  };
  return {
    step: facts.step,
    reason: facts.reason,
    subject: item.subject,
    title: nextStepTitle(facts),
    why: nextStepWhy(facts),
    tone: nextStepTone(facts),
  };
}

/** How far the customer is with the newest link. */
function approvalProgress(request: ApprovalRequest) {
  const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    sentAt: isoOrNull(request.sentAt),
    openedAt: isoOrNull(request.openedAt),
    expiresAt: new Date(request.expiresAt).toISOString(),
    end: approvalEnds[request.status] ?? null,
  };
}

const approvalEnds: Partial<Record<ApprovalRequest["status"], "approved" | "said_no" | "payment_failed" | "ended">> = {
  approved: "approved",
  declined: "said_no",
  payment_failed: "payment_failed",
  expired: "ended",
  withdrawn: "ended",
  replaced: "ended",
};

function actorText(actor: string, { names }: ActorWords): string {
  return names.get(actor.replace("staff:", "")) ?? "the shop system";
}

function customerCard(scope: QueryScope, row: RecordRow, { account, order }: OrderRead) {
  const since = row.customer_since === null ? null : toInstant(row.customer_since.getTime());
  const tone = toneText(since, scope.now, row.failed_before);
  const orders = `${row.orders_count} ${row.orders_count === 1 ? "order" : "orders"}`;
  return {
    accountId: account.id,
    name: account.name,
    initials: initialsOf(account.name),
    phone: account.phone,
    summary: relationshipText(since, scope.now, row.orders_count),
    emphasis: row.failed_before === 0 ? (order.isFraudStopped ? null : "no payment problem before") : tone.why,
    badges: [
      { tone: "info" as const, label: tone.label, icon: "gentle" as const, title: `Because: ${tone.why}` },
      { tone: "none" as const, label: orders, icon: "open" as const },
    ],
  };
}
