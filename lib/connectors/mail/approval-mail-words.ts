import { approvalTitle } from "@/lib/format/approval-title";
import { formatMoney, formatMoneyWithCurrency } from "@/lib/format/format-money";
import { isPositive, isZero, subtract } from "@/lib/payments/money";
import type { ApprovalMailContent } from "./approval-mail-content";

export type ApprovalMailWords = {
  readonly subject: string;
  readonly title: string;
  readonly preheader: string;
  readonly greeting: string;
  readonly reminder: string | null;
  /** What happened: the words before the amount, and after it. */
  readonly opening: readonly [string, string];
  readonly delivery: string | null;
  readonly isRise: boolean;
  readonly beforeHeading: string;
  readonly money: string;
  readonly ends: readonly [string, string];
  readonly refusing: string;
  readonly footer: readonly [string, string];
};

export const linkName = "Approve Order Payment";

/** The words of the mail, by the reason for asking. Said plainly: what changed, what happens to the money and when, and how to say no. */
export function approvalMailWords(content: ApprovalMailContent): ApprovalMailWords {
  const { shop, orderNumber, reference, firstName, amount, previous, holdDays } = content;
  const thing = thingOf[content.source];
  const difference = subtract(amount, previous);
  const isRise = isPositive(difference) && !isZero(previous);
  const title = approvalTitle(content.reason, isRise);
  return {
    subject: `${content.askedText === null ? "" : "Reminder: "}${title} for order ${orderNumber}`,
    title,
    preheader: isRise
      ? `${formatMoneyWithCurrency(amount)} instead of ${formatMoney(previous)}: see what changed and approve in one minute.`
      : `${formatMoneyWithCurrency(amount)}: see the order and approve in one minute.`,
    greeting: `Hello ${firstName},`,
    reminder:
      content.askedText === null
        ? null
        : `We wrote to you on ${content.askedText}, and your order waits for your answer.`,
    opening: openingOf(content, thing, isRise),
    delivery: content.deliveryText === null ? null : `The new delivery date is ${content.deliveryText}.`,
    isRise,
    beforeHeading: content.source === "commerce" ? "Before" : "Quoted",
    money: `You are not charged today. Your bank holds the amount for up to ${holdDays} days, and we charge it when the ${thing} ships.`,
    ends: ["The link works until ", ` (${content.zoneText}). On the page you will see the code `],
    refusing: "Not what you expected? You can say no on the same page, or just reply to this mail.",
    footer: [
      `${shop.name}. ${shop.phone}.`,
      `Order ${orderNumber}${reference === null ? "" : `, ${content.source === "commerce" ? "reference" : "quote"} ${reference}`}. We never ask for your card number by mail or phone.`,
    ],
  };
}

function openingOf(content: ApprovalMailContent, thing: string, isRise: boolean): [string, string] {
  const { amount, previous, note, reason } = content;
  const because = note === null ? "." : `, because ${sentenceEnd(note)}`;
  if (isRise) {
    const more = `. That is ${formatMoney(subtract(amount, previous))} more than ${content.source === "commerce" ? "you approved" : "we quoted"}`;
    return [`Your ${thing} came to `, `${more}${because}`];
  }
  const also = note === null ? "" : ` ${capital(sentenceEnd(note))}`;
  if (reason === "authorization_expired") {
    return ["Your bank's approval for ", ` does not last until the ${thing} ships. The price has not changed.${also}`];
  }
  if (reason === "card_refused") return ["Your bank did not approve ", `. Nothing was charged.${also}`];
  if (reason === "zero_price_quote") return [`The price of your ${thing} is now known: `, `.${also}`];
  return [`Your ${thing} comes to `, `.${also}`];
}

function sentenceEnd(note: string): string {
  return /[.!?]$/.test(note) ? note : `${note}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const thingOf = { repair: "repair", quote: "order", commerce: "order" } as const;
