import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargingOrder } from "./allocation";
import { anyOrder } from "./any-order.test-data";
import { decideLimit, decideMove, decideRemove, decideResume, decideSuspend, takenBy } from "./changing-methods";
import {
  exampleApproval,
  exampleHold,
  exampleMethod,
  exampleOrder,
  holdId,
  methodId,
  exampleNow as now,
  usd,
} from "./example-order";
import { compare, money } from "./money";
import type { Order } from "./order";

const [card, gift, spare] = [methodId("card"), methodId("gift"), methodId("spare")];

function order(more: Partial<Order> = {}): Order {
  return exampleOrder({
    status: "confirmed",
    total: usd(24_118),
    approval: null,
    isFraudStopped: false,
    openAttempts: [],
    methods: [
      exampleMethod({ id: gift, kind: "stored_value", chargeSequence: 1, sequence: 5, status: "active" }),
      exampleMethod({ id: card, chargeSequence: 2, sequence: 0, status: "active" }),
      exampleMethod({ id: spare, chargeSequence: 2, sequence: 1, status: "active" }),
    ],
    authorizations: [
      exampleHold({ id: holdId("h"), paymentMethodId: card, status: "authorized", amount: usd(18_000) }),
    ],
    ...more,
  });
}

describe("changing the ways to pay", () => {
  it("S35 S38: a charged method is suspended and resumed; suspending twice, and resuming what runs, is refused", () => {
    expect(decideSuspend({ order: order(), methodId: card, now }).ok).toBe(true);
    expect(decideResume({ order: order(), methodId: card, now })).toMatchObject({ reason: "method_not_suspended" });
    const methods = order().methods.map((method) => ({ ...method, status: "suspended" as const }));
    expect(decideSuspend({ order: order({ methods }), methodId: card, now })).toMatchObject({
      reason: "method_suspended",
    });
    expect(decideResume({ order: order({ methods }), methodId: card, now }).ok).toBe(true);
    const bare = methods.map((method) => ({ ...method, token: null }));
    expect(decideResume({ order: order({ methods: bare }), methodId: card, now })).toMatchObject({
      reason: "payment_token_missing",
    });
  });

  it("S37: what holds, held in silence or has paid is not taken off; what was refused or released is", () => {
    const remove = (hold: Parameters<typeof exampleHold>[0]) =>
      decideRemove({
        order: order({ authorizations: [exampleHold({ paymentMethodId: card, ...hold })] }),
        methodId: card,
        now,
      });
    expect(remove({ status: "authorized" })).toMatchObject({ reason: "method_has_money" });
    expect(remove({ status: "void_unconfirmed" })).toMatchObject({ reason: "method_has_money" });
    expect(remove({ status: "expired", captured: usd(1) })).toMatchObject({ reason: "method_has_money" });
    for (const status of ["requested", "authorize_pending", "authorize_unconfirmed"] as const)
      expect(remove({ status, captured: usd(0) })).toMatchObject({ reason: "authorize_in_progress" });
    for (const status of ["requested", "authorize_pending", "authorize_unconfirmed", "authorized"] as const)
      expect(remove({ status, paymentMethodId: gift }).ok).toBe(true);
    for (const status of ["declined", "voided", "expired"] as const)
      expect(remove({ status, captured: usd(0) }).ok).toBe(true);
  });

  it("S27 S28: only methods of one configured rank change places", () => {
    expect(decideMove({ order: order(), methodId: spare, now }, "up")).toMatchObject({
      value: [{ id: spare }, { id: card }],
    });
    expect(decideMove({ order: order(), methodId: card, now }, "up")).toMatchObject({
      reason: "charge_sequence_fixed",
    });
    expect(decideMove({ order: order(), methodId: card, now }, "down")).toMatchObject({
      value: [{ id: card }, { id: spare }],
    });
    expect(decideMove({ order: order(), methodId: spare, now }, "down")).toMatchObject({
      reason: "charge_sequence_fixed",
    });
    const methods = order().methods.map((method) => ({ ...method, status: "suspended" as const }));
    expect(decideMove({ order: order({ methods }), methodId: spare, now }, "up")).toMatchObject({
      reason: "method_suspended",
    });
  });

  it("S30 S35: amount zero suspends, none means no limit, and less than what is held is refused with that amount", () => {
    const limit = (amount: Parameters<typeof decideLimit>[1]) =>
      decideLimit({ order: order(), methodId: card, now }, amount);
    expect(limit(usd(0))).toEqual({ ok: true, value: { limit: null, suspends: true } });
    expect(limit(null)).toEqual({ ok: true, value: { limit: null, suspends: false } });
    expect(limit(usd(18_000))).toEqual({ ok: true, value: { limit: usd(18_000), suspends: false } });
    expect(limit(usd(17_999))).toMatchObject({ reason: "limit_below_held", detail: "18000" });
    expect(limit(money(18_000, "EUR"))).toMatchObject({ reason: "currency_mismatch" });
    const methods = order().methods.map((method) => ({ ...method, status: "suspended" as const }));
    for (const amount of [null, usd(0), usd(30_000)])
      expect(decideLimit({ order: order({ methods }), methodId: card, now }, amount)).toMatchObject({
        reason: "method_suspended",
      });
  });

  it("S29: what a method has taken is what its own living holds still promise and what was captured from any", () => {
    const authorizations = [
      exampleHold({ id: holdId("a"), paymentMethodId: card, amount: usd(10_000), captured: usd(4_000) }),
      exampleHold({ id: holdId("b"), paymentMethodId: card, amount: usd(5_000), status: "voided" }),
      exampleHold({ id: holdId("c"), paymentMethodId: card, amount: usd(700), captured: usd(300), status: "expired" }),
      exampleHold({ id: holdId("d"), paymentMethodId: card, amount: usd(900), expiresAt: now }),
      exampleHold({ id: holdId("e"), paymentMethodId: spare, amount: usd(9_000), captured: usd(1_000) }),
    ];
    expect(takenBy({ order: order({ authorizations }), methodId: card, now })).toEqual(usd(10_300));
  });

  it("I14 I6: nothing changes on a stopped or closed order, nor while its customer is paying", () => {
    const refusedWith = (more: Partial<Order>) => decideSuspend({ order: order(more), methodId: card, now });
    expect(refusedWith({ isFraudStopped: true })).toMatchObject({ reason: "order_fraud_stopped" });
    for (const status of ["cancelled", "replaced", "completed"] as const)
      expect(refusedWith({ status })).toMatchObject({ reason: "order_closed" });
    expect(refusedWith({ status: "proposed" })).toMatchObject({ reason: "approval_in_progress" });
    expect(refusedWith({ approval: exampleApproval({ status: "approving" }) })).toMatchObject({
      reason: "approval_in_progress",
    });
    expect(refusedWith({ approval: exampleApproval({ status: "opened" }) }).ok).toBe(true);
  });

  it("S35 S37 S38: of a method that is not there, or was taken off, nothing is changed in any way", () => {
    const methods = order().methods.map((method) => ({ ...method, status: "removed" as const }));
    for (const question of [
      { order: order(), methodId: methodId("none"), now },
      { order: order({ methods }), methodId: card, now },
    ])
      for (const decision of [
        decideSuspend(question),
        decideResume(question),
        decideRemove(question),
        decideMove(question, "up"),
        decideLimit(question, null),
      ])
        expect(decision).toMatchObject({ ok: false, reason: "method_not_found" });
  });

  it("S22: whatever the order, a move changes the charging order by that one exchange", () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom("up" as const, "down" as const), (order, direction) => {
        const before = chargingOrder(order.methods).map(({ id }) => id);
        for (const id of before) {
          const move = decideMove({ order, methodId: id, now }, direction);
          if (!move.ok) continue;
          const [one, other] = move.value;
          const swapped = order.methods.map((method) =>
            method.id === one.id
              ? { ...method, sequence: other.sequence }
              : method.id === other.id
                ? { ...method, sequence: one.sequence }
                : method,
          );
          const at = before.indexOf(one.id);
          const expected = before.with(at, other.id).with(before.indexOf(other.id), one.id);
          expect(chargingOrder(swapped).map((method) => method.id)).toEqual(expected);
        }
      }),
    );
  });

  it("S29: no limit that is accepted lies below what the method holds and has paid", () => {
    fc.assert(
      fc.property(anyOrder, fc.bigInt({ min: 1n, max: 40_000n }), (order, amount) => {
        for (const { id } of order.methods) {
          const question = { order, methodId: id, now };
          const decision = decideLimit(question, usd(amount));
          if (decision.ok) expect(compare(usd(amount), takenBy(question)) >= 0).toBe(true);
        }
      }),
    );
  });
});
