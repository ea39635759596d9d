import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaptureId, OrderId, PaymentMethodId } from "./ids";
import { compare, type Money, money, sum } from "./money";
import type { RefundStatus } from "./refund-state";
import {
  applyRefundOutcome,
  decideRefund,
  freedByRefund,
  keepPaidAhead,
  type RefundableCapture,
  refundableOf,
  refundableRest,
} from "./refunding";

const usd = (minor: number) => money(minor, "USD");

function capture(parts: Partial<RefundableCapture> = {}): RefundableCapture {
  return {
    id: "cap-1" as CaptureId,
    orderId: "order-1" as OrderId,
    paymentMethodId: "visa" as PaymentMethodId,
    status: "captured",
    amount: usd(10_000),
    refunded: usd(0),
    reserved: usd(0),
    disputed: usd(0),
    applied: usd(0),
    paidAhead: usd(0),
    isFrozen: false,
    chargedAs: 1,
    step: 1n,
    ...parts,
  };
}
const gift = (parts: Partial<RefundableCapture> = {}) =>
  capture({ id: "cap-gift" as CaptureId, paymentMethodId: "gift" as PaymentMethodId, chargedAs: 0, ...parts });

const split = (captures: RefundableCapture[], wanted: Money, order: string[] = []) => {
  const decision = decideRefund(captures, wanted, order as PaymentMethodId[]);
  return decision.ok
    ? decision.value.map((part) => [part.captureId, Number(part.amount.amountMinor)])
    : decision.reason;
};

describe("decideRefund", () => {
  it("MT-4: what was charged last goes back first: the card before the gift card that was spent first", () => {
    const captures = [gift({ amount: usd(4_000) }), capture({ amount: usd(6_000) })];
    expect(split(captures, usd(5_000))).toEqual([["cap-1", 5_000]]);
    expect(split(captures, usd(7_000))).toEqual([
      ["cap-1", 6_000],
      ["cap-gift", 1_000],
    ]);
  });

  it("MT-4: a stated order of methods goes before the usual one, and a stranger in it is refused", () => {
    const captures = [gift({ amount: usd(4_000) }), capture({ amount: usd(6_000) })];
    expect(split(captures, usd(5_000), ["gift"])).toEqual([
      ["cap-gift", 4_000],
      ["cap-1", 1_000],
    ]);
    expect(split(captures, usd(5_000), ["paypal"])).toBe("unknown_method");
  });

  it("MT-4: within one method the cents go to the largest remainders", () => {
    const captures = [1, 2, 3].map((n) => capture({ id: `cap-${n}` as CaptureId, amount: usd(3_333) }));
    expect(split(captures, usd(100))).toEqual([
      ["cap-1", 34],
      ["cap-2", 33],
      ["cap-3", 33],
    ]);
  });

  it("RF-1 I2: what was refunded, or is being refunded, cannot go back again", () => {
    const captures = [capture({ refunded: usd(3_000), reserved: usd(2_000) })];
    expect(split(captures, usd(5_000))).toEqual([["cap-1", 5_000]]);
    expect(split(captures, usd(5_001))).toBe("exceeds_refundable");
  });

  it("FD-3: disputed money lowers the refundable rest, and the refusal names the dispute", () => {
    expect(split([capture({ disputed: usd(4_000) })], usd(6_000))).toEqual([["cap-1", 6_000]]);
    expect(split([capture({ disputed: usd(4_000) })], usd(6_001))).toBe("refund_disputed");
    expect(split([capture({ disputed: usd(10_000) })], usd(1))).toBe("refund_disputed");
  });

  it("I6: while a refund has no answer nothing else goes back from its capture", () => {
    const frozen = capture({ isFrozen: true, reserved: usd(1_000) });
    expect(split([frozen], usd(1_000))).toBe("outcome_unknown");
    const other = capture({ id: "cap-2" as CaptureId, amount: usd(2_000) });
    expect(split([frozen, other], usd(2_000))).toEqual([["cap-2", 2_000]]);
  });

  it("RF-3: a refund of a capture that the gateway has only accepted waits; one that is under way is not there yet", () => {
    const decision = decideRefund([capture({ status: "accepted" })], usd(100));
    expect(decision).toMatchObject({ ok: true, value: [{ waits: true }] });
    expect(split([capture({ status: "requested" })], usd(100))).toBe("capture_in_progress");
    expect(split([capture({ status: "unconfirmed" })], usd(100))).toBe("outcome_unknown");
    expect(split([], usd(100))).toBe("nothing_to_refund");
    expect(split([capture()], usd(0))).toBe("nothing_to_refund");
  });

  it("MT-4: of methods not stated the one charged last goes first; stated ones keep their order, and full ties go by id", () => {
    const of = (id: string, chargedAs: number, method = id) =>
      capture({ id: `cap-${id}` as CaptureId, paymentMethodId: method as PaymentMethodId, amount: usd(10), chargedAs });
    const order = (captures: RefundableCapture[], stated: string[] = []) => {
      const parts = split(captures, usd(10 * captures.length), stated);
      return Array.isArray(parts) ? parts.map(([id]) => id) : parts;
    };
    expect(order([of("a", 1), of("b", 3), of("c", 2)])).toEqual(["cap-b", "cap-c", "cap-a"]);
    expect(order([of("b", 1), of("a", 1)])).toEqual(["cap-a", "cap-b"]);
    expect(order([of("a", 3), of("b", 2), of("c", 1)], ["c", "b"])).toEqual(["cap-c", "cap-b", "cap-a"]);
    expect(order([of("x1", 1, "x"), of("y", 2), of("x2", 3, "x")])).toEqual(["cap-x1", "cap-x2", "cap-y"]);
  });

  it("I6 FD-3: a refusal names what would have to be settled first, and only where that would suffice", () => {
    const open = capture({ amount: usd(100) });
    const also = (parts: Partial<RefundableCapture>) =>
      capture({ id: "cap-2" as CaptureId, amount: usd(50), ...parts });
    expect(split([open, also({ isFrozen: true })], usd(150))).toBe("outcome_unknown");
    expect(split([open, also({ isFrozen: true })], usd(151))).toBe("exceeds_refundable");
    expect(split([open, also({ isFrozen: true, status: "failed" })], usd(150))).toBe("exceeds_refundable");
    expect(split([open, also({ disputed: usd(50) })], usd(150))).toBe("refund_disputed");
    expect(split([open, also({ disputed: usd(50) })], usd(151))).toBe("exceeds_refundable");
    expect(split([open, also({ disputed: usd(50), status: "failed" })], usd(150))).toBe("exceeds_refundable");
    expect(split([open, also({ status: "requested" })], usd(150))).toBe("capture_in_progress");
    expect(split([open, also({ status: "requested" })], usd(151))).toBe("exceeds_refundable");
    expect(split([open, also({ status: "requested" }), also({ status: "unconfirmed" })], usd(200))).toBe(
      "outcome_unknown",
    );
    expect(split([open, also({ status: "failed" })], usd(150))).toBe("exceeds_refundable");
    expect(split([capture({ refunded: usd(10_000) })], usd(1))).toBe("nothing_to_refund");
  });

  it("RF-3: each part names its capture, its order and its method, and waits only where its capture is not confirmed", () => {
    expect(decideRefund([capture({ orderId: "order-7" as OrderId })], usd(100))).toEqual({
      ok: true,
      value: [{ captureId: "cap-1", orderId: "order-7", paymentMethodId: "visa", amount: usd(100), waits: false }],
    });
    expect(decideRefund([capture()], usd(100), ["paypal" as PaymentMethodId])).toMatchObject({ detail: "paypal" });
  });

  const anyCapture = (currency: string) =>
    fc
      .record({
        amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
        taken: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
        method: fc.constantFrom("visa", "gift", "paypal"),
        status: fc.constantFrom("captured", "captured", "accepted", "requested", "unconfirmed"),
        isFrozen: fc.boolean(),
      })
      .map(({ amount, taken, method, status, isFrozen }) => {
        const part = (at: number) => money((amount * BigInt(taken[at] ?? 0)) / 300n, currency);
        return capture({
          amount: money(amount, currency),
          refunded: part(0),
          reserved: part(1),
          disputed: part(2),
          applied: part(1),
          paidAhead: money(0, currency),
          paymentMethodId: method as PaymentMethodId,
          chargedAs: method === "gift" ? 0 : 1,
          status: status as RefundableCapture["status"],
          isFrozen,
        });
      });

  it("MT-4 I2: for every currency the parts sum to the whole, none exceeds its capture's rest, and none is empty", () => {
    const anyCase = fc.constantFrom("JPY", "USD", "KWD").chain((currency) =>
      fc.record({
        captures: fc
          .array(anyCapture(currency), { minLength: 1, maxLength: 8 })
          .map((all) => all.map((each, at) => ({ ...each, id: `cap-${at}` as CaptureId }))),
        permille: fc.bigInt({ min: 1n, max: 1_001n }),
        order: fc.shuffledSubarray(["visa", "gift", "paypal"]),
      }),
    );
    fc.assert(
      fc.property(anyCase, ({ captures, permille, order }) => {
        const currency = captures[0]?.amount.currency ?? "USD";
        const whole = refundableOf(captures, currency);
        const wanted = money((whole.amountMinor * permille) / 1_000n || 1n, currency);
        const stated = order.filter((id) => captures.some((each) => each.paymentMethodId === id));
        const decision = decideRefund(captures, wanted, stated as PaymentMethodId[]);
        expect(decision.ok).toBe(compare(wanted, whole) <= 0);
        if (!decision.ok) return;
        const amounts = decision.value.map((part) => part.amount);
        expect(sum(currency, amounts)).toEqual(wanted);
        for (const part of decision.value) {
          const from = captures.find((each) => each.id === part.captureId);
          expect(from && compare(part.amount, refundableRest(from)) <= 0 && part.amount.amountMinor > 0n).toBe(true);
        }
        // A method is drawn on only when those before it have nothing left.
        const used = [...new Set(decision.value.map((part) => part.paymentMethodId))];
        for (const id of used.slice(0, -1)) {
          const rest = refundableOf(
            captures.filter((each) => each.paymentMethodId === id),
            currency,
          );
          const drawn = decision.value.filter((part) => part.paymentMethodId === id).map((part) => part.amount);
          expect(sum(currency, drawn)).toEqual(rest);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("money that pays an order ahead", () => {
  const old = capture({ id: "old" as CaptureId, applied: usd(10_000) });
  const newer = capture({ id: "new" as CaptureId, applied: usd(4_000) });

  it("PR-5 I3: is kept back as far as it is needed, by the oldest captures, and a refund that wants it is told so", () => {
    const rests = (needed: number, ...captures: RefundableCapture[]) =>
      keepPaidAhead(captures, usd(needed)).map((each) => Number(refundableRest(each).amountMinor));
    expect(rests(0, newer, old)).toEqual([10_000, 10_000]);
    expect(rests(7_000, newer, old)).toEqual([10_000, 3_000]);
    expect(rests(12_000, newer, old)).toEqual([8_000, 0]);
    expect(rests(14_000, newer, old)).toEqual([6_000, 0]);
    expect(rests(7_000, newer, { ...old, disputed: usd(8_000) })).toEqual([6_000, 0]);
    expect(rests(7_000, newer, { ...old, status: "failed" })).toEqual([6_000, 10_000]);
    const kept = keepPaidAhead([newer, old], usd(7_000));
    expect(split(kept, usd(13_000))).toEqual([
      ["new", 10_000],
      ["old", 3_000],
    ]);
    expect(split(kept, usd(13_001))).toBe("paid_ahead");
    expect(split(kept, usd(20_000))).toBe("paid_ahead");
    expect(split(kept, usd(20_001))).toBe("exceeds_refundable");
  });

  it("PR-5 I2: what a refund takes of it where nobody needs it leaves the order that was paid ahead, up to what was applied", () => {
    const parts = [
      {
        captureId: newer.id,
        orderId: newer.orderId,
        paymentMethodId: newer.paymentMethodId,
        amount: usd(6_000),
        waits: false,
      },
      {
        captureId: old.id,
        orderId: old.orderId,
        paymentMethodId: old.paymentMethodId,
        amount: usd(3_000),
        waits: false,
      },
    ];
    const freed = (needless: number, captures = [newer, old]) =>
      freedByRefund(captures, parts, usd(needless)).map(({ captureId, amount }) => [
        captureId,
        Number(amount.amountMinor),
      ]);
    expect(freed(0)).toEqual([]);
    expect(freed(3_000)).toEqual([["new", 3_000]]);
    expect(freed(9_000)).toEqual([
      ["new", 4_000],
      ["old", 3_000],
    ]);
    expect(freed(9_000, [old])).toEqual([["old", 3_000]]);
  });
});

describe("applyRefundOutcome", () => {
  const effectOf = (status: RefundStatus, kind: Parameters<typeof applyRefundOutcome>[1]) => {
    const effect = applyRefundOutcome(status, kind);
    return effect && `${effect.event} ${effect.status} ${effect.money}`;
  };

  it("RF-1: money is given back on yes, freed on no, and stays under way otherwise", () => {
    expect(effectOf("requested", "succeeded")).toBe("refund_succeeded refunded given_back");
    expect(effectOf("requested", "declined")).toBe("refund_failed failed freed");
    expect(effectOf("requested", "rejected")).toBe("refund_failed failed freed");
    expect(effectOf("requested", "pending")).toBe("refund_accepted pending under_way");
    expect(effectOf("requested", "unconfirmed")).toBe("refund_unconfirmed unconfirmed under_way");
    expect(effectOf("requested", "not_sent")).toBeUndefined();
    expect(effectOf("pending", "succeeded")).toBe("refund_succeeded refunded given_back");
    expect(effectOf("unconfirmed", "declined")).toBe("refund_failed failed freed");
  });

  it("RF-1: a refusal of a refund that counted as done returns the money; old news changes nothing", () => {
    expect(effectOf("refunded", "declined")).toBe("refund_returned failed returned");
    expect(effectOf("refunded", "succeeded")).toBeUndefined();
    expect(effectOf("refunded", "unconfirmed")).toBeUndefined();
    expect(effectOf("failed", "succeeded")).toBeUndefined();
    expect(effectOf("failed", "declined")).toBeUndefined();
  });
});
