import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder } from "./any-order.test-data";
import type { AuthorizePart } from "./authorizing";
import { coverageOf } from "./coverage";
import { exampleHold, exampleMethod, exampleNow, exampleOrder, holdId, methodId, usd } from "./example-order";
import { raisableHold } from "./increasing";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";
import { worklistEntries } from "./worklist";

const inDays = (days: number) => later(exampleNow, days * DAY_MS);
const hold = (parts: Parameters<typeof exampleHold>[0] = {}) =>
  exampleHold({ canIncrease: true, gatewayReference: "pi_1", expiresAt: inDays(20), ...parts });
const dearer = (parts: Partial<Order> = {}) =>
  exampleOrder({ total: usd(24_118), approvedTotal: usd(24_118), authorizations: [hold()], ...parts });
const [method] = exampleOrder().methods;
const part: AuthorizePart = {
  paymentMethodId: method?.id ?? methodId("none"),
  amount: usd(4_118),
  initiator: "merchant",
  replacesId: null,
};
const steps = (order: Order) =>
  worklistEntries(order, exampleNow, { soonMs: 3 * DAY_MS }).map(
    ({ list, reason, step }) => `${list} ${reason} ${step}`,
  );

describe("raising a hold instead of placing a second one", () => {
  it("X02: a good hold that its gateway raises", () => {
    expect(raisableHold(dearer(), part, exampleNow)?.id).toBe("hold-1");
  });

  it.each<[string, Parameters<typeof exampleHold>[0], Partial<Order>]>([
    ["its gateway does not raise", { canIncrease: false }, {}],
    ["is past its guarantee", { guaranteedUntil: inDays(-1) }, {}],
    ["ends before the goods can leave", {}, { promisedShipAt: inDays(25) }],
    ["has ended", { expiresAt: inDays(-1) }, {}],
    ["was captured from", { captured: usd(1) }, {}],
    ["is being captured from", { reserved: usd(1) }, {}],
    ["belongs to another method", { paymentMethodId: methodId("other") }, {}],
    ["has no name at its gateway", { gatewayReference: null }, {}],
  ])("X02: not one that %s", (_case, parts, order) => {
    const methods = [exampleMethod(), exampleMethod({ id: methodId("other"), sequence: 1 })];
    expect(
      raisableHold(dearer({ methods, authorizations: [hold(parts)], ...order }), part, exampleNow),
    ).toBeUndefined();
  });

  it("X02: not for what takes the place of a lost hold", () => {
    expect(raisableHold(dearer(), { ...part, replacesId: holdId("hold-0") }, exampleNow)).toBeUndefined();
  });

  it("X02: whatever the order, a raised hold counts as secured and keeps its room for the difference", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const raised = {
          ...order,
          authorizations: order.authorizations.map((each) => ({ ...each, canIncrease: true })),
        };
        for (const { id } of raised.methods) {
          const found = raisableHold(raised, { ...part, paymentMethodId: id }, exampleNow);
          if (found === undefined) continue;
          const secured = coverageOf(raised, exampleNow).parts.filter(({ kind }) => kind === "secured");
          expect(secured.map(({ authorizationId }) => authorizationId)).toContain(found.id);
        }
      }),
    );
  });
});

describe("the cheapest valid step", () => {
  const paypal = [exampleMethod({ kind: "paypal", gateway: "paypal", token: null })];
  const ending = (parts: Parameters<typeof exampleHold>[0] = {}) => [hold({ expiresAt: inDays(2), ...parts })];
  const even = { total: usd(20_000), approvedTotal: usd(20_000) };

  it.each<[string, Partial<Order>, string]>([
    ["raise: less is held than agreed, and the hold can be raised", {}, "not_covered increase_authorization"],
    [
      "a new hold: it cannot be raised",
      { authorizations: [hold({ canIncrease: false })] },
      "not_covered authorize_again",
    ],
    [
      "wait: the goods leave before the hold ends",
      { ...even, authorizations: ending(), promisedShipAt: inDays(1) },
      "authorization_expiring wait",
    ],
    [
      "extend: the gateway does it in place",
      {
        ...even,
        methods: paypal,
        authorizations: ending({ gateway: "paypal", guaranteedUntil: inDays(-1) }),
        promisedShipAt: inDays(5),
      },
      "authorization_expiring extend_authorization",
    ],
    [
      "renew: with the card on file",
      { ...even, authorizations: ending(), promisedShipAt: inDays(5) },
      "authorization_expiring renew_authorization",
    ],
    [
      "ask: nothing on file",
      { ...even, authorizations: ending(), promisedShipAt: inDays(5), methods: [exampleMethod({ token: null })] },
      "authorization_expiring ask_customer",
    ],
  ])("X02: %s", (_case, parts, step) => {
    expect(steps(dearer(parts))).toContain(`unpaid ${step}`);
  });
});
