import { describe, expect, it } from "vitest";
import { alertHoldHours, alertSilenceMinutes, defaultAlertTimes, dueAlerts, toAlertTimes } from "./alerting";
import { exampleAttempt, exampleHold, exampleNow, exampleOrder, usd } from "./example-order";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "./instant";
import type { Order } from "./order";
import { nextDueAt } from "./order-due";

const { holdMs, silenceMs } = defaultAlertTimes;
const endsIn = (ms: number) => exampleHold({ expiresAt: later(exampleNow, ms), guaranteedUntil: null });
const causes = (order: Order) => dueAlerts(order, exampleNow).map(({ cause }) => cause);

describe("what is called out", () => {
  it("F18: a hold that is still needed, from 24 hours before its end until its end, to whoever has the order", () => {
    const order = (ms: number) => exampleOrder({ authorizations: [endsIn(ms)] });
    expect(causes(order(holdMs + 1))).toEqual([]);
    const end = later(exampleNow, holdMs);
    const alert = {
      kind: "hold_ends_soon",
      cause: `hold:hold-1:${end}`,
      tells: "owner",
      amount: usd(20_000),
      at: end,
    };
    expect(dueAlerts(order(holdMs), exampleNow)).toEqual([alert]);
    expect(dueAlerts({ ...order(holdMs), status: "shipped" }, exampleNow)).toEqual([alert]);
    expect(causes(exampleOrder({ authorizations: [exampleHold({ expiresAt: null })] }))).toEqual([]);
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
    expect(causes(order({ openAttempts: silent(silenceMs - 1) }))).toEqual([]);
    expect(causes(order({ openAttempts: silent(DAY_MS, false) }))).toEqual([]);
    for (const status of ["confirmed", "cancelled"] as const) {
      expect(dueAlerts(order({ status, openAttempts: silent(silenceMs) }), exampleNow)).toMatchObject([
        { kind: "money_unconfirmed", tells: "supervisors", cause: "attempt:attempt-1", amount: usd(700) },
      ]);
    }
  });

  it.each(alertHoldHours)(
    "F18: a store that wants to hear %i hours before a hold ends hears then, and not a moment before",
    (hours) => {
      const times = toAlertTimes(hours, 60);
      const at = (ms: number) => dueAlerts(exampleOrder({ authorizations: [endsIn(ms)] }), exampleNow, times);
      expect(at(hours * HOUR_MS)).toHaveLength(1);
      expect(at(hours * HOUR_MS + 1)).toEqual([]);
    },
  );

  it.each(alertSilenceMinutes)("F18: a store that bears %i minutes of silence hears after them", (minutes) => {
    const times = toAlertTimes(24, minutes);
    const at = (ms: number) => {
      const openAttempts = [exampleAttempt({ isUnconfirmed: true, requestedAt: later(exampleNow, -ms) })];
      return dueAlerts(exampleOrder({ authorizations: [], openAttempts }), exampleNow, times);
    };
    expect(at(minutes * MINUTE_MS)).toHaveLength(1);
    expect(at(minutes * MINUTE_MS - 1)).toEqual([]);
  });

  it("F18: the clock looks at the order at every moment from which an alert may be due", () => {
    const far = later(exampleNow, 30 * DAY_MS);
    const held = exampleOrder({ authorizations: [exampleHold({ expiresAt: far, guaranteedUntil: null })] });
    for (const hours of alertHoldHours) {
      const mark = later(far, -hours * HOUR_MS);
      expect(nextDueAt(held, later(mark, -1), { soonMs: 60_000 })).toBe(mark);
    }
    const silent = exampleOrder({ authorizations: [], openAttempts: [exampleAttempt({ isUnconfirmed: true })] });
    for (const minutes of alertSilenceMinutes) {
      const mark = later(exampleNow, minutes * MINUTE_MS);
      expect(nextDueAt(silent, later(mark, -1), { soonMs: 60_000 })).toBe(mark);
    }
  });
});
