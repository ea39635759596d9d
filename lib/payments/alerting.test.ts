import { describe, expect, it } from "vitest";
import { ALERT_HOLD_MS, ALERT_SILENCE_MS, dueAlerts } from "./alerting";
import { exampleAttempt, exampleHold, exampleNow, exampleOrder, usd } from "./example-order";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";
import { nextDueAt } from "./order-due";

const endsIn = (ms: number) => exampleHold({ expiresAt: later(exampleNow, ms), guaranteedUntil: null });
const causes = (order: Order) => dueAlerts(order, exampleNow).map(({ cause }) => cause);

describe("what is called out", () => {
  it("F18: a hold that is still needed, from 24 hours before its end until its end, to whoever has the order", () => {
    const order = (ms: number) => exampleOrder({ authorizations: [endsIn(ms)] });
    expect(causes(order(ALERT_HOLD_MS + 1))).toEqual([]);
    const end = later(exampleNow, ALERT_HOLD_MS);
    expect(dueAlerts(order(ALERT_HOLD_MS), exampleNow)).toMatchObject([
      { kind: "hold_ends_soon", tells: "owner", at: end },
    ]);
    expect(causes(order(1))).toHaveLength(1);
    expect(causes(order(0))).toEqual([]);
  });

  it("F18: a hold that is renewed to another end is another cause", () => {
    const [first] = causes(exampleOrder({ authorizations: [endsIn(1000)] }));
    const [second] = causes(exampleOrder({ authorizations: [endsIn(2000)] }));
    expect(first).not.toBe(second);
  });

  it.each<[string, Partial<Order>]>([
    ["nothing is due any more", { total: usd(0) }],
    ["the order is a draft", { status: "draft" }],
    ["the order is cancelled", { status: "cancelled" }],
    ["I14: a fraud stop wants no hold kept", { isFraudStopped: true }],
  ])("F18: no word of a hold when %s", (_case, parts) => {
    expect(causes(exampleOrder({ authorizations: [endsIn(1000)], ...parts }))).toEqual([]);
  });

  it("F18: money without an answer for an hour goes to the supervisors, whatever became of the order", () => {
    const silent = (ms: number, isUnconfirmed = true) => [
      exampleAttempt({ isUnconfirmed, requestedAt: later(exampleNow, -ms), amount: usd(700) }),
    ];
    const order = (parts: Partial<Order>) => exampleOrder({ authorizations: [], ...parts });
    expect(causes(order({ openAttempts: silent(ALERT_SILENCE_MS - 1) }))).toEqual([]);
    expect(causes(order({ openAttempts: silent(DAY_MS, false) }))).toEqual([]);
    for (const status of ["confirmed", "cancelled"] as const) {
      expect(dueAlerts(order({ status, openAttempts: silent(ALERT_SILENCE_MS) }), exampleNow)).toMatchObject([
        { kind: "money_unconfirmed", tells: "supervisors", cause: "attempt:attempt-1", amount: usd(700) },
      ]);
    }
  });

  it("F18: the clock looks at the order at the very moment from which an alert is due", () => {
    const soon = { soonMs: 60_000 };
    const far = later(exampleNow, 30 * DAY_MS);
    const held = exampleOrder({ authorizations: [exampleHold({ expiresAt: far, guaranteedUntil: null })] });
    expect(nextDueAt(held, later(far, -25 * 3_600_000), soon)).toBe(later(far, -ALERT_HOLD_MS));
    const silent = exampleOrder({ authorizations: [], openAttempts: [exampleAttempt({ isUnconfirmed: true })] });
    expect(nextDueAt(silent, exampleNow, soon)).toBe(later(exampleNow, ALERT_SILENCE_MS));
  });
});
