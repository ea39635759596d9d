import { describe, expect, it } from "vitest";
import { exampleApproval, exampleHold, exampleInvoice, exampleNow, exampleOrder, usd } from "./example-order";
import { DAY_MS, HOUR_MS, later } from "./instant";
import { nextDueAt } from "./order-due";

const soon = { soonMs: 72 * HOUR_MS };

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
