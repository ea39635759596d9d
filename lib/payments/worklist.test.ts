import { describe, expect, it } from "vitest";
import {
  exampleApproval,
  exampleAttempt,
  exampleCapture,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  exampleOrder,
  exampleRelease,
  holdId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import type { OrderId } from "./ids";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "./instant";
import type { Order } from "./order";
import { worklistEntries } from "./worklist";

const options = { soonMs: 3 * DAY_MS };
const inDays = (days: number) => later(exampleNow, days * DAY_MS);
const held = (parts: Partial<Order> = {}) =>
  exampleOrder({ authorizations: [exampleHold({ expiresAt: inDays(20) })], ...parts });
const risen = (parts: Partial<Order> = {}) => held({ total: usd(24_118), ...parts });

/** Each entry of one list, as "reason: step, why". */
function whys(order: Order, list = "unpaid", now = exampleNow): string[] {
  return worklistEntries(order, now, options)
    .filter((entry) => entry.list === list)
    .map(({ reason, step, why }) => `${reason}: ${step}, ${why}`);
}

/** Each entry as "list reason step". */
function rows(order: Order, now = exampleNow): string[] {
  return worklistEntries(order, now, options).map(({ list, reason, step }) => `${list} ${reason} ${step}`);
}

describe("nothing to do", () => {
  it("H11: a covered, an unfinished and a finished order stand nowhere", () => {
    expect(rows(held())).toEqual([]);
    expect(rows(exampleOrder({ status: "draft", approvedTotal: null }))).toEqual([]);
    expect(rows(exampleOrder({ status: "cancelled" }))).toEqual([]);
    expect(rows(shippedOrder())).toEqual([]);
    const paid = {
      authorizations: [exampleHold({ status: "captured", captured: usd(20_000) })],
      captures: [exampleCapture({ status: "captured" })],
    } as const;
    expect(
      rows(
        shippedOrder({
          ...paid,
          status: "completed",
          invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })],
        }),
      ),
    ).toEqual([]);
  });
});

describe("unpaid orders", () => {
  it("H01 H04 H06: a price rise, by its difference, until the hold ends", () => {
    expect(worklistEntries(risen(), exampleNow, options)).toEqual([
      {
        list: "unpaid",
        reason: "price_rise",
        subjectId: null,
        amount: usd(4_118),
        deadline: inDays(20),
        step: "ask_customer",
        why: "approval_needed",
      },
    ]);
  });

  it("H07: a zero-price quote that got a price", () => {
    expect(rows(exampleOrder({ approvedTotal: usd(0) }))).toEqual(["unpaid zero_price_quote ask_customer"]);
  });

  it("H33: a price fall stands nowhere", () => {
    expect(rows(held({ total: usd(15_000) }))).toEqual([]);
  });

  it("H20 H21: an expired hold, authorized again where the card is on file, else through the customer", () => {
    const lapsed = (parts: Partial<Order> = {}) =>
      held({ authorizations: [exampleHold({ expiresAt: inDays(-1) })], ...parts });
    expect(rows(lapsed())).toEqual(["unpaid authorization_expired authorize_again"]);
    expect(rows(held({ authorizations: [exampleHold({ status: "expired" })] }))).toEqual([
      "unpaid authorization_expired authorize_again",
    ]);
    expect(rows(lapsed({ methods: [exampleMethod({ token: null })] }))).toEqual([
      "unpaid authorization_expired ask_customer",
    ]);
    const renewed = [
      exampleHold({ status: "expired" }),
      exampleHold({ id: holdId("hold-2"), replacesId: holdId("hold-1"), expiresAt: inDays(20) }),
    ];
    expect(rows(held({ authorizations: renewed }))).toEqual([]);
  });

  it("H02 H03: a hold that ends soon stands in unpaid and expiring, with its end", () => {
    const order = held({ authorizations: [exampleHold({ expiresAt: inDays(2) })] });
    expect(rows(order)).toEqual([
      "unpaid authorization_expiring renew_authorization",
      "expiring authorization_expiring renew_authorization",
    ]);
    expect(worklistEntries(order, exampleNow, options)[0]).toMatchObject({
      subjectId: "hold-1",
      deadline: inDays(2),
      amount: usd(20_000),
    });
    expect(rows(order, inDays(-2))).toEqual([]);
    expect(rows({ ...order, status: "draft", approvedTotal: null })).toEqual([]);
  });

  it("X02: the step for an ending hold follows the goods", () => {
    const ending = { authorizations: [exampleHold({ expiresAt: inDays(2) })] };
    expect(rows(held({ ...ending, promisedShipAt: inDays(1) }))[1]).toBe("expiring authorization_expiring wait");
    expect(rows(held({ ...ending, promisedShipAt: inDays(5) }))[1]).toBe(
      "expiring authorization_expiring renew_authorization",
    );
    expect(rows(held({ ...ending, promisedShipAt: inDays(5), methods: [exampleMethod({ token: null })] }))[1]).toBe(
      "expiring authorization_expiring ask_customer",
    );
    expect(rows(shippedOrder(ending))[1]).toBe("expiring authorization_expiring capture");
  });

  it("X02: where the house renews the hold by itself the cheapest step is to wait, until its moment has passed", () => {
    const methods = [exampleMethod({ token: "pm_1", customerToken: "cus_1" })];
    const order = held({ authorizations: [exampleHold({ expiresAt: inDays(2) })], promisedShipAt: inDays(5), methods });
    const stepUnder = (hours: number | null) => {
      const renewal = { beforeEndMs: hours === null ? null : hours * HOUR_MS, beforeShipMs: null };
      return worklistEntries(order, exampleNow, { ...options, renewal })[1];
    };
    expect(stepUnder(24)).toMatchObject({ list: "expiring", step: "wait", why: "renews_itself" });
    expect(stepUnder(72)).toMatchObject({ step: "renew_authorization", why: "lapses_before_shipment" });
    expect(stepUnder(null)).toMatchObject({ step: "renew_authorization" });
  });

  it("S42 S45: a refused authorization asks for another way to pay, a pending one for patience", () => {
    const refused = (status: "declined" | "authorize_pending") => held({ authorizations: [exampleHold({ status })] });
    expect(rows(refused("declined"))).toEqual(["unpaid authorization_declined new_payment_method"]);
    expect(rows(refused("authorize_pending"))).toEqual(["unpaid authorization_pending wait"]);
    expect(
      rows(
        held({
          authorizations: [
            exampleHold({ status: "declined" }),
            exampleHold({ id: holdId("hold-2"), expiresAt: inDays(20) }),
          ],
        }),
      ),
    ).toEqual([]);
  });

  it("I18: money that is missing for no other reason", () => {
    expect(rows(exampleOrder())).toEqual(["unpaid not_covered authorize_again"]);
    expect(rows(exampleOrder({ methods: [] }))).toEqual(["unpaid not_covered ask_customer"]);
  });

  const amex = exampleMethod({ id: methodId("amex"), sequence: 2 });
  it.each<[string, Order["methods"], string]>([
    ["a saved card", [exampleMethod()], "authorize_again, saved_instrument"],
    [
      "one that is saved beside one that is not",
      [exampleMethod({ token: null }), amex],
      "authorize_again, saved_instrument",
    ],
    ["one that is not saved", [exampleMethod({ token: null })], "ask_customer, no_saved_instrument"],
    ["one that is given up", [exampleMethod({ status: "removed" })], "ask_customer, no_saved_instrument"],
    ["one that was stolen", [exampleMethod({ lastReason: "lost_or_stolen" })], "ask_customer, no_saved_instrument"],
  ])("X02 FD-1: what is missing is got from %s", (_case, methods, step) => {
    expect(whys(exampleOrder({ methods }))).toEqual([`not_covered: ${step}`]);
  });

  it("X02: a hold that can be raised is, where it covers all that is missing", () => {
    const raisable = exampleHold({ amount: usd(12_000), canIncrease: true, expiresAt: inDays(20) });
    expect(whys(exampleOrder({ authorizations: [raisable] }))).toEqual([
      "not_covered: increase_authorization, hold_can_be_raised",
    ]);
    const limited = exampleMethod({ limit: usd(15_000) });
    expect(whys(exampleOrder({ authorizations: [raisable], methods: [limited, amex] }))).toEqual([
      "not_covered: authorize_again, saved_instrument",
    ]);
  });

  it("I18: money that is missing is seen beside money that waits elsewhere", () => {
    expect(rows(exampleOrder({ refundFailed: usd(700) }))).toEqual([
      "unapplied-money refund_failed refund",
      "unpaid not_covered authorize_again",
    ]);
  });

  it("AE-2 I18: shipped goods whose capture cannot even be asked for", () => {
    const order = shippedOrder({
      authorizations: [exampleHold({ status: "expired" })],
      methods: [exampleMethod({ token: null })],
    });
    expect(rows(order)).toEqual(["unpaid not_covered ask_customer"]);
    expect(rows(shippedOrder({ authorizations: [exampleHold({ status: "expired" })] }))).toEqual([]);
  });
});

describe("failed captures", () => {
  const failed = (parts: Parameters<typeof exampleInvoice>[0] = {}, order: Partial<Order> = {}) =>
    shippedOrder({
      invoices: [exampleInvoice({ status: "failed", attemptCount: 1, lastReason: "do_not_honor", ...parts })],
      ...order,
    });

  it("P03 P04: each failed invoice stands in unpaid and in failed-captures, with its rest", () => {
    const order = failed({ captured: usd(5_000) });
    expect(rows(order)).toEqual([
      "unpaid capture_failed retry_capture",
      "failed-captures capture_failed retry_capture",
    ]);
    expect(worklistEntries(order, exampleNow, options)[0]).toMatchObject({
      subjectId: "invoice-1",
      amount: usd(15_000),
    });
  });

  it("P09 P13 P14 P16: the step follows the reason and the hold", () => {
    const dead = { authorizations: [exampleHold({ status: "expired" })] };
    expect(rows(failed({ lastReason: "authorization_expired" }, dead))[1]).toBe(
      "failed-captures capture_failed authorize_and_capture",
    );
    expect(
      rows(failed({ lastReason: "authorization_expired" }, { ...dead, methods: [exampleMethod({ token: null })] }))[1],
    ).toBe("failed-captures capture_failed ask_customer");
    expect(rows(failed({ lastReason: "unmapped" }))[1]).toBe("failed-captures capture_failed review");
    expect(rows(failed({ lastReason: null }))[1]).toBe("failed-captures capture_failed review");
    expect(rows(failed({ status: "finally_failed", attemptCount: 4 }))[1]).toBe(
      "failed-captures capture_failed ask_customer",
    );
  });

  it("P25: gone once captured, and not offered while a try is under way", () => {
    expect(rows(failed({ status: "captured", captured: usd(20_000) }))).toEqual([]);
    expect(rows(failed({}, { openAttempts: [exampleAttempt()] }))).toEqual([]);
  });

  it("P19 I14: a fraud stop leaves nothing that would move money", () => {
    expect(rows(failed({}, { isFraudStopped: true }))).toEqual([
      "unpaid fraud_stop review",
      "unpaid capture_failed review",
      "failed-captures capture_failed review",
    ]);
    expect(rows(risen({ isFraudStopped: true }))).toEqual(["unpaid fraud_stop review", "unpaid price_rise review"]);
  });
});

describe("awaiting the customer", () => {
  const asked = (parts: Parameters<typeof exampleApproval>[0] = {}) => risen({ approval: exampleApproval(parts) });

  it("H24 H32: asked, the order stays in unpaid and waits; after two quiet days it is reminded", () => {
    expect(rows(asked())).toEqual([
      "unpaid price_rise wait",
      "unpaid awaiting_customer wait",
      "awaiting-customer awaiting_customer wait",
    ]);
    expect(rows(asked(), later(exampleNow, 49 * HOUR_MS))[2]).toBe(
      "awaiting-customer awaiting_customer remind_customer",
    );
    expect(worklistEntries(asked(), exampleNow, options)[2]).toMatchObject({
      subjectId: "request-1",
      amount: usd(24_118),
      deadline: inDays(7),
    });
  });

  it.each([
    ["H12 H13: the payment failed", { status: "payment_failed" }, "approval_payment_failed call_customer"],
    ["H04: the customer declined", { status: "declined" }, "customer_declined call_customer"],
    ["the link was swept as expired", { status: "expired" }, "link_expired ask_customer"],
    ["the link ran out a moment ago", { expiresAt: exampleNow }, "link_expired ask_customer"],
    ["the customer is paying", { status: "approving" }, "awaiting_customer wait"],
  ] as const)("%s", (_title, parts, expected) => {
    expect(rows(asked(parts)).slice(1)).toEqual([`unpaid ${expected}`, `awaiting-customer ${expected}`]);
  });

  it.each<[string, Parameters<typeof exampleApproval>[0], string]>([
    ["a request that is not sent yet", { status: "requested", sentAt: null }, "awaiting_customer: wait, asked"],
    ["one that is sent", {}, "awaiting_customer: wait, asked"],
    ["one that was opened", { status: "opened" }, "awaiting_customer: wait, asked"],
    ["two quiet days", { sentAt: later(exampleNow, -2 * DAY_MS) }, "awaiting_customer: remind_customer, no_answer"],
    ["a little less", { sentAt: later(exampleNow, 1 - 2 * DAY_MS) }, "awaiting_customer: wait, asked"],
    [
      "two quiet days where the house reminds",
      { sentAt: later(exampleNow, -2 * DAY_MS), remindAt: inDays(1) },
      "awaiting_customer: wait, asked",
    ],
    ["a question", { questionAt: exampleNow }, "customer_question: call_customer, customer_question"],
    ["a payment under way", { status: "approving" }, "awaiting_customer: wait, approving"],
    ["a payment that failed", { status: "payment_failed" }, "approval_payment_failed: call_customer, payment_failed"],
    ["a no", { status: "declined" }, "customer_declined: call_customer, customer_declined"],
    ["a link that ended", { expiresAt: exampleNow }, "link_expired: ask_customer, link_expired"],
    [
      "an address that is refused",
      { status: "withdrawn", failureReason: "address_refused" },
      "mail_failed: ask_customer, address_refused",
    ],
    [
      "a mail that failed",
      { status: "withdrawn", failureReason: "mail_failed" },
      "mail_failed: ask_customer, mail_failed",
    ],
  ])("H12 H24 H32: what %s asks for", (_case, parts, expected) => {
    expect(whys(asked(parts), "awaiting-customer")).toEqual([expected]);
    expect(whys(asked(parts))).toContain(expected);
    expect(whys(asked(parts), "connector-failures")).toEqual(expected.startsWith("mail_failed") ? [expected] : []);
  });

  it.each([
    ["approved", null],
    ["replaced", null],
    ["withdrawn", null],
    ["withdrawn", "stop_for_fraud"],
  ] as const)("H11: a request that is %s (%s) asks for nothing", (status, failureReason) => {
    expect(whys(asked({ status, failureReason }), "awaiting-customer")).toEqual([]);
    expect(whys(asked({ status, failureReason }))).toEqual(["price_rise: ask_customer, approval_needed"]);
  });

  it("H24: asked about money that is missing, or on paper only, at the price that was agreed to", () => {
    const approval = exampleApproval({ reason: "authorization_expired" });
    expect(whys(exampleOrder({ approval }), "awaiting-customer")).toEqual(["awaiting_customer: wait, asked"]);
    const onPaper = { authorizations: [exampleHold({ expiresAt: inDays(20) })], promisedShipAt: inDays(25) };
    expect(whys(exampleOrder({ approval, ...onPaper }), "awaiting-customer")).toEqual([
      "awaiting_customer: wait, asked",
    ]);
    expect(whys(held({ approval }), "awaiting-customer")).toEqual([]);
  });

  it("H11: answered or no longer needed, it stands nowhere", () => {
    expect(rows(asked({ status: "withdrawn" }))).toEqual(["unpaid price_rise ask_customer"]);
    expect(rows(held({ approval: exampleApproval({ status: "declined" }) }))).toEqual([]);
    expect(rows(held({ approval: exampleApproval({ status: "approved" }) }))).toEqual([]);
  });

  it("H21: an expired hold waits while the customer has a link in hand", () => {
    const order = held({
      authorizations: [exampleHold({ status: "expired" })],
      approval: exampleApproval({ reason: "authorization_expired" }),
    });
    expect(rows(order)).toEqual([
      "unpaid authorization_expired wait",
      "unpaid awaiting_customer wait",
      "awaiting-customer awaiting_customer wait",
    ]);
  });
});

describe("what is stuck", () => {
  it("I6 X06: a call without an answer stands in unpaid and unconfirmed, on closed orders too", () => {
    const silent = { openAttempts: [exampleAttempt({ isUnconfirmed: true })] };
    expect(rows(shippedOrder({ ...silent, invoices: [exampleInvoice({ status: "unconfirmed" })] }))).toEqual([
      "unpaid unconfirmed resync",
      "unconfirmed unconfirmed resync",
    ]);
    expect(rows(exampleOrder({ ...silent, status: "cancelled" }))).toEqual([
      "unpaid unconfirmed resync",
      "unconfirmed unconfirmed resync",
    ]);
  });

  it("I7 UN-1: what the house asks about no more waits for a person, be it silent or still pending; pending alone is no trouble", () => {
    const whys = (attempt: object) =>
      worklistEntries(shippedOrder({ openAttempts: [exampleAttempt(attempt)] }), exampleNow, { soonMs: 0 })
        .filter(({ reason }) => reason === "unconfirmed")
        .map(({ list, step, why }) => `${list} ${step} ${why}`);
    const inBoth = (why: string) => [`unpaid resync ${why}`, `unconfirmed resync ${why}`];
    expect(whys({ isUnconfirmed: true, isAskedOut: true })).toEqual(inBoth("asked_in_vain"));
    expect(whys({ isUnconfirmed: false, isAskedOut: true })).toEqual(inBoth("pending_for_good"));
    expect(whys({ isUnconfirmed: true, isAskedOut: false })).toEqual(inBoth("outcome_unknown"));
    expect(whys({ isUnconfirmed: false, isAskedOut: false })).toEqual([]);
  });

  it("H17 PR-3: an approved replacement that is not finished", () => {
    const successor = { orderId: "order-2" as OrderId, isComplete: false };
    expect(rows(held({ successor, approval: exampleApproval({ status: "approved" }) }))).toEqual([
      "unpaid half_linked review",
    ]);
    expect(whys(held({ successor, approval: exampleApproval({ status: "approved" }) }))).toEqual([
      "half_linked: review, half_linked",
    ]);
    expect(
      rows(held({ successor: { ...successor, isComplete: true }, approval: exampleApproval({ status: "approved" }) })),
    ).toEqual([]);
    expect(rows(held({ successor, approval: exampleApproval({ status: "declined" }) }))).toEqual([]);
    expect(rows(held({ successor, approval: null }))).toEqual([]);
  });

  it("I8 I18: a hold that was replaced and still stands after ten minutes is a person's", () => {
    const replaced = (parts: Parameters<typeof exampleHold>[0] = {}) =>
      held({
        authorizations: [
          exampleHold({ expiresAt: inDays(20), ...parts }),
          exampleHold({
            id: holdId("hold-2"),
            replacesId: holdId("hold-1"),
            authorizedAt: exampleNow,
            expiresAt: inDays(20),
          }),
        ],
      });
    const afterMinutes = (minutes: number, order = replaced()) =>
      worklistEntries(order, later(exampleNow, minutes * MINUTE_MS), options);
    expect(afterMinutes(9.9)).toEqual([]);
    expect(afterMinutes(10)).toMatchObject([
      {
        list: "unapplied-money",
        reason: "unapplied_money",
        subjectId: "hold-1",
        amount: usd(20_000),
        step: "review",
        why: "hold_replaced",
      },
    ]);
    expect(afterMinutes(10, replaced({ status: "void_requested" }))).toEqual([]);
    expect(afterMinutes(10, replaced({ status: "voided" }))).toEqual([]);
  });

  it("P19 I14: stopped for fraud, a silent call is still asked about and what is half linked still looked at", () => {
    const order = held({
      isFraudStopped: true,
      openAttempts: [exampleAttempt({ isUnconfirmed: true })],
      successor: { orderId: "order-2" as OrderId, isComplete: false },
      approval: exampleApproval({ status: "approved" }),
    });
    expect(whys(order)).toEqual([
      "fraud_stop: review, fraud_stop",
      "unconfirmed: resync, outcome_unknown",
      "half_linked: review, half_linked",
    ]);
    expect(whys(risen({ isFraudStopped: true }))[1]).toBe("price_rise: review, fraud_stop");
  });

  it("RF-1 I18: a refund that failed waits for a person, whatever else is well", () => {
    const done = exampleOrder({ status: "completed", refundFailed: usd(700) });
    expect(worklistEntries(done, exampleNow, options)).toMatchObject([
      { list: "unapplied-money", reason: "refund_failed", amount: usd(700), step: "refund", why: "refund_failed" },
    ]);
  });

  it("I18: money that fits nothing has seven days, counted from when it was found", () => {
    const since = later(exampleNow, -DAY_MS);
    const late = {
      status: "cancelled",
      spareSince: since,
      captures: [exampleCapture({ status: "captured" })],
    } as const;
    expect(worklistEntries(exampleOrder(late), exampleNow, options)).toMatchObject([
      { reason: "unapplied_money", deadline: later(exampleNow, 6 * DAY_MS) },
    ]);
  });

  it("I9 I18: money and holds left on a closed order, and money beyond the total", () => {
    const late = {
      status: "cancelled",
      captures: [exampleCapture({ status: "captured", refunded: usd(5_000) })],
    } as const;
    expect(worklistEntries(exampleOrder(late), exampleNow, options)).toMatchObject([
      {
        list: "unapplied-money",
        reason: "unapplied_money",
        amount: usd(15_000),
        step: "refund",
        why: "order_closed",
      },
    ]);
    expect(whys(held({ status: "replaced" }), "unapplied-money")).toEqual([
      "unapplied_money: review, hold_on_closed_order",
    ]);
    expect(rows(held({ status: "cancelled", authorizations: [exampleHold({ status: "void_requested" })] }))).toEqual(
      [],
    );
    const over = shippedOrder({
      total: usd(15_000),
      authorizations: [exampleHold({ status: "captured", captured: usd(20_000) })],
      captures: [exampleCapture({ status: "captured" })],
      invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })],
      releases: [exampleRelease()],
    });
    expect(worklistEntries(over, exampleNow, options)).toMatchObject([
      { list: "unapplied-money", amount: usd(5_000), why: "overpaid" },
    ]);
  });
});
