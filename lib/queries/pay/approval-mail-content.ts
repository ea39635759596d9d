import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import { isolated } from "@/lib/format/isolated";
import type { Instant } from "@/lib/payments/instant";
import { type Money, money } from "@/lib/payments/money";
import type { ApprovalFacts } from "./approval-facts";
import { cityOf } from "./customer-time";

export type MailQuestion = {
  readonly reason: string;
  readonly note: string | null;
  readonly amount: Money;
  readonly previous: Money;
  readonly expiresAt: Instant;
  readonly shortCode: string;
  readonly estimatedDeliveryAt: Instant | null;
  readonly approveUrl: string | null;
  /** In a reminder: when the customer was first asked. */
  readonly askedAt: Instant | null;
};

/** Facts and question as the content of the mail; the same for the mail that is sent and for its preview. */
export function toApprovalMailContent(
  { store, account, order, changes, holdDays }: ApprovalFacts,
  question: MailQuestion,
  speech: CustomerSpeech,
) {
  const { timeZone } = account;
  const { reason, note, amount, previous, shortCode, approveUrl } = question;
  return {
    shop: { name: store.name, mark: store.mark, phone: store.supportPhone, email: store.supportEmail },
    orderNumber: order.orderNumber,
    reference: order.reference,
    firstName: firstNameOf(account.name),
    source: order.source as "commerce" | "quote" | "repair",
    reason,
    askedText: question.askedAt === null ? null : speech.day(question.askedAt, timeZone),
    note,
    amount,
    previous,
    lines: changes.map(({ name, before, after }) => ({ name, before, after })),
    approveUrl,
    endsText: speech.moment(question.expiresAt, timeZone),
    zoneText: timeZone.includes("/") ? speech.words.mail.zone(cityOf(timeZone)) : timeZone,
    shortCode,
    holdDays,
    deliveryText: question.estimatedDeliveryAt === null ? null : speech.day(question.estimatedDeliveryAt, timeZone),
  };
}

export function firstNameOf(name: string): string {
  return isolated(name.trim().split(/\s+/)[0] ?? name);
}

export function previousOf(order: { approvedTotalMinor: bigint | null; currency: string }): Money {
  return money(order.approvedTotalMinor ?? 0n, order.currency);
}
