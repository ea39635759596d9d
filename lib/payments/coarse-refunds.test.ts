import { describe, expect, it } from "vitest";
import type { CaptureId, OrderId, PaymentMethodId } from "./ids";
import { money } from "./money";
import { decideRefund, type RefundableCapture } from "./refunding";

const kwd = (minor: number) => money(minor, "KWD");

function card(n: number, minor: number, parts: Partial<RefundableCapture> = {}): RefundableCapture {
  return {
    id: `cap-${n}` as CaptureId,
    orderId: "order-1" as OrderId,
    paymentMethodId: "visa" as PaymentMethodId,
    status: "captured",
    amount: kwd(minor),
    refunded: kwd(0),
    reserved: kwd(0),
    disputed: kwd(0),
    applied: kwd(0),
    paidAhead: kwd(0),
    isFrozen: false,
    chargedAs: 1,
    step: 10n,
    ...parts,
  };
}
const gift = (minor: number) => card(9, minor, { paymentMethodId: "gift" as PaymentMethodId, chargedAs: 0, step: 1n });

const split = (captures: RefundableCapture[], wanted: number) => {
  const decision = decideRefund(captures, kwd(wanted));
  return decision.ok
    ? decision.value.map((part) => [part.captureId, Number(part.amount.amountMinor)])
    : [decision.reason, decision.detail];
};

describe("refunds of amounts that a gateway cannot express", () => {
  it("CU-2: are refused before it is called, unless another method takes the rest", () => {
    expect(split([card(1, 12_340)], 1_230)).toEqual([["cap-1", 1_230]]);
    expect(split([card(1, 12_340)], 1_235)).toEqual(["amount_not_possible", "10"]);
    expect(split([card(1, 12_340), gift(500)], 1_235)).toEqual([
      ["cap-1", 1_230],
      ["cap-9", 5],
    ]);
  });

  it("CU-2 MT-4: are split in whole steps, and none exceeds its capture's rest", () => {
    expect(split([card(1, 1_000), card(2, 1_000)], 990)).toEqual([
      ["cap-1", 500],
      ["cap-2", 490],
    ]);
    expect(split([card(1, 9), card(2, 21)], 20)).toEqual([["cap-2", 20]]);
  });

  it("CU-2: of captures of one method the coarsest counts, and of those only what can go back at all", () => {
    expect(split([card(1, 30, { step: 1n }), card(2, 30)], 25)).toEqual(["amount_not_possible", "10"]);
    expect(split([card(1, 30), card(2, 30, { step: 1n })], 25)).toEqual(["amount_not_possible", "10"]);
    expect(split([card(1, 30), card(2, 30, { step: 100n, status: "failed" })], 25)).toEqual([
      "amount_not_possible",
      "10",
    ]);
  });
});
