import { toMoment, toMoney } from "@/lib/db/to-domain";
import { formatMoney, formatMoneyWithCurrency } from "@/lib/format/format-money";
import { money } from "@/lib/payments/money";
import { firstNameOf } from "./approval-mail-content";
import { type ShopView, shopView } from "./approve-view";
import { paidWith } from "./card-name";
import { writtenDay, writtenMoment, writtenTime } from "./customer-time";
import type { PayFacts } from "./pay-facts";

export type FaceLink = {
  label: string;
  href: string;
  method: "get" | "post";
  isPrimary: boolean;
  fields?: Record<string, string>;
};
export type FaceView = {
  kind:
    | "approved"
    | "already_approved"
    | "waiting_for_bank"
    | "declined_by_bank"
    | "link_expired"
    | "replaced"
    | "withdrawn"
    | "price_changed"
    | "said_no"
    | "decline_form"
    | "question_form"
    | "question_sent"
    | "not_found";
  shop: ShopView;
  orderNumber: string | null;
  code: string | null;
  title: string;
  text: string;
  facts: { label: string; value: string }[];
  steps?: { label: string; state: "done" | "now" | "todo" }[];
  textForm?: {
    url: string;
    field: string;
    label: string;
    isOptional: boolean;
    submitLabel: string;
    fields: Record<string, string>;
  };
  links: FaceLink[];
};

type Said = Pick<FaceView, "title" | "text"> & Partial<Omit<FaceView, "kind" | "shop" | "orderNumber" | "code">>;

/** The same address at another moment: what is true, what happens to the money, and the way on. Never a word about fraud, lost or stolen (X13). */
export function faceOf(kind: FaceView["kind"], facts: PayFacts): FaceView {
  const { order, request } = facts;
  const said = sayings[kind](facts);
  return {
    kind,
    shop: shopView(facts),
    orderNumber: order.orderNumber,
    code: request.shortCode,
    facts: [],
    links: [],
    ...said,
  };
}

const sayings: Record<FaceView["kind"], (facts: PayFacts) => Said> = {
  approved: (facts) => {
    const { account, order, now } = facts;
    // A promise that has passed is not repeated.
    const ships = order.promisedShipAt !== null && order.promisedShipAt.getTime() > now ? order.promisedShipAt : null;
    return {
      title: `Thank you, ${firstNameOf(account.name)}`,
      text: `We hold ${heldText(facts)}. You are charged when the ${thingOf(facts)} ships.`,
      facts: [
        ...heldUntil(facts),
        ...(ships === null ? [] : [{ label: "Ships about", value: writtenDay(toMoment(ships), account.timeZone) }]),
        ...facts.oldHolds.map((hold) => ({
          label: "Your old hold",
          value: `${formatMoney(toMoney(hold.amountMinor, hold.currency))}, ${hold.status === "voided" ? "released" : "being released"}`,
        })),
      ],
      links: [question],
    };
  },
  already_approved: (facts) => ({
    title: "Already approved",
    text: `You approved ${amountText(facts)}${facts.request.decidedAt === null ? "" : ` on ${writtenDay(toMoment(facts.request.decidedAt), facts.account.timeZone)}`}. There is nothing more to do.`,
    facts: [...heldUntil(facts), ...(facts.hold ? [{ label: "On", value: paidWith(facts.hold) }] : [])],
    links: [question],
  }),
  waiting_for_bank: ({ account, now, isAtPaypal }) => ({
    title: isAtPaypal ? "PayPal is checking" : "Your bank is checking",
    text: "This can take a few minutes. You can close this page and open it again from our mail at any time.",
    steps: [
      { label: `You approved, ${writtenTime(now, account.timeZone)}`, state: "done" },
      { label: isAtPaypal ? "PayPal is checking" : "Bank is checking", state: "now" },
      { label: "Amount held", state: "todo" },
    ],
    links: [{ label: "Check again", href: "/pay", method: "get", isPrimary: false }],
  }),
  declined_by_bank: (facts) => {
    const isChallenge = facts.request.failureReason === "authentication_required";
    const isPaypal = facts.hold?.kind === "paypal";
    const who = isPaypal ? "PayPal" : "Your bank";
    return {
      title: isChallenge ? `${who} wants to check that it is you` : `${who} did not approve this`,
      text: isChallenge
        ? `Nothing was held yet. Go on to ${isPaypal ? "PayPal" : "your bank's check, or choose another card there"}.`
        : `Nothing was held. Try another way to pay, or ${isPaypal ? "look into your PayPal account" : "call the number on your card"}.`,
      facts: [
        { label: "Still open", value: amountText(facts) },
        ...(facts.hold ? [{ label: "Tried with", value: paidWith(facts.hold) }] : []),
      ],
      links: [
        isChallenge
          ? {
              label: isPaypal ? "Go on to PayPal" : "Go to your bank's check",
              href: "/pay/approve",
              method: "post",
              isPrimary: true,
              fields: { method: isPaypal ? "paypal" : "another_card" },
            }
          : { label: "Try another way", href: "/pay?show=methods", method: "get", isPrimary: true },
        question,
      ],
    };
  },
  link_expired: ({ request, account, store }) => ({
    title: "This link has ended",
    text: `It worked until ${writtenMoment(toMoment(request.expiresAt), account.timeZone)}. Nothing was charged, and your order is safe.`,
    links: [
      { label: "Send me a new link", href: "/pay/resend", method: "post", isPrimary: true, fields: {} },
      call(store.supportPhone),
    ],
  }),
  replaced: ({ newest, account, now }) => {
    const at = toMoment(newest.requestedAt);
    const day =
      writtenDay(at, account.timeZone) === writtenDay(now, account.timeZone)
        ? "today"
        : `on ${writtenDay(at, account.timeZone)}`;
    return {
      title: "A newer request is in your mail",
      text: `We sent you a new one ${day} at ${writtenTime(at, account.timeZone)}, with the code ${newest.shortCode}. Please use that one.`,
      links: [{ label: "Send it again", href: "/pay/resend", method: "post", isPrimary: true, fields: {} }, question],
    };
  },
  withdrawn: ({ store }) => ({
    title: "This request was taken back",
    text: "There is nothing to approve any more, and nothing was charged. Please call us if you did not expect this.",
    links: [call(store.supportPhone), question],
  }),
  price_changed: ({ request, order }) => {
    const { currency } = order;
    return {
      title: "The total changed since our mail",
      text: "Please look again before you approve.",
      facts: [
        { label: "In the mail", value: formatMoneyWithCurrency(money(request.amountMinor, currency)) },
        { label: "Now", value: formatMoneyWithCurrency(money(order.totalMinor, currency)) },
        {
          label: "Difference",
          value: formatMoneyWithCurrency(money(order.totalMinor - request.amountMinor, currency), { isSigned: true }),
        },
      ],
      links: [
        { label: "Look at the new total", href: "/pay?show=new_total", method: "get", isPrimary: true },
        { label: "I do not agree", href: "/pay?show=decline", method: "get", isPrimary: false },
      ],
    };
  },
  said_no: (facts) => ({
    title: "Thank you for telling us",
    text: `We stop the ${thingOf(facts)} and call you. Nothing was charged.`,
    ...(facts.request.customerNote === null ? { textForm: whyForm("Send") } : {}),
    links: [{ label: "I changed my mind", href: "/pay/resend", method: "post", isPrimary: false, fields: {} }],
  }),
  decline_form: (facts) => ({
    title: "You do not agree?",
    text: `Then we do not hold or charge anything, stop the ${thingOf(facts)} and call you.`,
    textForm: whyForm("I do not agree"),
    links: [back],
  }),
  question_form: () => ({
    title: "Ask us",
    text: "Your question goes to the person who looks after your order. The link in the mail goes on working.",
    textForm: {
      url: "/pay/question",
      field: "question",
      label: "Your question",
      isOptional: false,
      submitLabel: "Send",
      fields: {},
    },
    links: [back],
  }),
  question_sent: () => ({ title: "Your question is with us", text: "We answer by mail or phone.", links: [back] }),
  not_found: () => ({
    title: "Please open the link in our mail",
    text: "This page shows your order once you come from there.",
  }),
};

const question: FaceLink = { label: "Ask a question", href: "/pay?show=question", method: "get", isPrimary: false };
const back: FaceLink = { label: "Back", href: "/pay", method: "get", isPrimary: false };

function call(phone: string): FaceLink {
  return { label: `Call ${phone}`, href: `tel:${phone.replaceAll(/[^+\d]/g, "")}`, method: "get", isPrimary: false };
}

function whyForm(submitLabel: string): NonNullable<FaceView["textForm"]> {
  return { url: "/pay/decline", field: "reason", label: "Want to say why?", isOptional: true, submitLabel, fields: {} };
}

function amountText({ request }: PayFacts): string {
  return formatMoneyWithCurrency(money(request.amountMinor, request.currency));
}

function heldText(facts: PayFacts): string {
  return facts.hold ? `${amountText(facts)} on ${paidWith(facts.hold)}` : amountText(facts);
}

function heldUntil({ hold, account }: PayFacts): FaceView["facts"] {
  return hold?.expiresAt
    ? [{ label: "Held until", value: writtenDay(toMoment(hold.expiresAt), account.timeZone) }]
    : [];
}

function thingOf({ order }: PayFacts): string {
  return order.source === "repair" ? "repair" : "order";
}
