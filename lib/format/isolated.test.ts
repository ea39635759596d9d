import { describe, expect, it } from "vitest";
import { firstNameOf } from "@/lib/queries/pay/approval-mail-content";
import { speakTo } from "./customer-messages/speech";
import { eventSentence } from "./event-sentence";
import { isolated } from "./isolated";

const words = { methods: new Map(), isStaff: false, timeZone: "Europe/Madrid" };
const amount = { amountMinor: "24118", currency: "USD" };

describe("a name inside a sentence", () => {
  it("IN-1: written from right to left it turns no digit beside it; any other stays as it is", () => {
    expect(isolated("Carmen Moreno")).toBe("Carmen Moreno");
    expect(isolated("\u05e0\u05d5\u05e2\u05d4 12")).toBe("\u2068\u05e0\u05d5\u05e2\u05d4 12\u2069");
    expect(isolated("\u0646\u0648\u0631")).toBe("\u2068\u0646\u0648\u0631\u2069");
  });

  it("IN-1: turning characters that were stored before do not reach it", () => {
    expect(isolated("Ada\u202e 00.1")).toBe("Ada 00.1");
    expect(isolated("\u2067\u05e0\u2069\u2069")).toBe("\u2068\u05e0\u2069");
  });

  it("IN-1 H29: so it is in mails, on the approval page and in the timeline", () => {
    const name = firstNameOf("\u202e\u05e0\u05d5\u05e2\u05d4 \u05db\u05d4\u05df");
    const { mail, page } = speakTo("en").words;
    expect(mail.hello(name)).toBe("Hello \u2068\u05e0\u05d5\u05e2\u05d4\u2069,");
    expect(page.orderFor("00012345", name)).toBe("Order 00012345 for \u2068\u05e0\u05d5\u05e2\u05d4\u2069");
    const customer = "\u05e0\u05d5\u05e2\u05d4";
    expect(eventSentence("approval_succeeded", amount, { ...words, customer })?.text).toBe(
      "\u2068\u05e0\u05d5\u05e2\u05d4\u2069 approved 241.18 USD",
    );
  });

  it("IN-1: a reason that was typed is kept apart from our own words too", () => {
    const data = { keptMinor: "10000", currency: "USD", reason: "\u05dc\u05d0 7" };
    expect(eventSentence("order_cancelled", data, { ...words, customer: "Ada" })?.detail).toBe(
      "100.00 USD stays, \u2068\u05dc\u05d0 7\u2069",
    );
  });
});
