import { describe, expect, it } from "vitest";
import { authorizationStatuses } from "./authorization-state";
import {
  type AuthorizeOptions,
  applyAuthorizeOutcome,
  authorizationAfter,
  authorizeObligation,
  decideAuthorize,
  decideConfirm,
} from "./authorizing";
import {
  exampleAttempt,
  exampleHold,
  exampleMethod,
  exampleNow,
  exampleOrder,
  holdId,
  methodId,
  usd,
} from "./example-order";
import type { Order } from "./order";

const draft = (parts: Partial<Order> = {}) => exampleOrder({ status: "draft", approvedTotal: null, ...parts });

function planOf(order: Order, options?: AuthorizeOptions) {
  const decision = decideAuthorize(order, exampleNow, options);
  if (!decision.ok) throw new Error(decision.reason);
  return decision.value;
}

function refusalOf(order: Order, options?: AuthorizeOptions) {
  const decision = decideAuthorize(order, exampleNow, options);
  return decision.ok ? null : decision.reason;
}

describe("asking for holds", () => {
  it("S40 H18: a draft asks for its whole total, with the customer present", () => {
    expect(planOf(draft())).toEqual({
      parts: [{ paymentMethodId: "visa", amount: usd(20_000), initiator: "customer", replacesId: null }],
      uncovered: usd(0),
    });
  });

  it("X03 PC-3: only the gap is asked for, on top of the hold that still lives", () => {
    const order = exampleOrder({ total: usd(24_118), approvedTotal: usd(24_118), authorizations: [exampleHold()] });
    expect(planOf(order).parts).toEqual([
      { paymentMethodId: "visa", amount: usd(4_118), initiator: "merchant", replacesId: null },
    ]);
  });

  it("I13 H06: alone, the merchant never asks for more than the customer approved", () => {
    const risen = exampleOrder({ total: usd(24_118), authorizations: [exampleHold()] });
    expect(refusalOf(risen)).toBe("nothing_to_authorize");
    expect(planOf({ ...risen, authorizations: [] })).toMatchObject({
      parts: [{ amount: usd(20_000) }],
      uncovered: usd(4_118),
    });
    expect(planOf(risen, { initiator: "customer" }).parts[0]).toMatchObject({
      amount: usd(4_118),
      initiator: "customer",
    });
  });

  it("FD-1: an instrument whose refusal forbids another try is never asked again, the next one is", () => {
    const stolen = exampleMethod({ lastReason: "lost_or_stolen" });
    expect(refusalOf(draft({ methods: [stolen] }))).toBe("no_method");
    const other = exampleMethod({ id: methodId("other"), sequence: 2 });
    expect(planOf(draft({ methods: [stolen, other] })).parts).toMatchObject([{ paymentMethodId: "other" }]);
    expect(planOf(draft({ methods: [exampleMethod({ lastReason: "do_not_honor" })] })).parts).toHaveLength(1);
  });

  it("P17 H20: a hold that died is replaced by one that names it", () => {
    const order = exampleOrder({ authorizations: [exampleHold({ status: "expired" })] });
    expect(planOf(order).parts[0]).toMatchObject({ amount: usd(20_000), replacesId: "hold-1" });
  });

  it("X04: a hold that is to be renewed does not count as cover, and is named", () => {
    const order = exampleOrder({ authorizations: [exampleHold()] });
    expect(refusalOf(order)).toBe("nothing_to_authorize");
    expect(planOf(order, { replacing: [holdId("hold-1")] }).parts[0]).toMatchObject({
      amount: usd(20_000),
      replacesId: "hold-1",
    });
  });

  it("S29 S31: what a method holds already counts against its limit", () => {
    const order = exampleOrder({
      methods: [exampleMethod({ limit: usd(15_000) }), exampleMethod({ id: methodId("amex"), sequence: 2 })],
      authorizations: [exampleHold({ amount: usd(14_000) })],
    });
    expect(planOf(order).parts.map(({ paymentMethodId, amount }) => [paymentMethodId, amount.amountMinor])).toEqual([
      ["visa", 1_000n],
      ["amex", 5_000n],
    ]);
  });

  it("S29 S31: what a method has paid and still holds counts against its fixed amount and limit; what a dead hold stood for does not", () => {
    const order = exampleOrder({
      methods: [
        exampleMethod({ fixed: usd(15_000) }),
        exampleMethod({ id: methodId("amex"), sequence: 2, limit: usd(1_000) }),
      ],
      authorizations: [
        exampleHold({ amount: usd(6_000), captured: usd(2_000) }),
        exampleHold({ id: holdId("dead"), status: "voided", amount: usd(9_000), captured: usd(3_000) }),
        exampleHold({
          id: holdId("amex's"),
          paymentMethodId: methodId("amex"),
          amount: usd(1_500),
          captured: usd(500),
        }),
      ],
    });
    expect(planOf(order)).toMatchObject({
      parts: [{ paymentMethodId: "visa", amount: usd(6_000) }],
      uncovered: usd(3_500),
    });
  });

  it("X04: only the hold of the same method is named as the one that is left", () => {
    const order = exampleOrder({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), sequence: 2 })],
      authorizations: [
        exampleHold({ status: "voided" }),
        exampleHold({ id: holdId("amex's"), paymentMethodId: methodId("amex"), amount: usd(5_000) }),
      ],
    });
    expect(planOf(order, { replacing: [holdId("amex's")] }).parts[0]).toMatchObject({ replacesId: "hold-1" });
  });

  it("S40: a proposed successor is asked for with the customer present", () => {
    expect(planOf(draft({ status: "proposed" })).parts[0]).toMatchObject({ initiator: "customer" });
    expect(planOf(exampleOrder({ approvedTotal: null })).parts[0]).toMatchObject({
      initiator: "merchant",
      amount: usd(20_000),
    });
  });

  it.each(["authorize", "authorize_and_capture", "increase", "renew"] as const)(
    "I6: an open %s takes a hold, a capture does not",
    (operation) => {
      expect(refusalOf(exampleOrder({ openAttempts: [exampleAttempt({ operation })] }))).toBe("authorize_in_progress");
      expect(refusalOf(exampleOrder({ openAttempts: [exampleAttempt()] }))).toBeNull();
    },
  );

  it.each([
    ["P19: fraud-stopped", { isFraudStopped: true }, "order_fraud_stopped"],
    ["completed", { status: "completed" }, "order_closed"],
    ["cancelled", { status: "cancelled" }, "order_closed"],
    ["replaced", { status: "replaced" }, "order_closed"],
    [
      "I6: a hold without an answer",
      { authorizations: [exampleHold({ status: "authorize_unconfirmed" })] },
      "authorize_in_progress",
    ],
    ["I6: an open call", { openAttempts: [exampleAttempt({ operation: "authorize" })] }, "authorize_in_progress"],
    ["covered", { authorizations: [exampleHold()] }, "nothing_to_authorize"],
    ["no way to pay", { methods: [] }, "no_method"],
    ["S36: only a suspended method", { methods: [exampleMethod({ status: "suspended" })] }, "no_method"],
    ["no token yet", { methods: [exampleMethod({ token: null })] }, "no_method"],
  ] as const)("%s", (_title, parts, reason) => {
    expect(refusalOf(exampleOrder(parts as Partial<Order>))).toBe(reason);
  });

  it("I5: names the obligation by order and method", () => {
    expect(authorizeObligation(exampleOrder().id, methodId("visa"))).toBe("authorize:order-1:visa");
  });
});

describe("answers to authorize", () => {
  it("S41 S45: each outcome has its event, and nothing was sent means no event", () => {
    const events = (["succeeded", "pending", "declined", "rejected", "not_sent", "unconfirmed"] as const).map((kind) =>
      applyAuthorizeOutcome("requested", kind),
    );
    expect(events).toEqual([
      "authorize_succeeded",
      "authorize_pending",
      "authorize_declined",
      "authorize_declined",
      null,
      "authorize_unconfirmed",
    ]);
  });

  it("I11: old news never moves a hold that has gone on, and no event is returned that the table forbids", () => {
    for (const status of authorizationStatuses)
      for (const kind of ["succeeded", "pending", "declined", "rejected", "not_sent", "unconfirmed"] as const) {
        const event = applyAuthorizeOutcome(status, kind);
        if (event !== null) expect(authorizationAfter(status, event)).toBeDefined();
      }
    for (const status of ["voided", "expired", "captured", "declined"] as const) {
      expect(applyAuthorizeOutcome(status, "succeeded")).toBeNull();
    }
  });
});

describe("confirming", () => {
  const refusal = (order: Order) => {
    const decision = decideConfirm(order, exampleNow);
    return decision.ok ? null : [decision.reason, decision.detail];
  };

  it("S01 S44 S56: confirmed once holds make up the total, and not a cent before", () => {
    expect(decideConfirm(draft({ authorizations: [exampleHold()] }), exampleNow)).toMatchObject({
      ok: true,
      value: { event: "confirmed", approvedTotal: usd(20_000), later: [] },
    });
    expect(refusal(draft({ authorizations: [exampleHold({ amount: usd(19_999) })] }))).toEqual(["not_covered", "1"]);
    expect(refusal(draft({ authorizations: [exampleHold({ status: "declined" })] }))).toEqual(["not_covered", "20000"]);
  });

  it("S43: a method whose gateway is down still counts and is authorized later", () => {
    const silent = draft({ authorizations: [exampleHold({ status: "authorize_unconfirmed" })] });
    expect(decideConfirm(silent, exampleNow)).toMatchObject({ ok: true, value: { later: ["hold-1"] } });
    const unsent = draft({ authorizations: [exampleHold({ status: "requested" })] });
    expect(refusal(unsent)).toEqual(["authorization_pending", "20000"]);
    expect(decideConfirm(unsent, exampleNow, { notSent: [holdId("hold-1")] })).toMatchObject({ ok: true });
  });

  it("S43: what is waited for is only what is not sure to come later, and what counts is each hold's amount", () => {
    const order = draft({
      authorizations: [
        exampleHold({ amount: usd(12_000) }),
        exampleHold({ id: holdId("hold-2"), status: "authorize_unconfirmed", amount: usd(7_000) }),
      ],
    });
    expect(refusal(order)).toEqual(["not_covered", "1000"]);
    expect(decideConfirm({ ...order, total: usd(19_000) }, exampleNow)).toMatchObject({
      ok: true,
      value: { approvedTotal: usd(19_000), later: ["hold-2"] },
    });
    expect(refusal({ ...order, status: "proposed" })?.[0]).toBe("not_covered");
    expect(refusal({ ...order, status: "replaced" })?.[0]).toBe("order_closed");
  });

  it("S45: waits while an authorization is pending, and refuses what is confirmed or closed", () => {
    expect(refusal(draft({ authorizations: [exampleHold({ status: "authorize_pending" })] }))?.[0]).toBe(
      "authorization_pending",
    );
    expect(refusal(exampleOrder())?.[0]).toBe("already_confirmed");
    expect(refusal(exampleOrder({ status: "cancelled" }))?.[0]).toBe("order_closed");
  });
});
