import { toMoment } from "@/lib/db/to-domain";
import { approvalTitleKey } from "@/lib/format/approval-title";
import { type CustomerLanguage, customerLanguages, ownLanguageName } from "@/lib/format/customer-language";
import type { Thing } from "@/lib/format/customer-messages/en";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import { isPossibleAt } from "@/lib/payments/amount-step";
import { pageGateway } from "@/lib/payments/approval";
import { type Money, money } from "@/lib/payments/money";
import { firstNameOf } from "./approval-mail-content";
import { paidWith } from "./card-name";
import { cityOf } from "./customer-time";
import type { PayFacts } from "./pay-facts";

export type ShopView = { name: string; initial: string; phone: string | null; email: string | null };

/** What every face of the address has around it, in the customer's language. */
export type PayFrame = {
  shop: ShopView;
  language: CustomerLanguage;
  languages: { code: CustomerLanguage; name: string }[];
  languageLabel: string;
};

export type ApproveView = PayFrame & {
  heading: string;
  code: string;
  title: string;
  amount: { digits: string; currency: string };
  before: string | null;
  difference: string | null;
  why: string;
  changedLines: { name: string; before: string; after: string }[];
  holdText: string;
  newDeliveryText: string | null;
  /** Empty where no gateway can move the amount: then `notPossible` says so before anybody presses. */
  methods: { value: string; icon: "card" | "another_card" | "wallet"; label: string; note: string | null }[];
  notPossible: string;
  endsText: string;
  labels: ApproveLabels;
  approveUrl: string;
  declineUrl: string;
  questionUrl: string;
  error: string | null;
};

export type ApproveLabels = Record<
  | "skip"
  | "code"
  | "changedLines"
  | "linesCaption"
  | "line"
  | "before"
  | "now"
  | "notToday"
  | "payWith"
  | "approve"
  | "disagree"
  | "ask",
  string
> & { notUs: [string, string] };

/** The open question. Behind a link that may have been forwarded stand a first name, four digits of a card and what the order costs; no more (EL-3). */
export function toApproveView(
  facts: PayFacts,
  shown: Money,
  error: string | null,
  speech: CustomerSpeech,
): ApproveView {
  const { account, order, request, changes, holdDays } = facts;
  const { words } = speech;
  const { page } = words;
  const { currency } = shown;
  const difference = shown.amountMinor - request.previousMinor;
  const isRise = difference > 0n && request.previousMinor > 0n;
  const thing = thingOf(facts);
  const amount = (amountMinor: bigint) => speech.amount(money(amountMinor, currency));
  const changedLines = changes
    .filter((change) => change.difference.amountMinor !== 0n)
    .map(({ name, before, after }) => ({
      name,
      before: before ? speech.amount(before) : page.newLine,
      after: after ? speech.amount(after) : amount(0n),
    }));
  return {
    ...payFrame(facts, speech),
    heading: page.orderFor(order.orderNumber, firstNameOf(account.name)),
    code: request.shortCode,
    title: words.title[approvalTitleKey(request.reason, isRise)],
    amount: { digits: speech.amount(shown), currency },
    before: isRise ? page.was(amount(request.previousMinor)) : null,
    difference: isRise ? speech.amount(money(difference, currency), { isSigned: true }) : null,
    why: whyText(request.reason, request.note, thing, speech),
    changedLines,
    holdText: page.hold(holdDays, thing),
    newDeliveryText:
      request.estimatedDeliveryAt === null
        ? null
        : page.delivery(speech.day(toMoment(request.estimatedDeliveryAt), account.timeZone)),
    methods: methodsOf(facts, speech),
    notPossible: words.errors.amount_not_possible,
    endsText: page.ends(speech.moment(toMoment(request.expiresAt), account.timeZone), cityOf(account.timeZone)),
    labels: {
      skip: page.skip,
      code: page.code,
      changedLines: page.changedLines(changedLines.length),
      linesCaption: page.linesCaption(currency),
      line: page.line,
      before: page.before,
      now: page.now,
      notToday: page.notToday,
      payWith: page.payWith,
      approve: page.approve(speech.amountWithCurrency(shown)),
      disagree: page.disagree,
      ask: page.ask,
      notUs: page.notUs,
    },
    approveUrl: "/pay/approve",
    declineUrl: "/pay?show=decline",
    questionUrl: "/pay?show=question",
    error: error === null ? null : errorText(error, speech),
  };
}

/** Only ways that can move the amount (CU-2): what fails at the press is no offer. */
function methodsOf({ instruments, takesPaypal, asked }: PayFacts, speech: CustomerSpeech): ApproveView["methods"] {
  const { words } = speech;
  const { page } = words;
  const own = instruments.filter(({ gateway }) => isPossibleAt(gateway, asked));
  const hasPaypal = own.some(({ kind }) => kind === "paypal");
  return [
    ...own.map(({ value, kind, brand = null, last4 = null, wasUsedBefore }) => ({
      value,
      icon: kind === "paypal" ? ("wallet" as const) : ("card" as const),
      label: paidWith({ kind, brand, last4 }, words),
      note: wasUsedBefore ? (kind === "paypal" ? page.usedPaypal : page.usedCard) : page.onAccount,
    })),
    ...(isPossibleAt(pageGateway, asked)
      ? [{ value: "another_card", icon: "another_card" as const, label: page.anotherCard, note: null }]
      : []),
    ...(takesPaypal && isPossibleAt("paypal", asked) ? [atPaypal(hasPaypal, speech)] : []),
  ];
}

function errorText(error: string, { words }: CustomerSpeech): string {
  return Object.hasOwn(words.errors, error) ? words.errors[error as keyof typeof words.errors] : words.errors.any;
}

function atPaypal(hasSavedOne: boolean, { words }: CustomerSpeech) {
  const label = hasSavedOne ? words.page.anotherPaypal : "PayPal";
  return { value: "paypal", icon: "wallet" as const, label, note: words.page.paypalNote };
}

export function payFrame({ store }: Pick<PayFacts, "store">, { language, words }: CustomerSpeech): PayFrame {
  return {
    shop: { name: store.name, initial: store.mark, phone: store.supportPhone, email: store.supportEmail },
    language,
    languages: customerLanguages.map((code) => ({ code, name: ownLanguageName(code) })),
    languageLabel: words.page.language,
  };
}

export function thingOf({ order }: Pick<PayFacts, "order">): Thing {
  return order.source === "repair" ? "repair" : "order";
}

/** What a person of the shop wrote goes as it is; the house's own words are the customer's. */
function whyText(reason: string, note: string | null, thing: Thing, { words: { why } }: CustomerSpeech): string {
  if (note !== null) return /[.!?]$/.test(note) ? capital(note) : `${capital(note)}.`;
  if (reason === "zero_price_quote") return why.zero(thing);
  if (reason === "authorization_expired") return why.expired(thing);
  if (reason === "card_refused") return why.refused;
  if (reason === "payment_disputed") return why.disputed;
  return why.more(thing);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
