import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder } from "./any-order.test-data";
import { decideCapture } from "./capturing";
import { coverageOf } from "./coverage";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleMethod,
  exampleNow,
  exampleOrder,
  holdId,
  invoiceId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import { holdRest, isSuperseded, liveHolds } from "./holds";
import { DAY_MS, HOUR_MS, later } from "./instant";
import type { Order } from "./order";
import {
  decideRenew,
  holdsToRelease,
  isSwapUnderWay,
  noRenewal,
  renewableFrom,
  renewsItselfAt,
  replacedSince,
} from "./renewing";

const expiring = exampleHold({ expiresAt: later(exampleNow, DAY_MS) });
const order = (parts: Partial<Order> = {}) => exampleOrder({ authorizations: [expiring], ...parts });
const paypal = (parts: Partial<Parameters<typeof exampleHold>[0] & object> = {}) =>
  order({
    methods: [exampleMethod({ kind: "paypal", gateway: "paypal", token: null })],
    authorizations: [exampleHold({ gateway: "paypal", expiresAt: later(exampleNow, 20 * DAY_MS), ...parts })],
  });

describe("exchanging a hold", () => {
  it("X04 P17: a card's hold is authorized anew on the saved instrument, linked to the old one", () => {
    expect(decideRenew(order(), "hold-1", exampleNow)).toMatchObject({
      ok: true,
      value: { way: "authorize", amount: usd(20_000), replacesId: "hold-1", initiator: "merchant" },
    });
  });

  it("AE-4: at a gateway that renews it waits for the end of the guarantee, and says until when", () => {
    const guaranteedUntil = later(exampleNow, DAY_MS);
    expect(decideRenew(paypal({ guaranteedUntil }), "hold-1", exampleNow)).toEqual({
      ok: false,
      reason: "renewal_too_early",
      detail: String(guaranteedUntil),
    });
    expect(decideRenew(paypal({ guaranteedUntil }), "hold-1", guaranteedUntil)).toMatchObject({
      value: { way: "renew" },
    });
  });

  it.each<[string, Partial<Order>]>([
    ["order_fraud_stopped", { isFraudStopped: true }],
    ["order_not_confirmed", { status: "draft" }],
    ["order_closed", { status: "cancelled" }],
    ["order_not_confirmed", { status: "proposed" }],
    ["order_closed", { status: "completed" }],
    ["order_closed", { status: "replaced" }],
    ["capture_in_progress", { authorizations: [exampleHold({ reserved: usd(1) })] }],
    ["authorize_in_progress", { authorizations: [exampleHold({ status: "void_requested" })] }],
    ["authorize_in_progress", { openAttempts: [exampleAttempt({ operation: "authorize" })] }],
    ["authorize_in_progress", { openAttempts: [exampleAttempt({ operation: "increase" })] }],
    ["authorize_in_progress", { openAttempts: [exampleAttempt({ operation: "void" })] }],
    ["outcome_unknown", { openAttempts: [exampleAttempt(), exampleAttempt({ isUnconfirmed: true })] }],
    ["capture_in_progress", { openAttempts: [exampleAttempt({ operation: "void" }), exampleAttempt()] }],
    ["no_method", { methods: [] }],
    [
      "nothing_to_renew",
      { authorizations: [expiring, exampleHold({ id: holdId("h2"), replacesId: holdId("hold-1"), amount: usd(1) })] },
    ],
    ["capture_in_progress", { openAttempts: [exampleAttempt()] }],
    ["capture_in_progress", { openAttempts: [exampleAttempt({ operation: "authorize_and_capture" })] }],
    ["outcome_unknown", { openAttempts: [exampleAttempt({ isUnconfirmed: true })] }],
    [
      "authorize_in_progress",
      { openAttempts: [exampleAttempt({ operation: "renew", obligation: "authorize:order-1:visa" })] },
    ],
    ["authorize_in_progress", { authorizations: [expiring, exampleHold({ id: holdId("h2"), status: "requested" })] }],
    ["outcome_unknown", { authorizations: [exampleHold({ status: "void_unconfirmed" })] }],
    ["approval_in_progress", { approval: exampleApproval({ status: "approving" }) }],
    ["no_method", { methods: [exampleMethod({ status: "suspended" })] }],
    ["payment_token_missing", { methods: [exampleMethod({ token: null })] }],
    ["retry_forbidden", { methods: [exampleMethod({ lastReason: "lost_or_stolen" })] }],
    ["nothing_to_renew", { total: usd(0) }],
  ])("X04 I6 I14 FD-1: refused as %s (%#)", (reason, parts) => {
    expect(decideRenew(order(parts), "hold-1", exampleNow)).toMatchObject({ ok: false, reason });
  });

  it("X04 I6: not for a refund without an answer, which moves no hold, and after shipment too", () => {
    const refund = exampleAttempt({ operation: "refund", isUnconfirmed: true });
    expect(decideRenew(order({ openAttempts: [refund] }), "hold-1", exampleNow)).toEqual({
      ok: true,
      value: {
        way: "authorize",
        paymentMethodId: "visa",
        amount: usd(20_000),
        initiator: "merchant",
        replacesId: "hold-1",
        obligation: "authorize:order-1:visa",
      },
    });
    expect(decideRenew(order({ status: "shipped" }), "hold-1", exampleNow).ok).toBe(true);
    const asked = order({ approval: exampleApproval({ status: "sent" }) });
    expect(decideRenew(asked, "hold-1", exampleNow).ok).toBe(true);
  });

  it("I13 X04: asks only for what no other hold and no capture covers, and no more than is agreed to", () => {
    const second = exampleHold({ id: holdId("hold-2"), amount: usd(6_000) });
    const amountOf = (parts: Partial<Order>) => {
      const plan = decideRenew(order({ authorizations: [expiring, second], ...parts }), "hold-1", exampleNow);
      return plan.ok && Number(plan.value.amount.amountMinor);
    };
    expect(amountOf({})).toBe(14_000);
    expect(amountOf({ appliedIn: usd(3_000) })).toBe(11_000);
    expect(amountOf({ approvedTotal: usd(15_000) })).toBe(9_000);
    expect(amountOf({ approvedTotal: null })).toBe(14_000);
    expect(amountOf({ authorizations: [exampleHold({ captured: usd(5_000) })] })).toBe(15_000);
  });

  it("AE-4: a dead hold at a gateway that renews is authorized anew, and one without a date can be renewed at once", () => {
    expect(decideRenew(paypal({ status: "expired" }), "hold-1", exampleNow)).toMatchObject({
      reason: "payment_token_missing",
    });
    expect(decideRenew(paypal({ authorizedAt: null }), "hold-1", exampleNow)).toMatchObject({
      value: { way: "renew" },
    });
    const start = later(exampleNow, -DAY_MS);
    expect(renewableFrom(exampleHold({ authorizedAt: start, guaranteedUntil: exampleNow }))).toBe(start);
    expect(renewableFrom(exampleHold({ authorizedAt: null }))).toBe(0);
    expect(renewableFrom(exampleHold({ gateway: "paypal", authorizedAt: start, guaranteedUntil: null }))).toBe(start);
  });

  it("is refused for a hold of another order", () => {
    expect(decideRenew(order(), "hold-9", exampleNow)).toMatchObject({ reason: "hold_not_found" });
  });

  it("PC-3 I13: after a fall it asks for less; after a rise never for more than was held and agreed to", () => {
    expect(decideRenew(order({ total: usd(15_000) }), "hold-1", exampleNow)).toMatchObject({
      value: { amount: usd(15_000) },
    });
    expect(decideRenew(order({ total: usd(30_000) }), "hold-1", exampleNow)).toMatchObject({
      value: { amount: usd(20_000) },
    });
  });

  it("X04: a dead hold is authorized anew for what was lost", () => {
    const dead = order({ authorizations: [exampleHold({ status: "expired" })] });
    expect(decideRenew(dead, "hold-1", exampleNow)).toMatchObject({ value: { way: "authorize", amount: usd(20_000) } });
  });

  it("I13 X04: never asks for more than the hold stood for, than is due, or than was agreed to", () => {
    fc.assert(
      fc.property(anyOrder, (any) => {
        for (const hold of any.authorizations) {
          const plan = decideRenew(any, hold.id, exampleNow);
          if (!plan.ok) continue;
          const { amountMinor } = plan.value.amount;
          const others = liveHolds(any, exampleNow).filter((each) => each.id !== hold.id);
          const held = others.reduce((total, each) => total + holdRest(each).amountMinor, 0n);
          expect(amountMinor).toBeGreaterThan(0n);
          expect(amountMinor).toBeLessThanOrEqual(hold.amount.amountMinor - hold.captured.amountMinor);
          expect(amountMinor + held).toBeLessThanOrEqual(coverageOf(any, exampleNow).due.amountMinor);
          expect(amountMinor + held).toBeLessThanOrEqual((any.approvedTotal ?? any.total).amountMinor);
        }
      }),
    );
  });
});

describe("after the exchange", () => {
  const swapped = (status: "authorized" | "declined" | "authorize_unconfirmed" | "voided" | "captured") =>
    shippedOrder({
      authorizations: [
        exampleHold(),
        exampleHold({ id: holdId("hold-2"), gatewayReference: "pi_2", status, replacesId: holdId("hold-1") }),
      ],
    });

  it.each([
    ["authorized", ["hold-2"], ["hold-1"]],
    ["captured", [], ["hold-1"]],
    ["declined", ["hold-1"], []],
    ["authorize_unconfirmed", ["hold-1"], []],
    ["voided", ["hold-1"], []],
  ] as const)("X04 AE-6 I8: the new hold is %s: what counts, and what is released", (status, live, released) => {
    const after = swapped(status);
    expect(liveHolds(after, exampleNow).map((hold) => hold.id)).toEqual(live);
    expect(holdsToRelease(after, exampleNow).map((hold) => hold.id)).toEqual(released);
  });

  it("I8: says since when the old hold stands beside the new one", () => {
    const [old] = swapped("authorized").authorizations;
    if (!old) throw new Error("no hold");
    expect(replacedSince(swapped("authorized"), old, exampleNow)).toBe(exampleNow);
    expect(replacedSince(swapped("declined"), old, exampleNow)).toBeNull();
    const undated = { ...old, id: holdId("hold-2"), replacesId: old.id, authorizedAt: null };
    const dated = { ...undated, id: holdId("hold-3"), authorizedAt: later(exampleNow, 5) };
    const stranger = { ...dated, id: holdId("hold-4"), replacesId: null, authorizedAt: exampleNow };
    expect(replacedSince(order({ authorizations: [old, undated] }), old, exampleNow)).toBeNull();
    expect(replacedSince(order({ authorizations: [stranger, old, undated, dated] }), old, exampleNow)).toBe(
      later(exampleNow, 5),
    );
  });

  it("X04: a swap is under way only in the place of a hold that lives", () => {
    const asking = (replacesId: ReturnType<typeof holdId> | null, old = exampleHold()) =>
      isSwapUnderWay(
        order({ authorizations: [old, exampleHold({ id: holdId("hold-2"), status: "requested", replacesId })] }),
        exampleNow,
      );
    expect(asking(holdId("hold-1"))).toBe(true);
    expect(asking(null)).toBe(false);
    expect(asking(holdId("hold-1"), exampleHold({ status: "expired" }))).toBe(false);
    const calls = (["renew", "increase", "capture"] as const).map((operation) =>
      isSwapUnderWay(order({ openAttempts: [exampleAttempt({ operation })] }), exampleNow),
    );
    expect(calls).toEqual([true, true, false]);
  });

  it("X04: every open invoice is collected from the new hold", () => {
    expect(
      decideCapture(swapped("authorized"), invoiceId("invoice-1"), exampleNow, {
        canUseSavedInstrument: true,
        manual: false,
      }),
    ).toMatchObject({ ok: true, value: { parts: [{ kind: "capture", authorizationId: "hold-2" }] } });
  });

  it("I6 X04: while the new hold has no answer nothing is captured from the old one", () => {
    const asking = swapped("authorize_unconfirmed");
    expect(isSwapUnderWay(asking, exampleNow)).toBe(true);
    expect(
      decideCapture(asking, invoiceId("invoice-1"), exampleNow, { canUseSavedInstrument: true, manual: true }),
    ).toMatchObject({ reason: "authorize_in_progress" });
  });

  it("AE-4: a chain has one current link, and cover is counted once", () => {
    const chain = order({
      authorizations: [
        exampleHold(),
        exampleHold({ id: holdId("hold-2"), status: "voided", replacesId: holdId("hold-1") }),
        exampleHold({ id: holdId("hold-3"), replacesId: holdId("hold-2") }),
      ],
    });
    expect(liveHolds(chain, exampleNow).map((hold) => hold.id)).toEqual(["hold-3"]);
    expect(coverageOf(chain, exampleNow)).toMatchObject({ secured: usd(20_000), excess: usd(0) });
  });

  it("I9: a hold on an order that has ended is released, one with a capture under way is not", () => {
    expect(holdsToRelease(order({ status: "cancelled" }), exampleNow)).toHaveLength(1);
    expect(
      holdsToRelease(order({ status: "replaced", authorizations: [exampleHold({ reserved: usd(1) })] }), exampleNow),
    ).toEqual([]);
    expect(holdsToRelease(order(), exampleNow)).toEqual([]);
    expect(holdsToRelease(order({ status: "replaced" }), exampleNow)).toHaveLength(1);
    const gone = [exampleHold({ status: "voided" }), exampleHold({ id: holdId("h2"), status: "requested" })];
    expect(holdsToRelease(order({ status: "cancelled", authorizations: gone }), exampleNow)).toEqual([]);
  });

  it("I8: never releases a hold in favour of one that does not live", () => {
    fc.assert(
      fc.property(anyOrder, (any) => {
        for (const hold of any.authorizations.filter((each) => isSuperseded(any, each, exampleNow)))
          expect(
            any.authorizations.some((each) => each.id !== hold.id && ["authorized", "captured"].includes(each.status)),
          ).toBe(true);
      }),
    );
  });
});

describe("renewing by itself", () => {
  const policy = { beforeEndMs: 24 * HOUR_MS, beforeShipMs: null };
  const end = later(exampleNow, 5 * DAY_MS);
  const held = (parts: Partial<Order> = {}) => order({ authorizations: [exampleHold({ expiresAt: end })], ...parts });
  const at = (any: Order, how = policy as Parameters<typeof renewsItselfAt>[3]) =>
    renewsItselfAt(any, any.authorizations[0] ?? expiring, exampleNow, how);

  it("X02: as late as the store says, where the goods leave after the hold ends or nobody knows when", () => {
    expect(at(held())).toBe(later(end, -DAY_MS));
    expect(at(held({ promisedShipAt: later(end, DAY_MS) }))).toBe(later(end, -DAY_MS));
    expect(at(held({ promisedShipAt: later(end, 3 * DAY_MS) }), { ...policy, beforeShipMs: 3.5 * DAY_MS })).toBe(
      later(end, -DAY_MS / 2),
    );
  });

  it("AE-4: at a gateway that renews not before its guarantee has ended", () => {
    const guaranteedUntil = later(exampleNow, 3 * DAY_MS);
    expect(at(paypal({ guaranteedUntil }))).toBe(guaranteedUntil);
  });

  it.each<[string, Partial<Order>]>([
    ["the goods leave in time", { promisedShipAt: end }],
    ["it is stopped for fraud", { isFraudStopped: true }],
    ["it has shipped", { status: "shipped" }],
    ["the customer is asked already", { approval: exampleApproval() }],
    ["the customer is about to be asked", { approval: exampleApproval({ status: "requested" }) }],
    ["the customer has opened the link", { approval: exampleApproval({ status: "opened" }) }],
    ["the customer is paying", { approval: exampleApproval({ status: "approving" }) }],
    ["its way to pay is suspended", { methods: [exampleMethod({ status: "suspended" })] }],
    ["its way to pay is gone", { methods: [] }],
    ["its card is not kept", { methods: [exampleMethod({ token: null })] }],
    ["it has no end", { authorizations: [exampleHold()] }],
    ["it has ended", { authorizations: [exampleHold({ expiresAt: exampleNow })] }],
    [
      "a newer one has taken over",
      {
        authorizations: [
          exampleHold({ expiresAt: end }),
          exampleHold({ id: holdId("h2"), replacesId: holdId("hold-1") }),
        ],
      },
    ],
    ["its customer left no card for later", { methods: [exampleMethod({ customerToken: null })] }],
    ["the card may never be tried again", { methods: [exampleMethod({ lastReason: "lost_or_stolen" })] }],
    [
      "it was refused once",
      {
        authorizations: [
          exampleHold({ expiresAt: end }),
          exampleHold({ id: holdId("h2"), status: "declined", replacesId: holdId("hold-1") }),
        ],
      },
    ],
  ])("X02 AE-6 FD-1: never where %s", (_, parts) => {
    expect(at(held(parts))).toBeNull();
  });

  it("X02: an answered question, a refusal of another hold and a way to pay beside it do not keep the house from it", () => {
    const refused = exampleHold({ id: holdId("h2"), status: "declined", replacesId: holdId("h0") });
    const free = held({
      approval: exampleApproval({ status: "approved" }),
      methods: [exampleMethod({ id: methodId("amex"), status: "suspended" }), exampleMethod()],
      authorizations: [exampleHold({ expiresAt: end }), refused],
    });
    expect(at(free)).toBe(later(end, -DAY_MS));
    const released = exampleHold({ id: holdId("h2"), status: "voided", replacesId: holdId("hold-1") });
    const before = held({ authorizations: [exampleHold({ expiresAt: end }), released] });
    expect(at(before)).toBe(later(end, -DAY_MS));
    expect(decideRenew(free, "hold-1", exampleNow).ok).toBe(true);
  });

  it("never where the store does not let it, and never too late", () => {
    expect(at(held(), noRenewal)).toBeNull();
    expect(at(held({ promisedShipAt: later(end, DAY_MS) }), { ...policy, beforeShipMs: DAY_MS })).toBeNull();
    expect(at(held({ promisedShipAt: later(end, 9 * DAY_MS) }), { ...policy, beforeShipMs: DAY_MS })).toBeNull();
  });
});
