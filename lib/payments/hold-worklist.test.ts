import { describe, expect, it } from "vitest";
import { coverageOf } from "./coverage";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  exampleOrder,
  holdId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import { holdEntries } from "./hold-worklist";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";

const inDays = (days: number) => later(exampleNow, days * DAY_MS);
const entries = (order: Order) => holdEntries(order, coverageOf(order, exampleNow), exampleNow, { soonMs: 3 * DAY_MS });
/** What is recommended for the order's holds, each said once. */
const steps = (order: Order) => [
  ...new Set(entries(order).map(({ reason, step, why }) => `${reason}: ${step}, ${why}`)),
];

const ending = (parts: Parameters<typeof exampleHold>[0] = {}) => exampleHold({ expiresAt: inDays(2), ...parts });
const order = (parts: Partial<Order> = {}) =>
  exampleOrder({ authorizations: [ending()], promisedShipAt: inDays(5), ...parts });
const paypal = (parts: Parameters<typeof exampleHold>[0] = {}) =>
  order({
    methods: [exampleMethod({ kind: "paypal", gateway: "paypal", token: null })],
    authorizations: [ending({ gateway: "paypal", ...parts })],
  });
const refused = exampleHold({ id: holdId("hold-2"), replacesId: holdId("hold-1"), status: "declined" });

describe("what is recommended for a hold that ends soon", () => {
  it.each<[string, Order, string]>([
    ["what has shipped is collected", shippedOrder({ authorizations: [ending()] }), "capture, shipped"],
    ["goods that leave before it ends are waited for", order({ promisedShipAt: inDays(1) }), "wait, ships_in_time"],
    ["to the very moment", order({ promisedShipAt: inDays(2) }), "wait, ships_in_time"],
    [
      "not where something has left and its capture has failed",
      shippedOrder({
        authorizations: [ending()],
        promisedShipAt: inDays(1),
        invoices: [exampleInvoice({ status: "failed" })],
      }),
      "renew_authorization, lapses_before_shipment",
    ],
    ["goods that leave later have it renewed", order(), "renew_authorization, lapses_before_shipment"],
    ["goods of no known day too", order({ promisedShipAt: null }), "renew_authorization, lapses_before_shipment"],
    [
      "a new hold that is being asked for is waited for",
      order({ openAttempts: [exampleAttempt({ operation: "renew" })] }),
      "wait, renewing",
    ],
    [
      "a renewal that was refused is the customer's matter",
      order({ authorizations: [ending(), refused] }),
      "ask_customer, renewal_refused",
    ],
    [
      "who has been asked about it is waited for",
      order({ authorizations: [ending(), refused], approval: exampleApproval({ status: "sent" }) }),
      "wait, asked",
    ],
    ["a gateway that extends it does", paypal(), "extend_authorization, gateway_extends"],
    ["once it may", paypal({ expiresAt: inDays(20), guaranteedUntil: inDays(1) }), "wait, renewal_too_early"],
    [
      "without a saved card only the customer can",
      order({ methods: [exampleMethod({ token: null })] }),
      "ask_customer, no_saved_instrument",
    ],
  ])("X02 H02 AE-4: %s", (_case, which, expected) => {
    expect(steps(which)).toEqual([`authorization_expiring: ${expected}`]);
  });

  it("H03: each hold has its own amount and its own end, in both lists", () => {
    const two = order({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), sequence: 2, chargeSequence: 2 })],
      authorizations: [
        ending({ amount: usd(15_000), expiresAt: inDays(20) }),
        ending({ id: holdId("hold-2"), paymentMethodId: methodId("amex"), amount: usd(5_000) }),
      ],
    });
    const hold = { subjectId: "hold-2", amount: usd(5_000), deadline: inDays(2) };
    expect(entries(two)).toMatchObject([
      { list: "unpaid", ...hold },
      { list: "expiring", ...hold },
    ]);
  });

  it("X01: one that is not needed for what is due is left to end", () => {
    const needed = exampleHold({ expiresAt: inDays(20) });
    const spare = ending({ id: holdId("hold-2"), amount: usd(5_000) });
    expect(steps(order({ authorizations: [needed, spare], promisedShipAt: inDays(4) }))).toEqual([]);
  });

  it.each(["draft", "proposed"] as const)("H11: of an order that is a %s nobody need care yet", (status) => {
    expect(steps(order({ status, approvedTotal: null }))).toEqual([]);
  });
});

describe("what is recommended once a hold has ended", () => {
  const ended = (parts: Partial<Order> = {}) => order({ authorizations: [ending({ status: "expired" })], ...parts });
  const without = exampleMethod({ token: null });
  const other = exampleMethod({ id: methodId("amex") });

  it.each<[string, Order, string[]]>([
    ["the saved card is asked again", ended(), ["authorize_again, saved_instrument"]],
    ["without one the customer is", ended({ methods: [without] }), ["ask_customer, no_saved_instrument"]],
    ["another card is no help", ended({ methods: [without, other] }), ["ask_customer, no_saved_instrument"]],
    [
      "nor is one that is given up",
      ended({ methods: [exampleMethod({ status: "removed" })] }),
      ["ask_customer, no_saved_instrument"],
    ],
    [
      "beside others its own card counts",
      ended({ methods: [exampleMethod(), { ...other, token: null }] }),
      ["authorize_again, saved_instrument"],
    ],
  ])("H20 H21: %s", (_case, which, expected) => {
    expect(steps(which)).toEqual(expected.map((step) => `authorization_expired: ${step}`));
  });

  it.each([
    ["requested", "wait, asked"],
    ["sent", "wait, asked"],
    ["opened", "wait, asked"],
    ["approving", "wait, asked"],
    ["declined", "authorize_again, saved_instrument"],
    ["expired", "authorize_again, saved_instrument"],
  ] as const)("H21: with a request that is %s: %s", (status, step) => {
    expect(steps(ended({ approval: exampleApproval({ status }) }))).toEqual([`authorization_expired: ${step}`]);
  });

  it("H20: it stands with what is missing until the goods are promised, and only while goods are to leave", () => {
    const [entry] = entries(ended({ total: usd(18_000) }));
    expect(entry).toMatchObject({ list: "unpaid", subjectId: "hold-1", amount: usd(18_000), deadline: inDays(5) });
    const covered = exampleHold({ id: holdId("hold-2"), expiresAt: inDays(20) });
    expect(steps(ended({ authorizations: [ending({ status: "expired" }), covered] }))).toEqual([]);
    expect(steps(ended({ status: "shipped" }))).toEqual([]);
  });

  it("H20: one that was let go of has not ended", () => {
    expect(steps(order({ authorizations: [ending({ status: "voided" })] }))).toEqual([]);
  });
});

describe("what is recommended while a hold is undecided", () => {
  const card = (parts: Parameters<typeof exampleHold>[0], more: Partial<Order> = {}) =>
    order({ authorizations: [exampleHold(parts)], ...more });

  it.each<[string, Order, string[]]>([
    ["a refused card", card({ status: "declined" }), ["authorization_declined: new_payment_method, declined"]],
    [
      "whose customer is asked already",
      card({ status: "declined" }, { approval: exampleApproval({ status: "opened" }) }),
      ["authorization_declined: wait, declined"],
    ],
    [
      "a bank that has not decided",
      card({ status: "authorize_pending" }),
      ["authorization_pending: wait, authorization_pending"],
    ],
    ["a card that is given up", card({ status: "declined" }, { methods: [exampleMethod({ status: "removed" })] }), []],
  ])("S42 S45: %s", (_case, which, expected) => {
    expect(steps(which)).toEqual(expected);
  });

  it("S42: of each card the newest answer counts, with what is missing of it", () => {
    const two = order({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), sequence: 2, chargeSequence: 2 })],
      authorizations: [
        exampleHold({ amount: usd(15_000), expiresAt: inDays(20) }),
        exampleHold({ id: holdId("hold-2"), paymentMethodId: methodId("amex"), status: "declined" }),
      ],
    });
    expect(entries(two)).toMatchObject([{ subjectId: "hold-2", amount: usd(5_000), deadline: inDays(5) }]);
    const swapped = { ...two, authorizations: two.authorizations.toReversed() };
    expect(entries(swapped)).toMatchObject([{ subjectId: "hold-2", amount: usd(5_000) }]);
  });
});
