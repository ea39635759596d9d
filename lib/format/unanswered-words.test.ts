import { describe, expect, it } from "vitest";
import { sentenceForCustomer } from "./unanswered-words";

const operations = [
  "authorize",
  "authorize_and_capture",
  "capture",
  "void",
  "refund",
  "increase",
  "renew",
  "open_hosted_page",
  "close_hosted_page",
];

describe("what a CSR says while nobody knows", () => {
  it.each(operations)(
    "X06: about %s it is one thing to say, without blame, fraud or a gateway's words",
    (operation) => {
      const said = sentenceForCustomer(operation, "200.00 USD");
      expect(said).toMatch(/^“.+”$/);
      expect(said).not.toMatch(/fraud|gateway|error|fail|declin|suspicious|unconfirmed|timeout/i);
      expect(said).not.toMatch(/has been (charged|captured|refunded)/i);
    },
  );

  it("X06: about a capture it says that the customer pays once at most", () => {
    expect(sentenceForCustomer("capture", "200.00 USD")).toContain("once at most");
  });
});
