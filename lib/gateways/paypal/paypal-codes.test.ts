import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { causeOfReason, type HouseReason, houseReasons } from "@/lib/payments/decline-reasons";
import { paypalCodes, reasonOf } from "./paypal-codes";

const sharedCodes = new URL("../../../../shared/data/decline-codes.json", import.meta.url);

/** The list's categories against ours. A reason outside its row here would start the wrong follow-up. */
const reasonsOfCategory: Readonly<Record<string, readonly HouseReason[]>> = {
  insufficient_funds: ["insufficient_funds"],
  // The payer's account, or the merchant's own.
  account_closed: ["account_closed", "invalid_account"],
  card_expired: ["card_expired"],
  fraud: ["suspected_fraud"],
  disputed: ["disputed"],
  authorization_expired: ["authorization_expired"],
  // An agreement that the payer ended is no hold that could be made anew.
  authorization_voided: ["authorization_voided", "cancelled_by_payer"],
  already_captured: ["already_captured", "duplicate"],
  amount_too_large: ["amount_too_large", "limit_exceeded"],
  currency_mismatch: ["currency_not_supported"],
  processor_error: ["technical_fault"],
  rate_limited: ["rate_limited", "limit_exceeded"],
  invalid_data: ["wrong_card_data", "invalid_request"],
  do_not_honor: ["do_not_honor"],
  not_permitted: ["card_not_supported", "invalid_account", "invalid_request"],
  customer_action: ["authentication_required", "cancelled_by_payer"],
};

type Row = { readonly provider: string; readonly code: string; readonly category: string };

describe("the table of PayPal's codes", () => {
  it("F02 P12: every target is a house reason with a cause", () => {
    for (const reason of Object.values(paypalCodes)) {
      expect(houseReasons).toContain(reason);
      expect(causeOfReason[reason]).toBeDefined();
    }
  });

  it.each([
    ["AUTHORIZATION_EXPIRED", "authorization_expired"],
    ["AUTHORIZATION_ALREADY_CAPTURED", "already_captured"],
    ["PAYER_ACTION_REQUIRED", "authentication_required"],
    ["TRANSACTION_REFUSED", "suspected_fraud"],
    ["PAYEE_ACCOUNT_RESTRICTED", "invalid_account"],
  ] as const)("P13 P14 P18 F02: %s means %s", (code, reason) => {
    expect(reasonOf(code)).toBe(reason);
  });

  it("AE-4: too early a renewal is a reason of its own, so that it can be planned for", () => {
    expect(reasonOf("REAUTHORIZATION_TOO_SOON")).toBe("renewal_too_early");
  });

  it.each(["BRAND_NEW_ISSUE", "", "constructor", "toString", "__proto__"])("P16: %j is unmapped", (code) => {
    expect(reasonOf(code)).toBe("unmapped");
  });
});

describe.skipIf(!existsSync(sharedCodes))(
  "the published list of codes (read beside the repository, skipped without it)",
  () => {
    const rows = existsSync(sharedCodes)
      ? (JSON.parse(readFileSync(sharedCodes, "utf8")) as { rows: Row[] }).rows.filter(
          ({ provider }) => provider === "paypal",
        )
      : [];

    it("F02: holds PayPal's issues", () => {
      expect(rows.length).toBeGreaterThan(100);
    });

    it("P12 P16 F02: every published code stands in the table, under a reason that fits its category", () => {
      const misfits = rows.filter(
        ({ code, category }) =>
          !Object.hasOwn(paypalCodes, code) || !(reasonsOfCategory[category] ?? []).includes(reasonOf(code)),
      );
      expect(misfits.map(({ code, category }) => `${code} (${category}): ${reasonOf(code)}`)).toEqual([]);
    });
  },
);
