import { describe, expect, it } from "vitest";
import { can } from "@/lib/auth/permissions";
import { approvalReasons } from "@/lib/format/approval-reasons";
import { customerLanguages } from "@/lib/format/customer-language";
import { speakTo } from "@/lib/format/customer-messages/speech";
import { money } from "@/lib/payments/money";
import type { ApprovalMailContent } from "./approval-mail-content";
import { renderApprovalMail as renderIn } from "./render-approval-mail";

const renderApprovalMail = (content: ApprovalMailContent) => renderIn(content, speakTo("en"));

const content: ApprovalMailContent = {
  shop: { name: "Northlight Camera", mark: "N", phone: "+44 20 7946 0142", email: "help@northlight.example.com" },
  orderNumber: "00012345",
  reference: "Q-889",
  firstName: "Carmen",
  source: "repair",
  askedText: null,
  reason: "price_rise",
  note: "an engineer found a cracked front housing and replaced it",
  amount: money(24_118, "USD"),
  previous: money(20_000, "USD"),
  lines: [
    { name: "Lens repair, labour", before: money(12_000, "USD"), after: money(15_000, "USD") },
    { name: "Strap", before: money(500, "USD"), after: null },
  ],
  approveUrl: "https://desk.example.com/pay/token",
  endsText: "Tue 1 December, 18:00",
  zoneText: "Madrid time",
  shortCode: "PW-31",
  holdDays: 7,
  deliveryText: null,
};

describe("the mail that asks", () => {
  it("H09 H26: says what changed and when money moves, in HTML and in plain text, with one link of the given name", async () => {
    const mail = await renderApprovalMail(content);
    expect(mail.subject).toBe("Please approve the new total for order 00012345");
    for (const body of [mail.html.replaceAll(/<!--.*?-->/g, ""), mail.text]) {
      expect(body).toContain("241.18 USD");
      expect(body).toContain(
        "41.18 more than we quoted, because an engineer found a cracked front housing and replaced it.",
      );
      expect(body).toContain(
        "You are not charged today. Your bank holds the amount for up to 7 days, and we charge it when the repair ships.",
      );
      expect(body).toContain("Tue 1 December, 18:00");
      expect(body).toContain("PW-31");
      expect(body).toContain("https://desk.example.com/pay/token");
    }
    expect(mail.html.match(/<a /g)).toHaveLength(1);
    expect(mail.text).toContain("Approve Order Payment:\nhttps://desk.example.com/pay/token");
  });

  it("EL-3: the preview that staff see holds no link that works", async () => {
    const mail = await renderApprovalMail({ ...content, approveUrl: null });
    expect(mail.html).not.toContain("/pay/");
    expect(mail.text).not.toContain("/pay/");
  });

  it("IN-1: what people typed is shown as text, never run", async () => {
    const attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    const mail = await renderApprovalMail({
      ...content,
      note: attack,
      firstName: attack,
      lines: [{ name: attack, before: null, after: money(1, "USD") }],
    });
    expect(mail.html).not.toMatch(/<img|<script/i);
    expect(mail.html).toContain("&lt;img");
  });

  it.each([
    [
      "authorization_expired",
      "Please renew your approval",
      "does not last until the repair ships. The price has not changed.",
    ],
    ["card_refused", "Please choose another way to pay", "Your bank did not approve"],
    ["zero_price_quote", "Please approve the price", "The price of your repair is now known"],
    ["other", "Please approve the price", "Your repair comes to"],
  ])("H05 H07 H21: speaks of %s in its own words", async (reason, title, sentence) => {
    const previous = reason === "zero_price_quote" ? money(0, "USD") : content.amount;
    const mail = await renderApprovalMail({ ...content, reason, previous, note: null });
    expect(mail.subject).toContain(title);
    expect(mail.text).toContain(sentence);
    expect(mail.text).not.toContain("(was");
  });

  it("F04: speaks softly where the payment is disputed, asks what is wrong, and asks for no more money", async () => {
    for (const language of customerLanguages) {
      const { words } = speakTo(language);
      const mail = await renderIn({ ...content, reason: "payment_disputed", note: null }, speakTo(language));
      expect(mail.subject).toContain(words.title.settle);
      expect(mail.text).toContain(words.mail.disputed[1].slice(0, 30).trim());
      expect(mail.subject).not.toContain(words.title.rise);
    }
  });

  it("F24 F25 F26: whatever it is about, in whatever language, first mail or reminder, it carries one link to act on at once", async () => {
    for (const language of customerLanguages)
      for (const { value: reason } of approvalReasons)
        for (const askedText of [null, "Mon 23 November"]) {
          const previous = reason === "zero_price_quote" ? money(0, "USD") : content.previous;
          const mail = await renderIn({ ...content, reason, previous, askedText }, speakTo(language));
          expect(mail.html.match(/<a [^>]*href="https:\/\/desk\.example\.com\/pay\/token"/g)).toHaveLength(1);
          expect(mail.text.match(/https:\/\/desk\.example\.com\/pay\/token/g)).toHaveLength(1);
        }
  });

  it("CU-1 CU-2: amounts keep their currency's own decimals", async () => {
    const yen = await renderApprovalMail({
      ...content,
      amount: money(48_200, "JPY"),
      previous: money(40_000, "JPY"),
      lines: [],
    });
    expect(yen.text).toContain("48,200 JPY");
    const dinar = await renderApprovalMail({
      ...content,
      amount: money(27_500, "KWD"),
      previous: money(20_000, "KWD"),
      lines: [],
    });
    expect(dinar.text).toContain("27.500 KWD");
  });

  it("H28: a CSR and a supervisor may both ask", () => {
    expect(can("csr", "approval.request")).toBe(true);
    expect(can("supervisor", "approval.request")).toBe(true);
  });
});
