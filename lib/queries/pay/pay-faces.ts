import { toMoment, toMoney } from "@/lib/db/to-domain";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import { money } from "@/lib/payments/money";
import { firstNameOf } from "./approval-mail-content";
import { type PayFrame, payFrame, thingOf } from "./approve-view";
import { paidWith } from "./card-name";
import type { PayFacts } from "./pay-facts";

export type FaceLink = {
  label: string;
  href: string;
  method: "get" | "post";
  isPrimary: boolean;
  fields?: Record<string, string>;
};

export type FaceView = PayFrame & {
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
  heading: string | null;
  code: string | null;
  codeLabel: string;
  title: string;
  text: string;
  facts: { label: string; value: string }[];
  steps?: { label: string; state: "done" | "now" | "todo"; said: string }[];
  textForm?: {
    url: string;
    field: string;
    label: string;
    optionalLabel: string | null;
    submitLabel: string;
    fields: Record<string, string>;
  };
  links: FaceLink[];
};

type Said = Pick<FaceView, "title" | "text"> & Partial<Pick<FaceView, "facts" | "steps" | "textForm" | "links">>;
type Spoken = PayFacts & { readonly speech: CustomerSpeech };

/** The same address at another moment: what is true, what happens to the money, and the way on. Never a word about fraud, lost or stolen (X13). */
export function faceOf(kind: FaceView["kind"], facts: PayFacts, speech: CustomerSpeech): FaceView {
  const { order, request } = facts;
  return {
    ...payFrame(facts, speech),
    kind,
    heading: speech.words.page.order(order.orderNumber),
    code: request.shortCode,
    codeLabel: speech.words.page.code,
    facts: [],
    links: [],
    ...sayings[kind]({ ...facts, speech }),
  };
}

const sayings: Record<FaceView["kind"], (facts: Spoken) => Said> = {
  approved: (facts) => {
    const { account, order, now, speech } = facts;
    const { faces } = speech.words;
    // A promise that has passed is not repeated.
    const ships = order.promisedShipAt !== null && order.promisedShipAt.getTime() > now ? order.promisedShipAt : null;
    return {
      title: faces.thanks(firstNameOf(account.name)),
      text: faces.held(heldText(facts), thingOf(facts)),
      facts: [
        ...heldUntil(facts),
        ...(ships === null ? [] : [{ label: faces.shipsAbout, value: speech.day(toMoment(ships), account.timeZone) }]),
        ...facts.oldHolds.map((hold) => {
          const amount = speech.amount(toMoney(hold.amountMinor, hold.currency));
          return {
            label: faces.oldHold,
            value: hold.status === "voided" ? faces.released(amount) : faces.beingReleased(amount),
          };
        }),
      ],
      links: [question(facts)],
    };
  },
  already_approved: (facts) => {
    const { request, account, hold, speech } = facts;
    const { faces } = speech.words;
    const day = request.decidedAt === null ? null : speech.day(toMoment(request.decidedAt), account.timeZone);
    return {
      title: faces.already,
      text: faces.youApproved(amountText(facts), day),
      facts: [...heldUntil(facts), ...(hold ? [{ label: faces.on, value: paidWith(hold, speech.words) }] : [])],
      links: [question(facts)],
    };
  },
  waiting_for_bank: ({ account, now, isAtPaypal, speech }) => {
    const { faces, page } = speech.words;
    const checking = isAtPaypal ? faces.paypalChecking : faces.bankChecking;
    return {
      title: checking,
      text: faces.waiting,
      steps: [
        { label: faces.stepApproved(speech.time(now, account.timeZone)), state: "done", said: page.done },
        { label: isAtPaypal ? faces.paypalChecking : faces.stepBank, state: "now", said: page.underWay },
        { label: faces.stepHeld, state: "todo", said: page.toCome },
      ],
      links: [{ label: faces.checkAgain, href: "/pay", method: "get", isPrimary: false }],
    };
  },
  declined_by_bank: (facts) => {
    const { hold, speech } = facts;
    const { faces } = speech.words;
    const isChallenge = facts.request.failureReason === "authentication_required";
    const isPaypal = hold?.kind === "paypal";
    const says = isChallenge
      ? isPaypal
        ? [faces.paypalWantsYou, faces.goToPaypal]
        : [faces.bankWantsYou, faces.goToBank]
      : isPaypal
        ? [faces.paypalSaidNo, faces.tryOtherPaypal]
        : [faces.bankSaidNo, faces.tryOtherBank];
    const toCheck: FaceLink = {
      label: isPaypal ? faces.paypalLink : faces.bankLink,
      href: "/pay/approve",
      method: "post",
      isPrimary: true,
      fields: { method: isPaypal ? "paypal" : "another_card" },
    };
    const toMethods: FaceLink = { label: faces.otherWay, href: "/pay?show=methods", method: "get", isPrimary: true };
    return {
      title: says[0] ?? "",
      text: says[1] ?? "",
      facts: [
        { label: faces.stillOpen, value: amountText(facts) },
        ...(hold ? [{ label: faces.triedWith, value: paidWith(hold, speech.words) }] : []),
      ],
      links: [isChallenge ? toCheck : toMethods, question(facts)],
    };
  },
  link_expired: (facts) => {
    const { request, account, speech } = facts;
    const { faces } = speech.words;
    return {
      title: faces.ended,
      text: faces.endedText(speech.moment(toMoment(request.expiresAt), account.timeZone)),
      links: [resend(faces.newLink, true), call(facts)],
    };
  },
  replaced: (facts) => {
    const { newest, account, now, speech } = facts;
    const { faces } = speech.words;
    const at = toMoment(newest.requestedAt);
    const day = speech.day(at, account.timeZone);
    const time = speech.time(at, account.timeZone);
    return {
      title: faces.newer,
      text:
        day === speech.day(now, account.timeZone)
          ? faces.newerToday(time, newest.shortCode)
          : faces.newerOn(day, time, newest.shortCode),
      links: [resend(faces.sendAgain, true), question(facts)],
    };
  },
  withdrawn: (facts) => {
    const { faces } = facts.speech.words;
    return { title: faces.takenBack, text: faces.takenBackText, links: [call(facts), question(facts)] };
  },
  price_changed: ({ request, order, speech }) => {
    const { currency } = order;
    const { faces, page } = speech.words;
    const text = (amountMinor: bigint, options = {}) =>
      speech.amountWithCurrency(money(amountMinor, currency), options);
    return {
      title: faces.totalChanged,
      text: faces.lookAgain,
      facts: [
        { label: faces.inMail, value: text(request.amountMinor) },
        { label: page.now, value: text(order.totalMinor) },
        { label: faces.difference, value: text(order.totalMinor - request.amountMinor, { isSigned: true }) },
      ],
      links: [
        { label: faces.lookAtTotal, href: "/pay?show=new_total", method: "get", isPrimary: true },
        { label: page.disagree, href: "/pay?show=decline", method: "get", isPrimary: false },
      ],
    };
  },
  said_no: (facts) => {
    const { faces } = facts.speech.words;
    return {
      title: faces.toldUs,
      text: faces.saidNo(thingOf(facts)),
      ...(facts.request.customerNote === null ? { textForm: whyForm(facts, faces.send) } : {}),
      links: [resend(faces.changedMind, false)],
    };
  },
  decline_form: (facts) => {
    const { faces, page } = facts.speech.words;
    return {
      title: faces.disagreeTitle,
      text: faces.disagreeText(thingOf(facts)),
      textForm: whyForm(facts, page.disagree),
      links: [back(facts)],
    };
  },
  question_form: (facts) => {
    const { faces } = facts.speech.words;
    return {
      title: faces.askTitle,
      text: faces.askText,
      textForm: {
        url: "/pay/question",
        field: "question",
        label: faces.yourQuestion,
        optionalLabel: null,
        submitLabel: faces.send,
        fields: {},
      },
      links: [back(facts)],
    };
  },
  question_sent: (facts) => {
    const { faces } = facts.speech.words;
    return { title: faces.asked, text: faces.askedText, links: [back(facts)] };
  },
  not_found: ({ speech: { words } }) => ({ title: words.faces.openMail, text: words.faces.openMailText }),
};

function question({ speech: { words } }: Spoken): FaceLink {
  return { label: words.page.ask, href: "/pay?show=question", method: "get", isPrimary: false };
}

function back({ speech: { words } }: Spoken): FaceLink {
  return { label: words.faces.back, href: "/pay", method: "get", isPrimary: false };
}

function resend(label: string, isPrimary: boolean): FaceLink {
  return { label, href: "/pay/resend", method: "post", isPrimary, fields: {} };
}

function call({ store, speech: { words } }: Spoken): FaceLink {
  const { supportPhone } = store;
  const href = `tel:${supportPhone.replaceAll(/[^+\d]/g, "")}`;
  return { label: words.faces.call(supportPhone), href, method: "get", isPrimary: false };
}

function whyForm({ speech: { words } }: Spoken, submitLabel: string): NonNullable<FaceView["textForm"]> {
  const { faces, page } = words;
  return {
    url: "/pay/decline",
    field: "reason",
    label: faces.sayWhy,
    optionalLabel: page.optional,
    submitLabel,
    fields: {},
  };
}

function amountText({ request, speech }: Spoken): string {
  return speech.amountWithCurrency(money(request.amountMinor, request.currency));
}

function heldText(facts: Spoken): string {
  const { hold, speech } = facts;
  return hold ? speech.words.faces.amountOn(amountText(facts), paidWith(hold, speech.words)) : amountText(facts);
}

function heldUntil({ hold, account, speech }: Spoken): FaceView["facts"] {
  return hold?.expiresAt
    ? [{ label: speech.words.faces.heldUntil, value: speech.day(toMoment(hold.expiresAt), account.timeZone) }]
    : [];
}
