import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import type { PaypalClient } from "./paypal-client";
import { disputeChanged, disputed, disputeResolved, readPaypalDispute } from "./paypal-disputes";

const usd = (value: string) => ({ currency_code: "USD", value });
const dispute = (fields: object = {}) => ({
  dispute_id: "PP-D-1",
  disputed_transactions: [{ seller_transaction_id: "CAP1" }],
  dispute_amount: usd("100.00"),
  status: "WAITING_FOR_SELLER_RESPONSE",
  dispute_life_cycle_stage: "INQUIRY",
  seller_response_due_date: "2026-12-01T10:00:00.000Z",
  ...fields,
});
const resolved = (outcome_code: string, fields: object = {}) =>
  dispute({ status: "RESOLVED", dispute_outcome: { outcome_code, ...fields } });
const reading = (body: object) => readPaypalDispute({ read: async () => body } as unknown as PaypalClient, "PP-D-1");

describe("a dispute at PayPal", () => {
  it("FD-3: is known from its first question on, with the capture and the amount that it is about", () => {
    const about = { captureReference: "CAP1", amount: money(10_000, "USD") };
    expect(disputed(dispute())).toEqual({
      kind: "disputed",
      disputeReference: "PP-D-1",
      ...about,
      answerBy: Date.parse("2026-12-01T10:00:00Z"),
    });
    expect(disputed(dispute({ disputed_transactions: [] }))).toEqual({ kind: "unknown" });
    expect(disputed(dispute({ dispute_amount: {} }))).toEqual({ kind: "unknown" });
  });

  it.each([
    ["RESOLVED_SELLER_FAVOUR", "won"],
    ["RESOLVED_WITH_PAYOUT", "won"],
    ["CANCELED_BY_BUYER", "won"],
    ["DENIED", "won"],
    ["NONE", "won"],
    ["RESOLVED_BUYER_FAVOUR", "lost"],
    ["ACCEPTED", "lost"],
  ])("FD-3: that ends as %s is %s", async (code, verdict) => {
    expect(disputeResolved(resolved(code))).toEqual({ kind: "dispute_closed", disputeReference: "PP-D-1", verdict });
    expect(await reading(resolved(code))).toMatchObject({ kind: "closed", captureReference: "CAP1", verdict });
  });

  it("FD-3 I2: takes no more than the payer got", () => {
    const lost = (value: string) => disputeResolved(resolved("RESOLVED_BUYER_FAVOUR", { amount_refunded: usd(value) }));
    expect(lost("60.00")).toMatchObject({ verdict: "lost", lost: money(6_000, "USD") });
    expect(lost("100.00")).not.toHaveProperty("lost");
    expect(lost("0.00")).toMatchObject({ verdict: "won" });
  });

  it("I7 I20: whose end is not told, or is told in a word of tomorrow, is asked about and never guessed", async () => {
    const asked = { kind: "dispute_changed", disputeReference: "PP-D-1" };
    expect(disputeChanged(dispute())).toEqual(asked);
    expect(disputeResolved(dispute({ status: "RESOLVED" }))).toEqual(asked);
    expect(disputeResolved(resolved("OF_TOMORROW"))).toEqual(asked);
    expect(await reading(resolved("OF_TOMORROW"))).toEqual({ kind: "silent" });
    expect(await reading(dispute())).toMatchObject({ kind: "open", captureReference: "CAP1" });
    expect(await reading({ something: "else" })).toEqual({ kind: "silent" });
  });
});
