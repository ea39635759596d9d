import { toMoment } from "@/lib/db/to-domain";
import { minorToAmountView, toAmountView } from "@/lib/format/amount-view";
import { approvalTitle } from "@/lib/format/approval-title";
import type { Money } from "@/lib/payments/money";
import { firstNameOf } from "./approval-mail-content";
import { paidWith } from "./card-name";
import { cityOf, writtenDay, writtenMoment } from "./customer-time";
import type { PayFacts } from "./pay-facts";

type AmountView = { amountMinor: string; currency: string };
export type ShopView = { name: string; initial: string; phone: string | null; email: string | null };
export type ApproveView = {
  shop: ShopView;
  orderNumber: string;
  customerFirstName: string;
  code: string;
  title: string;
  amount: AmountView;
  before: AmountView | null;
  difference: AmountView | null;
  why: string;
  changedLines: { name: string; before: AmountView | null; after: AmountView }[];
  holdText: string;
  newDeliveryText: string | null;
  methods: { value: string; icon: "card" | "another_card" | "wallet"; label: string; note: string | null }[];
  endsText: string;
  approveUrl: string;
  declineUrl: string;
  questionUrl: string;
  error: string | null;
};

/** The open question. Behind a link that may have been forwarded stand a first name, four digits of a card and what the order costs; no more (EL-3). */
export function toApproveView(facts: PayFacts, shown: Money, error: string | null): ApproveView {
  const { account, order, request, changes, holdDays, instruments } = facts;
  const { currency } = shown;
  const difference = shown.amountMinor - request.previousMinor;
  const isRise = difference > 0n && request.previousMinor > 0n;
  const thing = order.source === "repair" ? "repair" : "order";
  const view = (amountMinor: bigint) => minorToAmountView(amountMinor, currency);
  return {
    shop: shopView(facts),
    orderNumber: order.orderNumber,
    customerFirstName: firstNameOf(account.name),
    code: request.shortCode,
    title: approvalTitle(request.reason, isRise),
    amount: toAmountView(shown),
    before: isRise ? view(request.previousMinor) : null,
    difference: isRise ? view(difference) : null,
    why: whyText(request.reason, request.note, thing),
    changedLines: changes
      .filter((change) => change.difference.amountMinor !== 0n)
      .map(({ name, before, after }) => ({
        name,
        before: before && toAmountView(before),
        after: after ? toAmountView(after) : view(0n),
      })),
    holdText: `Your bank holds the amount for up to ${holdDays} days. We charge it when the ${thing} ships.`,
    newDeliveryText:
      request.estimatedDeliveryAt === null
        ? null
        : `The new delivery date is ${writtenDay(toMoment(request.estimatedDeliveryAt), account.timeZone)}.`,
    methods: [
      ...instruments.map(({ value, kind, brand = null, last4 = null, wasUsedBefore }) => ({
        value,
        icon: kind === "paypal" ? ("wallet" as const) : ("card" as const),
        label: paidWith({ kind, brand, last4 }),
        note: wasUsedBefore ? `the ${kind === "paypal" ? "account" : "card"} you used before` : "saved on your account",
      })),
      { value: "another_card", icon: "another_card" as const, label: "Another card", note: null },
      ...(facts.takesPaypal ? [atPaypal(instruments.some(({ kind }) => kind === "paypal"))] : []),
    ],
    endsText: `This link works until ${writtenMoment(toMoment(request.expiresAt), account.timeZone)} in ${cityOf(account.timeZone)}.`,
    approveUrl: "/pay/approve",
    declineUrl: "/pay?show=decline",
    questionUrl: "/pay?show=question",
    error: error === null ? null : (errorWords[error] ?? "That did not work. Please try again."),
  };
}

function atPaypal(hasSavedOne: boolean) {
  const label = hasSavedOne ? "Another PayPal account" : "PayPal";
  return { value: "paypal", icon: "wallet" as const, label, note: "you agree on PayPal's own page" };
}

export function shopView({ store }: Pick<PayFacts, "store">): ShopView {
  return { name: store.name, initial: store.mark, phone: store.supportPhone, email: store.supportEmail };
}

function whyText(reason: string, note: string | null, thing: string): string {
  if (note !== null) return /[.!?]$/.test(note) ? capital(note) : `${capital(note)}.`;
  if (reason === "zero_price_quote") return `The price of your ${thing} is now known.`;
  if (reason === "authorization_expired") return `Your bank's approval does not last until the ${thing} ships.`;
  if (reason === "card_refused") return "Your bank did not approve the payment. Nothing was charged.";
  return `Your ${thing} costs more than was agreed.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const errorWords: Readonly<Record<string, string>> = {
  method: "Please choose how to pay.",
  link_rests: "There were too many tries. Please wait half an hour, or call us.",
  too_many_tries: "There were too many tries with this link. Please call us.",
  gateway: "The payment page could not be opened. Please try again in a moment.",
  cancelled: "You came back without paying. Nothing was charged; choose how to go on.",
  form: "This page was open for a long time. Please look again and approve once more.",
};
