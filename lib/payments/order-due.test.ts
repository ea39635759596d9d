import { describe, expect, it } from "vitest";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleNow,
  exampleOrder,
  holdId,
  usd,
} from "./example-order";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, SECOND_MS } from "./instant";
import type { Order } from "./order";
import { nextDueAt } from "./order-due";

const soon = { soonMs: 100 * HOUR_MS };

describe("when the clock alone changes something", () => {
  it("H02 H03 H20: a hold is looked at when it begins to end, when its guarantee ends, and when it ends", () => {
    const expiresAt = later(exampleNow, 7 * DAY_MS);
    const order = exampleOrder({ authorizations: [exampleHold({ expiresAt, guaranteedUntil: null })] });
    expect(nextDueAt(order, exampleNow, soon)).toBe(later(expiresAt, -soon.soonMs));
    // In between at the hours at which a store may let the house renew it.
    expect(nextDueAt(order, later(expiresAt, -DAY_MS), soon)).toBe(later(expiresAt, -12 * HOUR_MS));
    expect(nextDueAt(order, later(expiresAt, -HOUR_MS), soon)).toBe(expiresAt);
  });

  it("H20: a hold that has ended stays due until somebody has written it down", () => {
    const expiresAt = later(exampleNow, -DAY_MS);
    const order = exampleOrder({ authorizations: [exampleHold({ expiresAt, guaranteedUntil: null })] });
    expect(nextDueAt(order, exampleNow, soon)).toBe(expiresAt);
  });

  it("I6: a hold whose capture has no answer yet is not touched by the clock", () => {
    const hold = exampleHold({ expiresAt: later(exampleNow, -DAY_MS), guaranteedUntil: null, reserved: usd(100) });
    expect(nextDueAt(exampleOrder({ authorizations: [hold] }), exampleNow, soon)).toBeNull();
  });

  it.each([
    ["authorized", true],
    ["void_requested", true],
    ["captured", false],
    ["voided", false],
    ["expired", false],
    ["declined", false],
  ] as const)("H20: the end of a hold that is %s is waited for: %s", (status, isWaited) => {
    const expiresAt = later(exampleNow, HOUR_MS);
    const order = exampleOrder({ authorizations: [exampleHold({ status, expiresAt, guaranteedUntil: null })] });
    expect(nextDueAt(order, exampleNow, soon)).toBe(isWaited ? expiresAt : null);
  });

  it("H03: a hold without an end is never looked at by the clock, one with a guarantee also at its end", () => {
    const due = (parts: Parameters<typeof exampleHold>[0], now = exampleNow) =>
      nextDueAt(exampleOrder({ authorizations: [exampleHold(parts)] }), now, soon);
    expect(due({ expiresAt: null, guaranteedUntil: null })).toBeNull();
    const guaranteedUntil = later(exampleNow, HOUR_MS);
    expect(due({ expiresAt: later(exampleNow, 29 * DAY_MS), guaranteedUntil })).toBe(guaranteedUntil);
    expect(due({ expiresAt: null, guaranteedUntil })).toBe(guaranteedUntil);
    expect(due({ expiresAt: null, guaranteedUntil }, guaranteedUntil)).toBeNull();
  });

  it("I8: a hold that was replaced is let go of again after a minute and four, and shown to a person after ten", () => {
    const replaced = (parts: Parameters<typeof exampleHold>[0] = {}): Order =>
      exampleOrder({
        authorizations: [
          exampleHold(parts),
          exampleHold({ id: holdId("hold-2"), replacesId: holdId("hold-1"), authorizedAt: exampleNow }),
        ],
      });
    for (const [after, next] of [
      [0, 1],
      [1, 4],
      [4, 10],
    ] as const)
      expect(nextDueAt(replaced(), later(exampleNow, after * MINUTE_MS), soon)).toBe(
        later(exampleNow, next * MINUTE_MS),
      );
    expect(nextDueAt(replaced(), later(exampleNow, 10 * MINUTE_MS), soon)).toBeNull();
    expect(nextDueAt(replaced({ status: "void_requested" }), exampleNow, soon)).toBeNull();
  });

  it("UN-1: a call without an answer is due when somebody is to be told of it; one that still runs is not", () => {
    const due = (isUnconfirmed: boolean) =>
      nextDueAt(exampleOrder({ openAttempts: [exampleAttempt({ isUnconfirmed })] }), exampleNow, soon);
    expect(due(true)).toBe(later(exampleNow, 15 * MINUTE_MS));
    expect(due(false)).toBeNull();
  });

  it.each([
    ["open", true],
    ["failed", true],
    ["finally_failed", false],
    ["captured", false],
    ["cancelled", false],
  ] as const)("W35 P07: the planned try of an invoice that is %s falls due: %s", (status, isDue) => {
    const nextAttemptAt = later(exampleNow, -SECOND_MS);
    const order = exampleOrder({ invoices: [exampleInvoice({ status, nextAttemptAt })] });
    expect(nextDueAt(order, exampleNow, soon)).toBe(isDue ? nextAttemptAt : null);
  });

  it("H32: a mail that waits, a reminder and the link's end fall due as long as the link lives", () => {
    const due = (parts: Parameters<typeof exampleApproval>[0]) =>
      nextDueAt(exampleOrder({ approval: exampleApproval({ sentAt: null, ...parts }) }), exampleNow, soon);
    const expiresAt = later(exampleNow, 9 * DAY_MS);
    const at = later(exampleNow, HOUR_MS);
    expect(due({ status: "requested", expiresAt })).toBe(expiresAt);
    expect(due({ status: "requested", expiresAt, sendAt: at })).toBe(at);
    expect(due({ status: "sent", expiresAt, remindAt: at })).toBe(at);
    expect(due({ status: "declined", expiresAt, remindAt: at })).toBeNull();
    expect(due({ status: "expired", expiresAt, sentAt: exampleNow })).toBeNull();
  });

  it("H32 P07: a link's end and a planned try are due at their time", () => {
    const expiresAt = later(exampleNow, 9 * DAY_MS);
    const approval = exampleApproval({ status: "sent", sentAt: exampleNow, expiresAt });
    const order = exampleOrder({ authorizations: [], approval });
    expect(nextDueAt(order, exampleNow, soon)).toBe(later(exampleNow, 2 * DAY_MS));
    expect(nextDueAt(order, later(exampleNow, 3 * DAY_MS), soon)).toBe(expiresAt);
    const nextAttemptAt = later(exampleNow, HOUR_MS);
    const owed = exampleOrder({ authorizations: [], invoices: [exampleInvoice({ status: "failed", nextAttemptAt })] });
    expect(nextDueAt(owed, exampleNow, soon)).toBe(nextAttemptAt);
  });
});
