import { describe, expect, it } from "vitest";
import {
  approvalNeed,
  approvalNextStatus,
  decideApprove,
  decideRequestApproval,
  hasSomethingToApprove,
  maskEmail,
  priceApprovalNeed,
  revivedStatus,
} from "./approval";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleNow,
  exampleOrder,
  exampleRelease,
  shippedOrder,
  usd,
} from "./example-order";
import type { ApprovalRequestId } from "./ids";
import { DAY_MS, later } from "./instant";
import { money } from "./money";
import type { Order } from "./order";

const risen = (parts: Partial<Order> = {}) =>
  exampleOrder({ total: usd(24_118), authorizations: [exampleHold()], ...parts });

describe("when the customer must agree again", () => {
  it("H06 H08: a price above the approved one, with the difference", () => {
    expect(approvalNeed(risen())).toEqual({
      needed: true,
      reason: "price_rise",
      amount: usd(24_118),
      previousAmount: usd(20_000),
      difference: usd(4_118),
    });
    expect(approvalNeed(exampleOrder({ authorizations: [exampleHold()] }), usd(20_001))).toMatchObject({
      needed: true,
      difference: usd(1),
    });
  });

  it("H07: any price after a quote of zero", () => {
    expect(approvalNeed(exampleOrder({ source: "repair", approvedTotal: usd(0), total: usd(1) }))).toMatchObject({
      needed: true,
      reason: "zero_price_quote",
    });
    expect(approvalNeed(exampleOrder({ source: "repair", approvedTotal: usd(0), total: usd(0) }))).toEqual({
      needed: false,
    });
  });

  it("H33: not after a fall, not at the same price, not on a draft", () => {
    const held = exampleOrder({ authorizations: [exampleHold()] });
    expect(approvalNeed(held, usd(19_999))).toEqual({ needed: false });
    expect(approvalNeed(held)).toEqual({ needed: false });
    expect(approvalNeed(exampleOrder({ status: "draft", approvedTotal: null }), usd(99_999))).toEqual({
      needed: false,
    });
  });

  it("H21 H24: an expired hold that nothing replaces, which is no matter of price", () => {
    const lapsed = exampleOrder({ authorizations: [exampleHold({ status: "expired" })] });
    expect(approvalNeed(lapsed)).toMatchObject({ needed: true, reason: "authorization_expired", difference: usd(0) });
    expect(priceApprovalNeed(lapsed)).toEqual({ needed: false });
    expect(approvalNeed({ ...lapsed, authorizations: [...lapsed.authorizations, exampleHold()] })).toEqual({
      needed: false,
    });
  });

  it("H21 H24: what was captured and what is still held make up for an expired hold, to the cent", () => {
    const rest = (amount: number, parts: Parameters<typeof exampleHold>[0] = {}) =>
      approvalNeed(
        exampleOrder({
          authorizations: [
            exampleHold({ status: "expired", captured: usd(15_000) }),
            exampleHold({ amount: usd(amount), ...parts }),
          ],
        }),
      ).needed;
    expect([rest(5_000), rest(4_999)]).toEqual([false, true]);
    expect(rest(5_000, { status: "void_requested" })).toBe(true);
  });

  it.each<[string, Partial<Order>]>([
    ["nothing has expired", { authorizations: [exampleHold({ status: "declined" })] }],
    ["the order is a draft", { status: "draft", approvedTotal: null }],
    ["it was cancelled", { status: "cancelled" }],
    ["it was replaced", { status: "replaced" }],
    ["it is completed", { status: "completed" }],
  ])("H24: a missing hold needs no consent where %s", (_case, parts) => {
    const order = exampleOrder({ authorizations: [exampleHold({ status: "expired" })], ...parts });
    expect(approvalNeed(order)).toEqual({ needed: false });
  });
});

describe("asking the customer", () => {
  const input = { email: "c.moreno@example.com" };
  const refusal = (order: Order, email: string | null = input.email) => {
    const decision = decideRequestApproval(order, exampleNow, { email });
    return decision.ok ? null : decision.reason;
  };

  it("H24 H30: names amount, former amount and difference, and the request that it replaces", () => {
    const order = risen({ approval: exampleApproval() });
    expect(decideRequestApproval(order, exampleNow, input)).toEqual({
      ok: true,
      value: {
        amount: usd(24_118),
        previousAmount: usd(20_000),
        difference: usd(4_118),
        replaces: "request-1",
        mustKeepOrder: false,
      },
    });
    const after = decideRequestApproval(
      risen({ approval: exampleApproval({ status: "declined" }) }),
      exampleNow,
      input,
    );
    expect(after).toMatchObject({ ok: true, value: { replaces: null } });
  });

  it("asks on the same order once something has shipped", () => {
    const order = risen({ releases: [exampleRelease({ amount: usd(5_000) })] });
    expect(decideRequestApproval(order, exampleNow, input)).toMatchObject({ ok: true, value: { mustKeepOrder: true } });
  });

  it.each([
    ["I14: fraud-stopped", { isFraudStopped: true }, "order_fraud_stopped"],
    ["cancelled", { status: "cancelled" }, "order_closed"],
    ["replaced", { status: "replaced" }, "order_closed"],
    ["completed", { status: "completed" }, "order_closed"],
    [
      "I6: an authorization with capture is under way",
      { openAttempts: [exampleAttempt({ operation: "authorize_and_capture" })] },
      "capture_in_progress",
    ],
    ["a release under way is no capture", { openAttempts: [exampleAttempt({ operation: "void" })] }, null],
    ["covered at an approved price", { total: usd(20_000) }, "nothing_to_approve"],
    ["I6: a capture is under way", { openAttempts: [exampleAttempt()] }, "capture_in_progress"],
    [
      "the customer is paying right now",
      { approval: exampleApproval({ status: "approving" }) },
      "approval_in_progress",
    ],
  ] as const)("%s", (_title, parts, reason) => {
    expect(refusal(risen(parts as Partial<Order>))).toBe(reason);
  });

  it("H25: not without an address", () => {
    expect(refusal(risen(), null)).toBe("no_email");
    expect(refusal(risen(), " ")).toBe("no_email");
    expect(decideRequestApproval(risen(), exampleNow, { email: null, isWithoutMail: true }).ok).toBe(true);
    expect(decideRequestApproval(risen(), exampleNow, { email: null, isWithoutMail: false }).ok).toBe(false);
  });

  it("H24: of a draft nothing was approved before, and what only planned to ship keeps no order", () => {
    const draft = exampleOrder({
      status: "draft",
      approvedTotal: null,
      releases: [exampleRelease({ status: "open" })],
    });
    expect(decideRequestApproval(draft, exampleNow, input)).toMatchObject({
      value: { previousAmount: usd(0), difference: usd(20_000), mustKeepOrder: false },
    });
  });

  it("X02: a hold that is about to end may be renewed by asking, a fresh one may not", () => {
    const ending = (days: number) =>
      exampleOrder({ authorizations: [exampleHold({ expiresAt: later(exampleNow, days * DAY_MS) })] });
    expect(refusal(ending(2))).toBeNull();
    expect(refusal(ending(3))).toBeNull();
    expect(decideRequestApproval(ending(9), exampleNow, { ...input, soonMs: 10 * DAY_MS }).ok).toBe(true);
    expect(refusal(ending(9))).toBe("nothing_to_approve");
    expect(refusal(shippedOrder())).toBe("nothing_to_approve");
  });

  it("X01 X02: money that is missing or only on paper can be asked for", () => {
    const held = (parts: Partial<Order>, end: number | null) =>
      hasSomethingToApprove(
        exampleOrder({
          authorizations: [exampleHold({ expiresAt: end === null ? null : later(exampleNow, end * DAY_MS) })],
          ...parts,
        }),
        exampleNow,
        DAY_MS,
      );
    expect(held({}, null)).toBe(false);
    expect(held({ promisedShipAt: later(exampleNow, 20 * DAY_MS) }, 9)).toBe(true);
    expect(held({ promisedShipAt: later(exampleNow, 8 * DAY_MS) }, 9)).toBe(false);
    expect(held({ total: usd(20_001), approvedTotal: usd(20_001) }, null)).toBe(true);
    const two = [0.5, 9].map((days) =>
      exampleHold({ amount: usd(10_000), expiresAt: later(exampleNow, days * DAY_MS) }),
    );
    expect(held({ authorizations: two }, null)).toBe(true);
  });
});

describe("the customer's approval", () => {
  const request = exampleApproval();
  const order = risen({ approval: request });
  const refusal = (changes: {
    order?: Partial<Order>;
    request?: Partial<typeof request>;
    shown?: ReturnType<typeof usd>;
    now?: number;
  }) => {
    const asked = { ...request, ...changes.request };
    const current = { ...order, approval: asked, ...changes.order };
    const decision = decideApprove(current, asked, changes.shown ?? usd(24_118), later(exampleNow, changes.now ?? 0));
    return decision.ok ? null : decision.reason;
  };

  it("H10: takes effect on the shown amount", () => {
    expect(decideApprove(order, request, usd(24_118), exampleNow)).toEqual({
      ok: true,
      value: { amount: usd(24_118), previousAmount: usd(20_000), difference: usd(4_118) },
    });
  });

  it.each([
    ["I13: the total moved after the page was shown", { order: { total: usd(25_000) } }, "amount_changed"],
    ["I13: the page showed another amount", { shown: usd(24_117) }, "amount_changed"],
    ["I13 CU-3: the page showed another currency", { shown: money(24_118, "EUR") }, "amount_changed"],
    [
      "I13: the total moved, and the page still shows what was asked for",
      { order: { total: usd(24_119) } },
      "amount_changed",
    ],
    ["a moment before its end", { now: 7 * DAY_MS - 1 }, null],
    ["of an order that knows of no request", { order: { approval: null } }, null],
    ["expired", { now: 7 * DAY_MS }, "link_expired"],
    ["swept as expired", { request: { status: "expired" } }, "link_expired"],
    ["H30: replaced by a newer one", { request: { status: "replaced" } }, "link_replaced"],
    [
      "H30: not the newest",
      { order: { approval: exampleApproval({ id: "request-2" as ApprovalRequestId }) } },
      "link_replaced",
    ],
    ["withdrawn", { request: { status: "withdrawn" } }, "link_withdrawn"],
    ["declined before", { request: { status: "declined" } }, "link_withdrawn"],
    ["DC-1: approved before", { request: { status: "approved" }, order: { status: "replaced" } }, "already_approved"],
    ["DC-1: in progress in another tab", { request: { status: "approving" } }, "approval_in_progress"],
    ["I14: fraud-stopped meanwhile", { order: { isFraudStopped: true } }, "order_fraud_stopped"],
    ["cancelled meanwhile", { order: { status: "cancelled" } }, "order_closed"],
    ["completed meanwhile", { order: { status: "completed" } }, "order_closed"],
  ] as const)("%s", (_title, changes, reason) => {
    expect(refusal(changes as Parameters<typeof refusal>[0])).toBe(reason);
  });

  it("H12: may be tried again after a failed payment", () => {
    expect(refusal({ request: { status: "payment_failed" } })).toBeNull();
    expect(approvalNextStatus("payment_failed", "approval_started")).toBe("approving");
    expect(approvalNextStatus("approved", "declined")).toBeUndefined();
  });
});

it("H30: a request whose successor was never sent comes back as far as its customer had come", () => {
  const revived = (sentAt: typeof exampleNow | null, openedAt: typeof exampleNow | null) =>
    revivedStatus({ sentAt, openedAt });
  expect(revived(null, null)).toBe("requested");
  expect(revived(exampleNow, null)).toBe("sent");
  expect(revived(exampleNow, exampleNow)).toBe("opened");
  expect(revived(null, exampleNow)).toBe("opened");
});

it("I16: an address is shown by its first letter and domain only", () => {
  expect(maskEmail("c.moreno@example.com")).toBe("c***@example.com");
  expect(maskEmail("c@example.com")).toBe("c***@example.com");
  expect(maskEmail("@example.com")).toBe("***");
  expect(maskEmail("nonsense")).toBe("***");
});
