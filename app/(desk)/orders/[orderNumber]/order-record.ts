import type { ActView } from "@/components/acts/act-view";
import type {
  DisputeView,
  NextStepView,
  OpenDisputeView,
  OrderRecordView,
} from "@/components/orders/order-record-view";
import { can, type Role } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { deskReasonOf } from "@/lib/format/desk-reason";
import { disputeDecisionWords, disputeQuestionWords } from "@/lib/format/dispute-words";
import { refusalText } from "@/lib/format/refusal-words";
import { disputeQuestions } from "@/lib/payments/disputing";
import { disputeDecisions } from "@/lib/payments/order-state";
import type { OrderRecord } from "@/lib/queries/order/get-order-record";
import { claimActs, offeredActs } from "../../_acts/next-act";
import { orderActs } from "../../_acts/order-acts";
import { type ActScope, verbActs } from "../../_acts/verb-acts";
import { orderHref } from "../../_lists/order-row";
import { toRequestCard } from "./request-card";
import { statusGroups } from "./status-groups";

/** The record as this person sees it: what the rules allow, joined with what their role may do. */
export function toOrderRecord(record: OrderRecord, staff: Staff): OrderRecordView {
  const { highlights, customer, chain } = record;
  const scope: ActScope = { role: staff.role, userId: staff.userId, claimedBy: highlights.claimedBy };
  const customerHref = `/customers/${encodeURIComponent(highlights.accountId)}`;
  const acts = headerActs(record, scope);
  const others = verbActs(record.verbs, scope)
    .filter((act) => !acts.some((shown) => isSame(shown, act)))
    .map((act) => withSources(act, record));
  const isOthers = highlights.claimedBy !== null && highlights.claimedBy.id !== staff.userId;
  return {
    version: record.version,
    highlights: {
      ...highlights,
      customerHref,
      reason: highlights.reason && deskReasonOf[highlights.reason],
      presence: isOthers && highlights.claimedBy ? { person: highlights.claimedBy, isEditing: true } : null,
      acts,
      otherActs: [...others.filter((act) => act.kind !== "resync"), ...workActs(record, scope)],
      take: highlights.owner === null ? takeAct(record, scope) : null,
    },
    path: record.path,
    nextStep: nextStepOf(record, scope),
    dispute: record.dispute && toDispute(record.dispute, record),
    disputes: record.disputes.map((dispute) =>
      toOpenDispute(dispute, { orderNumber: highlights.orderNumber, role: staff.role }),
    ),
    chain: chain && {
      ...chain,
      lineageHref: `${orderHref(highlights.orderNumber)}/lineage`,
      entries: chain.entries.map(({ isLinked, ...entry }) => ({
        ...entry,
        href: isLinked ? orderHref(entry.orderNumber) : null,
      })),
    },
    request: record.request && toRequestCard(record.request, { orderNumber: highlights.orderNumber, role: staff.role }),
    coverage: record.coverage,
    priceChange: record.priceChange && { ...record.priceChange, by: record.priceChangeBy ?? "" },
    methods: record.methods.map((method) => ({ ...method, acts: [] })),
    methodActs: confirmAct(record, scope).map((act) => ({ ...act, kind: "new_method", label: "Add method" })),
    ledger: record.ledger,
    ledgerActs: others.filter((act) => act.kind === "resync" || act.kind === "refund"),
    timeline: record.timeline,
    timelineBegan: record.timelineBegan,
    pinnedNote: record.pinnedNote,
    customer: { ...customer, href: customerHref },
    statuses: statusGroups(record.statusFields, record.statusValues, record.invoices),
    invoices: record.invoices,
    shipments: record.shipments,
    mails: record.mails,
  };
}

/** The worksheet of a disputed payment. Money that the bank has frozen does not go back a second way. */
function toDispute({ isOpen, decision }: NonNullable<OrderRecord["dispute"]>, record: OrderRecord): DisputeView {
  return {
    orderNumber: record.highlights.orderNumber,
    version: String(record.version),
    settled: decision && (disputeDecisionWords[decision] ?? null),
    questions: disputeQuestions.map((name) => ({ name, ...disputeQuestionWords[name] })),
    decisions: disputeDecisions
      .filter((each) => each !== "refund" || !isOpen)
      .map((value) => ({ value, label: disputeDecisionWords[value] ?? value })),
  };
}

/** A dispute that the bank waits about, with what this person may say. */
function toOpenDispute(
  { answer, refusal, ...dispute }: OrderRecord["disputes"][number],
  { orderNumber, role }: { orderNumber: string; role: Role },
): OpenDisputeView {
  const mayAnswer = refusal === null;
  return {
    ...dispute,
    orderNumber,
    answer,
    whyNot: refusal === null || refusal === "dispute_answered" ? null : refusalText(refusal),
    canContest: mayAnswer && can(role, "dispute.contest"),
    canAccept: mayAnswer && can(role, "dispute.accept"),
    canRetry: answer?.isStuck === true && can(role, answer.kind === "accept" ? "dispute.accept" : "dispute.contest"),
  };
}

/** Put off, or hand to a colleague: what can be done with any order that stands in a list. */
function workActs({ highlights }: OrderRecord, { role }: ActScope): ActView[] {
  if (highlights.reason === null) return [];
  const acts = orderActs(role).filter(({ kind }) => kind !== "confirm_payments");
  return acts.map((act) => ({ ...act, fields: { orderNumber: highlights.orderNumber } }));
}

function takeAct({ highlights, status }: OrderRecord, scope: ActScope): ActView | null {
  if (status === "cancelled" || status === "replaced" || status === "completed") return null;
  const claim = claimActs(highlights, scope).find((act) => act.kind === "claim" && !act.needsReason);
  return claim ? { ...claim, label: "Take it" } : null;
}

/** The page of the ways to pay, while the order is open. */
function confirmAct({ highlights, status }: OrderRecord, { role }: ActScope): ActView[] {
  const isOpen = status === "draft" || status === "confirmed" || status === "shipped";
  if (!isOpen || !can(role, "payment.authorize")) return [];
  return [
    { kind: "confirm_payments", label: "Confirm payments", href: `${orderHref(highlights.orderNumber)}/confirm` },
  ];
}

/** Claim, the ways to pay, and the goods' next move where there is one. */
function headerActs(record: OrderRecord, scope: ActScope): ActView[] {
  const { highlights, verbs } = record;
  const goods = verbActs(
    verbs.filter((verb) => (verb.verb === "ship" || verb.verb === "release_goods") && verb.refusal === null),
    scope,
  ).slice(0, 1);
  return [...claimActs(highlights, scope), ...confirmAct(record, scope), ...goods];
}

function nextStepOf(record: OrderRecord, scope: ActScope): NextStepView | null {
  const { nextStep, highlights, verbs, customer } = record;
  if (!nextStep) return null;
  const { next, otherActs } = offeredActs(
    {
      orderNumber: highlights.orderNumber,
      step: nextStep.step,
      phone: customer.phone,
      verbs: verbs.filter((verb) => verb.verb !== "cancel_order" && verb.verb !== "fraud_stop"),
      invoiceId: nextStep.subject,
    },
    scope,
  );
  const primary = next === null || next.kind === "open" ? null : withSources(next, record);
  const lift = otherActs.find((act) => act.kind === "lift_fraud_stop");
  const call = otherActs.find((act) => act.kind === "call") ?? null;
  return {
    title: nextStep.title,
    why: nextStep.why,
    tone: nextStep.tone,
    primary,
    secondary: lift ?? (primary === null ? null : call && { ...call, label: "Call first" }),
    otherActs: otherActs
      .filter((act) => act !== call && act.kind !== "claim" && act.kind !== "release_claim")
      .map((act) => withSources(act, record)),
  };
}

/** The refund dialog shows where the money goes. */
function withSources(act: ActView, { refundSources }: OrderRecord): ActView {
  return act.kind === "refund" ? { ...act, refundSources } : act;
}

function isSame(one: ActView, other: ActView): boolean {
  return one.kind === other.kind && JSON.stringify(one.fields) === JSON.stringify(other.fields);
}
