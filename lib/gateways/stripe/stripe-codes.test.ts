import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { causeOfReason, type HouseReason, houseReasons } from "@/lib/payments/decline-reasons";
import { reasonOf, type StripeCodeField, stripeCodes } from "./stripe-codes";

const sharedCodes = new URL("../../../../shared/data/decline-codes.json", import.meta.url);

const fieldOfProvider: Readonly<Record<string, StripeCodeField>> = {
  stripe: "decline_code",
  stripe_error: "code",
  stripe_refund: "failure_reason",
  stripe_outcome: "outcome_reason",
  stripe_advice: "advice_code",
};

/** The list's categories against ours. A reason outside its row here would start the wrong follow-up. */
const reasonsOfCategory: Readonly<Record<string, readonly HouseReason[]>> = {
  insufficient_funds: ["insufficient_funds", "limit_exceeded"],
  account_closed: ["account_closed"],
  card_expired: ["card_expired"],
  card_lost_stolen: ["lost_or_stolen"],
  fraud: ["suspected_fraud"],
  disputed: ["disputed"],
  authentication_required: ["authentication_required"],
  authorization_expired: ["authorization_expired"],
  authorization_voided: ["authorization_voided"],
  already_captured: ["already_captured", "duplicate"],
  amount_too_large: ["amount_too_large", "limit_exceeded"],
  currency_mismatch: ["currency_not_supported"],
  issuer_unavailable: ["gateway_unavailable"],
  processor_error: ["technical_fault", "invalid_account"],
  rate_limited: ["rate_limited", "limit_exceeded"],
  invalid_data: ["wrong_card_data", "invalid_request", "authorization_voided"],
  do_not_honor: ["do_not_honor", "call_issuer", "card_not_supported"],
  not_permitted: ["card_not_supported", "invalid_account", "invalid_request", "cancelled_by_payer"],
  customer_action: ["call_issuer", "cancelled_by_payer", "wrong_card_data", "invalid_account", "invalid_request"],
  unknown: ["unmapped"],
};

type Row = { readonly provider: string; readonly code: string; readonly category: string };

describe("the table of Stripe's codes", () => {
  it("F01 F02 P12: every target is a house reason with a cause", () => {
    for (const table of Object.values(stripeCodes))
      for (const reason of Object.values(table)) {
        expect(houseReasons).toContain(reason);
        expect(causeOfReason[reason]).toBeDefined();
      }
  });

  it.each([
    ["decline_code", "insufficient_funds", "insufficient_funds"],
    ["decline_code", "fraudulent", "suspected_fraud"],
    ["decline_code", "stolen_card", "lost_or_stolen"],
    ["code", "charge_expired_for_capture", "authorization_expired"],
    ["code", "capture_charge_authorization_expired", "authorization_expired"],
    ["code", "charge_already_captured", "already_captured"],
    ["failure_reason", "expired_or_canceled_card", "card_expired"],
    ["outcome_reason", "highest_risk_level", "suspected_fraud"],
    ["advice_code", "do_not_try_again", "card_not_supported"],
  ] as const)("P13 P14 P18 F02: %s %s means %s", (field, code, reason) => {
    expect(reasonOf(field, code)).toBe(reason);
  });

  it.each(["brand_new_code", "", "constructor", "toString", "__proto__"])("P16: %j is unmapped", (code) => {
    for (const field of Object.keys(stripeCodes) as StripeCodeField[]) expect(reasonOf(field, code)).toBe("unmapped");
  });
});

describe.skipIf(!existsSync(sharedCodes))(
  "the published list of codes (read beside the repository, skipped without it)",
  () => {
    const rows = existsSync(sharedCodes)
      ? (JSON.parse(readFileSync(sharedCodes, "utf8")) as { rows: Row[] }).rows.filter((row) =>
          Object.hasOwn(fieldOfProvider, row.provider),
        )
      : [];

    it("F02: holds the five kinds of codes that reach us", () => {
      expect(rows.length).toBeGreaterThan(140);
    });

    it("P12 P16 F02: every published code stands in the table, under a reason that fits its category", () => {
      const misfits = rows.filter((row) => {
        const field = fieldOfProvider[row.provider] ?? "code";
        const known = Object.hasOwn(stripeCodes[field], row.code);
        return !known || !(reasonsOfCategory[row.category] ?? []).includes(reasonOf(field, row.code));
      });
      expect(misfits.map((row) => `${row.provider} ${row.code} (${row.category})`)).toEqual([]);
    });
  },
);
