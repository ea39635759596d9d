import { toMoment } from "@/lib/db/to-domain";
import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { approvalReasonsOf } from "@/lib/format/approval-reasons";
import { customerLanguage, customerLanguageName, customerLanguages } from "@/lib/format/customer-language";
import { dateIn, dayText, timeText } from "@/lib/format/format-instant";
import { reminderChoices, reminderValue } from "@/lib/format/reminder-choices";
import { approvalNeed, decideRequestApproval } from "@/lib/payments/approval";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { isDisputed } from "@/lib/payments/disputing";
import { HOUR_MS, type Instant, later } from "@/lib/payments/instant";
import { isPositive, isZero, type Money, subtract } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { loadOrders } from "../orders/load-orders";
import type { QueryScope } from "../query-scope";
import { type ApprovalFacts, loadApprovalFacts } from "./approval-facts";
import { firstNameOf, previousOf } from "./approval-mail-content";
import { cityTime } from "./customer-time";

type Choice = { value: string; label: string };
export type AskApproval = {
  readonly facts: ApprovalFacts;
  readonly amount: Money;
  readonly previous: Money;
  readonly view: {
    orderNumber: string;
    orderHref: string;
    customerFirstName: string;
    fields: Record<string, string>;
    amount: AmountView;
    before: AmountView | null;
    difference: AmountView | null;
    reasons: Choice[];
    reason: string;
    note: string;
    recipients: Choice[];
    recipient: string;
    recipientHint: string | null;
    linkLives: Choice[];
    linkLife: string;
    reminders: Choice[];
    reminder: string;
    holdText: string;
    tones: Choice[];
    tone: string;
    locales: Choice[];
    locale: string;
    deliveryDate: string | null;
    isDeliveryDateRequired: boolean;
    warning: { title: string; text: string } | null;
    /** A stable reason, or null; the page words it. */
    refusal: string | null;
    /** A link can be made to the request that the customer has, without asking anew. */
    hasLiveRequest: boolean;
    timeZone: string;
  };
};

/** What the dialog shows when it opens: everything filled in, so that in the common case a CSR reads and sends (D1, task 4). */
export async function getAskApproval(scope: QueryScope, orderNumber: string): Promise<AskApproval | undefined> {
  const found = await scope.pool.query<{ id: string }>(
    "SELECT id FROM orders WHERE store_id = $1 AND order_number = $2",
    [scope.storeId, orderNumber],
  );
  const id = found.rows[0]?.id;
  const read = id === undefined ? undefined : (await loadOrders(scope, [id])).get(id);
  const facts = id === undefined ? undefined : await loadApprovalFacts(scope.pool, scope.storeId, id);
  if (!read || !facts) return undefined;
  const { order } = read;
  const { store, account } = facts;
  const need = approvalNeed(order);
  const previous = previousOf(facts.order);
  const difference = subtract(order.total, previous);
  const isRise = isPositive(difference) && !isZero(previous);
  const reason = isDisputed(order)
    ? "payment_disputed"
    : need.needed
      ? need.reason
      : newestIsDeclined(order)
        ? "card_refused"
        : "authorization_expired";
  const isRenewal = reason === "authorization_expired";
  const recipients = recipientsOf(account);
  const reminders = { afterDays: store.remindAfterDays, atMost: store.remindAtMost };
  const decision = decideRequestApproval(order, scope.now, {
    email: recipients.length > 0 ? (account.email ?? account.contactEmail) : null,
    soonMs: store.expiringSoonHours * HOUR_MS,
  });
  return {
    facts,
    amount: order.total,
    previous,
    view: {
      orderNumber,
      orderHref: `/orders/${encodeURIComponent(orderNumber)}`,
      customerFirstName: firstNameOf(account.name),
      fields: { orderNumber, version: String(order.version) },
      amount: toAmountView(order.total),
      before: isRise ? toAmountView(previous) : null,
      difference: isRise ? toAmountView(difference) : null,
      reasons: approvalReasonsOf(store).map(({ value, label }) => ({ value, label })),
      reason,
      note: "",
      recipients,
      recipient: recipients[0]?.value ?? "account",
      recipientHint:
        recipients.length > 1 ? "The contact record has another address. It is offered in the list." : null,
      linkLives: linkLives(store.approvalLinkHours, scope.now, account.timeZone),
      linkLife: String(store.approvalLinkHours),
      reminders: reminderChoices(reminders),
      reminder: reminderValue(reminders),
      holdText: `up to ${facts.holdDays} days, set by the gateway`,
      tones: [],
      tone: "",
      locales: customerLanguages.map((value) => ({ value, label: customerLanguageName(value) })),
      locale: customerLanguage(account.locale, store.locale),
      deliveryDate: isRenewal ? plannedDay(order, scope) : null,
      isDeliveryDateRequired: isRenewal,
      warning: await warningOf(scope, order),
      timeZone: store.timeZone,
      hasLiveRequest: order.approval !== null && isLiveApproval(order.approval.status),
      refusal: decision.ok ? null : decision.reason,
    },
  };
}

/** The promised day, while it can still be kept; else a person has to name one (H22). */
function plannedDay(order: Order, { now, timeZone }: QueryScope): string | null {
  const planned = order.promisedShipAt;
  return planned === null || planned <= now ? null : dateIn(planned, timeZone);
}

function newestIsDeclined(order: Order): boolean {
  return order.authorizations.at(-1)?.status === "declined";
}

/** H25: the account's own address, or its contact's; no other can be typed. */
function recipientsOf(account: { email: string | null; contactEmail: string | null }): Choice[] {
  return [
    ...(account.email === null ? [] : [{ value: "account", label: `${account.email}, on the account` }]),
    ...(account.contactEmail === null || account.contactEmail === account.email
      ? []
      : [{ value: "contact", label: `${account.contactEmail}, on the contact record` }]),
  ];
}

function linkLives(storeHours: number, now: Instant, timeZone: string): Choice[] {
  const hours = [...new Set([storeHours, 24, 72])].filter((each) => each <= storeHours);
  return hours.map((each) => {
    const end = later(now, each * HOUR_MS);
    const life = each % 24 === 0 ? (each === 24 ? "1 day" : `${each / 24} days`) : `${each} hours`;
    return {
      value: String(each),
      label: `${life}, to ${dayText(end, timeZone)} ${timeText(end, timeZone)} ${cityTime(timeZone)}`,
    };
  });
}

/** Sending again ends the link that the customer has: said before, not after. */
async function warningOf(scope: QueryScope, order: Order): Promise<{ title: string; text: string } | null> {
  const request = order.approval;
  if (request === null || !isLiveApproval(request.status)) return null;
  const found = await scope.pool.query<{ short_code: string; requested_at: Date }>(
    "SELECT short_code, requested_at FROM approval_requests WHERE store_id = $1 AND id = $2",
    [scope.storeId, request.id],
  );
  const row = found.rows[0];
  if (!row) return null;
  const hours = Math.floor((scope.now - toMoment(row.requested_at)) / HOUR_MS);
  const age =
    hours < 1
      ? "less than an hour"
      : hours === 1
        ? "1 hour"
        : hours < 48
          ? `${hours} hours`
          : `${Math.floor(hours / 24)} days`;
  const opened = request.openedAt === null ? "has not been opened" : "was opened";
  return {
    title: `The last link is ${age} old and ${opened}.`,
    text: `Sending again ends that link, and its short code ${row.short_code} changes.`,
  };
}
