import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { loadStore } from "@/lib/db/stores/store-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { approvalReasonsOf } from "@/lib/format/approval-reasons";
import { maskCardNumbers } from "@/lib/format/mask-card-numbers";
import { instantOfChoice, type SnoozeChoice } from "@/lib/format/snooze-choices";
import { approvalNeed, decideRequestApproval, maskEmail, type RequestApprovalRefusal } from "@/lib/payments/approval";
import { DEFAULT_VALIDITY_MS } from "@/lib/payments/authorization-window";
import { isDisputed } from "@/lib/payments/disputing";
import { DAY_MS, HOUR_MS, type Instant, later, SECOND_MS } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { addMail } from "./add-mail";
import { hashLinkToken, linkToken, newShortCode, newTokenSalt } from "./approval-token";
import { endApproval } from "./end-approval";

export const requestApprovalInput = z.strictObject({
  reason: textSchema(60).optional().describe("Absent: what the order itself says, such as price_rise"),
  note: textSchema(500).optional().describe("Goes into the mail"),
  address: textSchema(254).default("account").describe("`account`, `contact`, or one of the account's two addresses"),
  linkHours: z.number().int().min(1).max(696).optional(),
  estimatedDeliveryDate: z.iso
    .date({ error: "must be a date, YYYY-MM-DD" })
    .optional()
    .describe("Told to the customer; needed where a hold expired"),
  reminders: z
    .strictObject({ afterDays: z.number().int().min(1).max(14), atMost: z.number().int().min(0).max(3) })
    .optional()
    .describe("Absent: as the store has it; `atMost` 0: none"),
});
export type RequestApprovalInput = z.output<typeof requestApprovalInput>;
export type RequestApprovalRefusals =
  | RequestApprovalRefusal
  | OrderMissing
  | "address_not_on_record"
  | "send_time_not_possible";

/** How a person at the desk has it sent; absent: at once, by mail, in the account's language. */
export type RequestDelivery = {
  /** For so long the mail can be called back. */
  readonly holdSeconds?: number;
  /** Not before this moment on the shop's clock; takes the place of the hold. */
  readonly sendLater?: SnoozeChoice | null;
  /** No mail: the customer will be given a link or a code by the person who asks. */
  readonly isWithoutMail?: boolean;
  readonly locale?: string;
};

const latestSendMs = 14 * DAY_MS;
export type RequestedApproval = {
  readonly approvalRequestId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly difference: Money;
  readonly expiresAt: Date;
  readonly shortCode: string;
  readonly maskedAddress: string;
  /** When the mail may leave; null where it leaves at once, or where there is none. */
  readonly sendAt: Instant | null;
  readonly timeZone: string;
};

/**
 * Re-triggers the cart (H09, H24, H28): one request, one mail and the job that sends it, in one transaction; every older link of the order is dead from then on
 * (H30) and the pages it opened at the gateway are closed (I19). The link's token is derived when the mail is written; here only its hash is kept.
 */
export async function requestApproval(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: RequestApprovalInput,
  delivery: RequestDelivery = {},
): Promise<Result<RequestedApproval, RequestApprovalRefusals>> {
  return changeOrder(context, key, async (scope): Promise<Result<RequestedApproval, RequestApprovalRefusals>> => {
    const { tx, order, loaded } = scope;
    const { storeId } = order;
    if (order.status === "proposed") return refused("order_closed", "its predecessor is the one to ask about");
    const store = await loadStore(tx, storeId);
    const [account] = await tx.select("accounts", { storeId, id: loaded.row.accountId });
    const email = addressOnRecord(account, input.address);
    if (email === undefined) return refused("address_not_on_record");
    const soonMs = store.expiringSoonHours * HOUR_MS;
    const { isWithoutMail = false } = delivery;
    const plan = decideRequestApproval(order, tx.now, { email, soonMs, isWithoutMail });
    if (!plan.ok) return refused(plan.reason, plan.detail);
    const need = approvalNeed(order);
    const { reason, note } = reasonOf(
      input,
      isDisputed(order) ? "payment_disputed" : need.needed ? need.reason : unpaidReason(order),
      approvalReasonsOf(store),
    );

    const sendAt = sendMoment(delivery, tx.now, store.timeZone);
    if (sendAt === undefined) return refused("send_time_not_possible");

    const { amount, previousAmount, difference } = plan.value;
    const id = newId("apr");
    const tokenSalt = newTokenSalt();
    const [older] = order.approval ? await tx.select("approval_requests", { storeId, id: order.approval.id }) : [];
    const shortCode = newShortCode(older?.shortCode ?? null);
    await endApproval(scope, "replaced", { replacedById: id });
    const lifeMs = Math.min((input.linkHours ?? store.approvalLinkHours) * HOUR_MS, DEFAULT_VALIDITY_MS);
    const startsAt = sendAt ?? tx.now;
    const expiresAt = toDate(later(startsAt, lifeMs));
    const locale = delivery.locale ?? account?.locale ?? store.locale;
    await tx.insert("approval_requests", {
      storeId,
      id,
      orderId: order.id,
      revision: loaded.row.revision,
      reason,
      note,
      amountMinor: amount.amountMinor,
      previousMinor: previousAmount.amountMinor,
      currency: amount.currency,
      email: email ?? "",
      tokenHash: hashLinkToken(linkToken({ id, tokenSalt })),
      tokenSalt,
      shortCode,
      status: "requested",
      requestedBy: scope.author.actor,
      requestedAt: toDate(tx.now),
      expiresAt,
      // Nobody is dunned about a payment that they dispute (F04).
      ...(isWithoutMail || isDisputed(order) ? {} : remindersOf(input, store, startsAt)),
      locale,
      estimatedDeliveryAt: input.estimatedDeliveryDate ? new Date(`${input.estimatedDeliveryDate}T12:00:00Z`) : null,
      correlationId: scope.author.correlationId,
    });
    const mail = { orderId: order.id, approvalRequestId: id, email: email ?? "", locale, sendAt };
    if (!isWithoutMail) await addMail(tx, storeId, { ...mail, kind: "approval_request" });
    await recordRequest(scope, {
      id,
      reason,
      note,
      email: email ?? "",
      amount,
      difference,
      shortCode,
      expiresAt,
      estimatedDeliveryDate: input.estimatedDeliveryDate ?? null,
      sendAt: delivery.sendLater && sendAt !== null ? toDate(sendAt).toISOString() : null,
      isWithoutMail,
    });
    return ok({
      approvalRequestId: id,
      orderId: order.id,
      amount,
      difference,
      expiresAt,
      shortCode,
      maskedAddress: maskEmail(email ?? ""),
      sendAt,
      timeZone: store.timeZone,
    });
  });
}

/** Undefined for a moment that has passed, that the calendar does not know, or that is too far off. */
function sendMoment(
  { sendLater = null, holdSeconds = 0, isWithoutMail }: RequestDelivery,
  now: Instant,
  timeZone: string,
): Instant | null | undefined {
  if (isWithoutMail) return null;
  if (sendLater === null) return holdSeconds === 0 ? null : later(now, holdSeconds * SECOND_MS);
  const at = instantOfChoice(sendLater, now, timeZone);
  return at !== null && at > now && at - now <= latestSendMs ? at : undefined;
}

function remindersOf({ reminders }: RequestApprovalInput, store: RowOf<"stores">, sendAt: Instant) {
  const { afterDays, atMost } = reminders ?? { afterDays: store.remindAfterDays, atMost: store.remindAtMost };
  return {
    remindEveryDays: afterDays,
    remindersLeft: atMost,
    remindAt: atMost === 0 ? null : toDate(later(sendAt, afterDays * DAY_MS)),
  };
}

/** Always one of the store's list (H05). What an integrator says in own words is kept as the note, where there is none. */
function reasonOf(
  input: RequestApprovalInput,
  fallback: string,
  known: readonly { readonly value: string }[],
): { reason: string; note: string | null } {
  const { reason = fallback, note = null } = input;
  if (known.some(({ value }) => value === reason))
    return { reason, note: note === null ? null : maskCardNumbers(note) };
  return { reason: "other", note: maskCardNumbers(note ?? reason) };
}

/** Why money is missing although no price has moved. */
function unpaidReason(order: Order): string {
  const newest = order.authorizations.at(-1);
  if (newest === undefined) return "other";
  return newest.status === "declined" ? "card_refused" : "authorization_expired";
}

/** Null where the account has no such address; undefined for an address that is not this account's (H25). */
function addressOnRecord(account: RowOf<"accounts"> | undefined, wanted: string): string | null | undefined {
  if (!account) return null;
  if (wanted === "account") return account.email;
  if (wanted === "contact") return account.contactEmail;
  const own = [account.email, account.contactEmail];
  return own.find((address) => address?.toLowerCase() === wanted.toLowerCase()) ?? undefined;
}

type Recorded = {
  id: string;
  reason: string;
  email: string;
  amount: Money;
  difference: Money;
  shortCode: string;
  expiresAt: Date;
  note: string | null;
  estimatedDeliveryDate: string | null;
  sendAt: string | null;
  isWithoutMail: boolean;
};

/** H29: who, when, to which address, how much. The address is masked wherever it is read by many. */
async function recordRequest(scope: OrderChange, recorded: Recorded): Promise<void> {
  const { id, reason, note, email, amount, difference, shortCode, expiresAt, estimatedDeliveryDate, sendAt } = recorded;
  const data = {
    approvalRequestId: id,
    reason,
    address: recorded.isWithoutMail ? null : maskEmail(email),
    amountMinor: amount.amountMinor.toString(),
    differenceMinor: difference.amountMinor.toString(),
    currency: amount.currency,
    shortCode,
    expiresAt: expiresAt.toISOString(),
    estimatedDeliveryDate,
    sendAt,
    note,
  };
  await scope.event("approval_requested", data);
  await scope.audit("approval.requested", { reason, after: data });
}
