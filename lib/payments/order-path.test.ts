import { describe, expect, it } from "vitest";
import {
  exampleApproval,
  exampleHold,
  exampleInvoice,
  exampleNow,
  exampleOrder,
  shippedOrder,
  usd,
} from "./example-order";
import type { Order } from "./order";
import { captureStatusOf, pathOf } from "./order-path";

const path = (order: Order) => pathOf(order, exampleNow).map(({ key, state }) => `${key} ${state}`);
const overridden = (minor: number) => ({ granted: usd(minor), isAsked: false });
const held = { authorizations: [exampleHold()] };
const paid = {
  authorizations: [exampleHold({ status: "captured", captured: usd(20_000) })],
  invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })],
} as const;

describe("an order's way", () => {
  it.each([
    [
      "a draft",
      exampleOrder({ status: "draft", approvedTotal: null }),
      ["quoted now", "authorized todo", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "confirmed and held",
      exampleOrder(held),
      ["quoted done", "authorized done", "shipped now", "captured todo", "settled todo"],
    ],
    [
      "H20: hold lapsed",
      exampleOrder({ authorizations: [exampleHold({ status: "expired" })] }),
      ["quoted done", "authorized stop", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "authorization pending",
      exampleOrder({ authorizations: [exampleHold({ status: "authorize_pending" })] }),
      ["quoted done", "authorized now", "shipped todo", "captured todo", "settled todo"],
    ],
    ["shipped", shippedOrder(), ["quoted done", "authorized done", "shipped done", "captured now", "settled todo"]],
    [
      "H14 S56: let pass by a supervisor",
      exampleOrder({ authorizations: [exampleHold({ status: "expired" })], override: overridden(20_000) }),
      ["quoted done", "overridden passed", "shipped now", "captured todo", "settled todo"],
    ],
    [
      "H14 S56: shipped on an override",
      shippedOrder({ authorizations: [exampleHold({ status: "declined" })], override: overridden(20_000) }),
      ["quoted done", "overridden passed", "shipped done", "captured now", "settled todo"],
    ],
    [
      "H14: let pass for less than is missing now",
      exampleOrder({ authorizations: [exampleHold({ status: "expired" })], override: overridden(19_999) }),
      ["quoted done", "authorized stop", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "H14: let pass, and paid after all",
      shippedOrder({ ...paid, status: "completed", override: overridden(20_000) }),
      ["quoted done", "authorized done", "shipped done", "captured done", "settled done"],
    ],
    [
      "P03: capture failed",
      shippedOrder({ invoices: [exampleInvoice({ status: "failed" })] }),
      ["quoted done", "authorized done", "shipped done", "captured stop", "settled todo"],
    ],
    [
      "W12: completed",
      shippedOrder({ ...paid, status: "completed" }),
      ["quoted done", "authorized done", "shipped done", "captured done", "settled done"],
    ],
    [
      "a draft that is held already",
      exampleOrder({ ...held, status: "draft", approvedTotal: null }),
      ["quoted now", "authorized todo", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "a draft whose card was refused",
      exampleOrder({ status: "draft", approvedTotal: null, authorizations: [exampleHold({ status: "declined" })] }),
      ["quoted now", "authorized stop", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "proposed, and its card refused",
      exampleOrder({ status: "proposed", approvedTotal: null, authorizations: [exampleHold({ status: "declined" })] }),
      ["quoted done", "authorized stop", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "confirmed, its hold only asked for",
      exampleOrder({ authorizations: [exampleHold({ status: "requested" })] }),
      ["quoted done", "authorized now", "shipped todo", "captured todo", "settled todo"],
    ],
    [
      "shipped, its hold lost",
      shippedOrder({ authorizations: [exampleHold({ status: "expired" })] }),
      ["quoted done", "authorized done", "shipped done", "captured now", "settled todo"],
    ],
    [
      "replaced",
      exampleOrder({ ...held, status: "replaced" }),
      ["quoted done", "authorized done", "shipped stop", "captured todo", "settled todo"],
    ],
    [
      "cancelled",
      exampleOrder({ ...held, status: "cancelled" }),
      ["quoted done", "authorized done", "shipped stop", "captured todo", "settled todo"],
    ],
    [
      "P19: fraud-stopped",
      exampleOrder({ ...held, isFraudStopped: true }),
      ["quoted done", "authorized done", "shipped stop", "captured todo", "settled todo"],
    ],
  ] as const)("%s", (_title, order, expected) => {
    expect(path(order)).toEqual(expected);
  });

  it("H06 H15: a price to agree to is a step of its own, after the amount that was agreed to is authorized", () => {
    const risen = exampleOrder({ ...held, total: usd(24_118) });
    expect(path(risen)).toEqual(expect.arrayContaining(["authorized done", "price_approval now"]));
    expect(path({ ...risen, status: "replaced" })).toContain("price_approval done");
    expect(path({ ...risen, authorizations: [exampleHold({ amount: usd(24_118) })] })).toContain("price_approval now");
    for (const status of ["declined", "expired", "payment_failed"] as const)
      expect(path({ ...risen, approval: exampleApproval({ status }) })).toContain("price_approval stop");
    expect(path({ ...risen, approval: exampleApproval({ status: "opened" }) })).toContain("price_approval now");
    const priced = exampleOrder({
      ...held,
      approval: exampleApproval({ status: "approved", reason: "zero_price_quote" }),
    });
    expect(path(priced)).toContain("price_approval done");
    const renewed = exampleApproval({ status: "approved", reason: "authorization_expired" });
    expect(path(exampleOrder({ ...held, approval: renewed })).join()).not.toContain("price_approval");
    expect(path(exampleOrder({ ...held, approval: exampleApproval({ status: "approved" }) }))).toContain(
      "price_approval done",
    );
  });
});

describe("capture status", () => {
  it.each([
    ["nothing invoiced", exampleOrder(), "none"],
    ["open", shippedOrder(), "pending"],
    ["UN-4: unknown", shippedOrder({ invoices: [exampleInvoice({ status: "unconfirmed" })] }), "pending"],
    [
      "one of two failed",
      shippedOrder({ invoices: [exampleInvoice(), exampleInvoice({ status: "finally_failed" })] }),
      "failed",
    ],
    ["all captured", shippedOrder(paid), "success"],
    ["W32: all so far captured, more to ship", exampleOrder(paid), "pending"],
    ["only cancelled ones", shippedOrder({ invoices: [exampleInvoice({ status: "cancelled" })] }), "none"],
  ] as const)("P01: %s", (_title, order, expected) => {
    expect(captureStatusOf(order)).toBe(expected);
  });
});
