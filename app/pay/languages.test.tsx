import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ApproveFace } from "@/components/approvals/approve-face";
import { ApprovePage } from "@/components/approvals/approve-page";
import type { ApproveFaceKind } from "@/components/approvals/approve-page-view";
import type { ApprovalMailContent } from "@/lib/connectors/mail/approval-mail-content";
import { renderApprovalMail } from "@/lib/connectors/mail/render-approval-mail";
import { customerLanguage, customerLanguages, ownLanguageName } from "@/lib/format/customer-language";
import { brokenWords } from "@/lib/format/customer-messages/broken";
import { type CustomerMessages, en } from "@/lib/format/customer-messages/en";
import { type CustomerSpeech, speakTo } from "@/lib/format/customer-messages/speech";
import { DAY_MS, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { toApproveView } from "@/lib/queries/pay/approve-view";
import { faceOf } from "@/lib/queries/pay/pay-faces";
import type { PayFacts } from "@/lib/queries/pay/pay-facts";
import { AtShop } from "./_parts/at-shop";
import { NoPass } from "./_parts/no-pass";

const now = toInstant(Date.UTC(2026, 10, 26, 12));
const at = new Date(now + DAY_MS);

/** What is data on the pages of this test: names, numbers and codes, in every language the same. Days come from the platform. */
const data = ["Northlight", "Carmen", "LENS 1200", "+44 20 7946", "KL-42", "Madrid", "PayPal", "Visa", "USD"];

const facts = {
  now,
  store: { name: "Northlight", mark: "N", supportPhone: "+44 20 7946", supportEmail: "help@example.com", locale: "en" },
  account: { name: "Carmen Moreno", timeZone: "Europe/Madrid", locale: "es" },
  order: { orderNumber: "00012345", source: "repair", totalMinor: 250_000n, currency: "USD", promisedShipAt: at },
  changes: [{ name: "LENS 1200", before: null, after: money(241_18n, "USD"), difference: money(241_18n, "USD") }],
  holdDays: 7,
  request: {
    reason: "price_rise",
    note: null,
    shortCode: "KL-42",
    amountMinor: 241_180n,
    previousMinor: 200_000n,
    currency: "USD",
    estimatedDeliveryAt: at,
    expiresAt: at,
    decidedAt: at,
    failureReason: null,
    customerNote: null,
  },
  newest: { requestedAt: at, shortCode: "KL-42" },
  instruments: [
    { value: "one", kind: "card", gateway: "stripe", brand: "visa", last4: "4242", wasUsedBefore: true },
    { value: "two", kind: "paypal", gateway: "paypal", brand: null, last4: null, wasUsedBefore: false },
  ],
  hold: { kind: "card", brand: "visa", last4: "4242", expiresAt: at, amountMinor: 241_180n, currency: "USD" },
  oldHolds: [{ status: "voided", amountMinor: 200_000n, currency: "USD" }],
  asked: money(241_180n, "USD"),
  takesPaypal: true,
  isAtPaypal: false,
} as unknown as PayFacts;

const faceKinds: Record<ApproveFaceKind, true> = {
  approved: true,
  already_approved: true,
  waiting_for_bank: true,
  declined_by_bank: true,
  link_expired: true,
  replaced: true,
  withdrawn: true,
  price_changed: true,
  said_no: true,
  decline_form: true,
  question_form: true,
  question_sent: true,
  not_found: true,
};

const mailContent = (speech: CustomerSpeech): ApprovalMailContent => ({
  shop: { name: "Northlight", mark: "N", phone: "+44 20 7946", email: "help@example.com" },
  orderNumber: "00012345",
  reference: "Q-889",
  firstName: "Carmen",
  source: "repair",
  reason: "price_rise",
  askedText: speech.words.page.now,
  note: null,
  amount: money(241_180n, "USD"),
  previous: money(200_000n, "USD"),
  lines: [{ name: "LENS 1200", before: null, after: money(241_180n, "USD") }],
  approveUrl: null,
  endsText: speech.words.page.now,
  zoneText: speech.words.mail.zone("Madrid"),
  shortCode: "KL-42",
  holdDays: 7,
  deliveryText: speech.words.page.now,
});

async function everything(speech: CustomerSpeech): Promise<Record<string, string>> {
  const open = toApproveView(facts, money(250_000n, "USD"), "method", speech);
  const mail = await renderApprovalMail(mailContent(speech), speech);
  return {
    open: renderToStaticMarkup(<ApprovePage view={{ ...open, fields: {} }} />),
    ...Object.fromEntries(
      (Object.keys(faceKinds) as ApproveFaceKind[]).map((kind) => [
        kind,
        renderToStaticMarkup(<ApproveFace view={faceOf(kind, facts, speech)} />),
      ]),
    ),
    noPass: renderToStaticMarkup(<NoPass speech={speech} error="code" />),
    atShop: renderToStaticMarkup(<AtShop speech={speech} />),
    mail: mail.html,
    mailText: mail.text,
    subject: mail.subject,
  };
}

describe("the languages of page and mail", () => {
  it("no word on any face of the page or in the mail stands outside the lists of words", async () => {
    const pages = await everything(speakTo("en", marked(en)));
    for (const [name, html] of Object.entries(pages)) {
      const own = [...data, ...customerLanguages.map(ownLanguageName), "Fri", "November", "EN"];
      const rest = withoutMarked(visibleText(html));
      const words = own.reduce((text, known) => text.replaceAll(known, " "), rest).match(/\p{L}{2,}/gu) ?? [];
      expect([name, words]).toEqual([name, []]);
    }
  });

  it.each(customerLanguages)(
    "in %s the page says its language, and writes amounts and days as they are written there",
    (language) => {
      const html = renderToStaticMarkup(
        <ApprovePage view={{ ...toApproveView(facts, money(250_000n, "USD"), null, speakTo(language)), fields: {} }} />,
      );
      expect(html).toContain(`lang="${language}"`);
      const written = { en: "2,500.00", de: "2.500,00", fr: "2 500,00", es: "2500,00" };
      expect(html.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(written[language]);
      const day = {
        en: "Fri 27 November",
        de: "Fr., 27. November",
        fr: "ven. 27 novembre",
        es: "vie, 27 de noviembre",
      };
      expect(html).toContain(day[language]);
    },
  );

  it("CU-2: where no way can move the amount, the page says so beside the question, and there is nothing to press in vain", () => {
    const speech = speakTo("en");
    const page = (asked: PayFacts["asked"]) => {
      const view = toApproveView({ ...facts, asked }, asked, null, speech);
      return renderToStaticMarkup(<ApprovePage view={{ ...view, fields: {} }} />);
    };
    const possible = page(money(12_340, "KWD"));
    expect(possible).toContain('value="another_card"');
    expect(possible).not.toContain('value="paypal"');
    expect(possible).not.toContain(speech.words.errors.amount_not_possible);
    const odd = page(money(12_345, "KWD"));
    expect(odd).toContain(speech.words.errors.amount_not_possible);
    expect(odd).not.toMatch(/type="(submit|radio)"[^>]*(form="approve"|name="method")/);
    expect(odd).toContain(speech.words.page.ask);
  });

  it("a locale that we do not speak is answered in the shop's language, else in English", () => {
    expect(customerLanguage("es-MX")).toBe("es");
    expect(customerLanguage("pt-BR", "de")).toBe("de");
    expect(customerLanguage("pt-BR", null)).toBe("en");
  });

  it.each(["de", "fr", "es"] as const)("%s repeats no English sentence", (language) => {
    const english = new Map(leaves(en));
    const same = leaves(speakTo(language).words).filter(
      ([key, text]) => english.get(key) === text && text.includes(" "),
    );
    expect(same).toEqual([]);
    const broken = Object.values(brokenWords[language]).filter((text) => Object.values(brokenWords.en).includes(text));
    expect(broken).toEqual([]);
  });
});

/** Every text in brackets, and what a function makes of its arguments too. */
function marked<T>(value: T): T {
  if (typeof value === "string") return `⟦${value}⟧` as T;
  if (typeof value === "function") return ((...given: unknown[]) => marked(value(...given))) as T;
  if (Array.isArray(value)) return value.map(marked) as T;
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, marked(each)])) as T;
}

function withoutMarked(text: string): string {
  const less = text.replaceAll(/⟦[^⟦⟧]*⟧/g, " ");
  return less === text ? text : withoutMarked(less);
}

/** What a reader sees or hears: text and the attributes that are read out. */
function visibleText(html: string): string {
  const heard = [...html.matchAll(/(?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map((match) => match[1] ?? "");
  const seen = html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, " ")
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&[a-z#0-9]+;/g, " ");
  return [seen, ...heard.filter((text) => !/^[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(text))].join(" ");
}

function leaves(words: CustomerMessages): [string, string][] {
  return Object.entries(words).flatMap(([group, entries]) =>
    Object.entries(entries).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[`${group}.${key}`, value]] : [],
    ),
  );
}
