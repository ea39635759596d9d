import { approvalTitleKey } from "@/lib/format/approval-title";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
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
  /** Before the end, between end and code, after the code. */
  readonly ends: readonly [string, string, string];
  readonly footer: readonly [string, string];
};

/** The words of the mail, by the reason for asking. Said plainly: what changed, what happens to the money and when, and how to say no. */
export function approvalMailWords(content: ApprovalMailContent, speech: CustomerSpeech): ApprovalMailWords {
  const { shop, orderNumber, reference, firstName, amount, previous, holdDays, askedText, deliveryText } = content;
  const { mail, page, title: titles } = speech.words;
  const thing = thingOf[content.source];
  const isQuote = content.source !== "commerce";
  const isRise = isPositive(subtract(amount, previous)) && !isZero(previous);
  const title = titles[approvalTitleKey(content.reason, isRise)];
  const subject = mail.subject(title, orderNumber);
  const full = speech.amountWithCurrency(amount);
  return {
    subject: askedText === null ? subject : mail.reminderSubject(subject),
    title,
    preheader: isRise ? mail.preheaderRise(full, speech.amount(previous)) : mail.preheader(full),
    greeting: mail.hello(firstName),
    reminder: askedText === null ? null : mail.reminder(askedText),
    opening: openingOf(content, isRise, speech),
    delivery: deliveryText === null ? null : page.delivery(deliveryText),
    isRise,
    beforeHeading: isQuote ? mail.quoted : page.before,
    money: mail.money(holdDays, thing),
    ends: mail.ends(content.zoneText),
    footer: [`${shop.name}. ${shop.phone}.`, mail.reference(orderNumber, reference, isQuote)],
  };
}

function openingOf(content: ApprovalMailContent, isRise: boolean, speech: CustomerSpeech): [string, string] {
  const { amount, previous, note, reason, source } = content;
  const { mail } = speech.words;
  const thing = thingOf[source];
  // Whoever disputes the payment is asked about it first, and not dunned for more (F04).
  if (isRise && reason !== "payment_disputed") {
    const more = speech.amount(subtract(amount, previous));
    return mail.rise(thing, more, source !== "commerce", note === null ? null : sentenceEnd(note));
  }
  const [before, after] = plainOpening(reason, thing, speech);
  return [before, note === null ? after : `${after} ${capital(sentenceEnd(note))}`];
}

function plainOpening(
  reason: string,
  thing: "repair" | "order",
  { words: { mail } }: CustomerSpeech,
): [string, string] {
  if (reason === "authorization_expired") return mail.expired(thing);
  if (reason === "card_refused") return mail.refused;
  if (reason === "payment_disputed") return mail.disputed;
  if (reason === "zero_price_quote") return mail.zero(thing);
  return mail.other(thing);
}

function sentenceEnd(note: string): string {
  return /[.!?]$/.test(note) ? note : `${note}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const thingOf = { repair: "repair", quote: "order", commerce: "order" } as const;
