import { describe, expect, it } from "vitest";
import { captureEntries } from "./capture-worklist";
import {
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  invoiceId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";

const steps = (order: Order) =>
  captureEntries(order, exampleNow, {}).map(({ list, reason, step, why }) => `${list}: ${reason}, ${step}, ${why}`);
const inBoth = (step: string) => [`unpaid: capture_failed, ${step}`, `failed-captures: capture_failed, ${step}`];
const failed = (lastReason: Parameters<typeof exampleInvoice>[0] = {}, more: Partial<Order> = {}) =>
  shippedOrder({
    invoices: [exampleInvoice({ status: "failed", attemptCount: 1, lastReason: "do_not_honor", ...lastReason })],
    ...more,
  });
const dead = { authorizations: [exampleHold({ status: "expired" })] };
const unsaved = exampleMethod({ token: null });

describe("a failed capture in the lists", () => {
  it("P16: one whose reason nobody knows goes to a person", () => {
    expect(steps(failed({ lastReason: null }))).toEqual(inBoth("review, needs_person"));
  });

  it.each<[string, readonly Order["methods"][number][], string]>([
    ["its own card is saved", [exampleMethod()], "authorize_and_capture, hold_gone"],
    [
      "its own card beside one that is not",
      [unsaved, exampleMethod({ id: methodId("b") })],
      "ask_customer, no_saved_instrument",
    ],
    ["its own card first", [exampleMethod(), { ...unsaved, id: methodId("b") }], "authorize_and_capture, hold_gone"],
    ["it is not saved", [unsaved], "ask_customer, no_saved_instrument"],
    ["it is given up", [exampleMethod({ status: "removed" })], "ask_customer, no_saved_instrument"],
  ])("P13 P14: the hold is gone, and %s", (_case, methods, step) => {
    expect(steps(failed({ lastReason: "authorization_expired" }, { ...dead, methods }))).toEqual(inBoth(step));
  });

  it("P04: with a live hold its end is the deadline", () => {
    const expiresAt = later(exampleNow, 9 * DAY_MS);
    const [entry] = captureEntries(failed({}, { authorizations: [exampleHold({ expiresAt })] }), exampleNow, {});
    expect(entry).toMatchObject({ subjectId: "invoice-1", amount: usd(20_000), deadline: expiresAt });
  });

  it("I18 AE-2: what can no longer be asked for stands there once, as what it is", () => {
    const stuck = { ...dead, methods: [unsaved] };
    expect(steps(shippedOrder(stuck))).toEqual(["unpaid: not_covered, ask_customer, no_saved_instrument"]);
    expect(steps(failed({}, stuck))).toEqual(inBoth("ask_customer, no_saved_instrument"));
    expect(steps(shippedOrder({ ...stuck, openAttempts: [exampleAttempt()] }))).toEqual([]);
    expect(steps(shippedOrder({ ...stuck, invoices: [exampleInvoice({ status: "cancelled" })] }))).toEqual([]);
  });

  it("I6: while a call for one invoice is under way another one is still listed", () => {
    const two = failed({}, { openAttempts: [exampleAttempt()] });
    const second = exampleInvoice({ id: invoiceId("invoice-2"), status: "failed", lastReason: "do_not_honor" });
    expect(captureEntries({ ...two, invoices: [...two.invoices, second] }, exampleNow, {})).toMatchObject([
      { subjectId: "invoice-2" },
      { subjectId: "invoice-2" },
    ]);
  });
});
