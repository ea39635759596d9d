import { describe, expect, it } from "vitest";
import { exampleHold, exampleNow, exampleOrder } from "./example-order";
import { DAY_MS, HOUR_MS, later } from "./instant";
import { decideSnooze, latestWake } from "./snoozing";

const at = (hours: number) => later(exampleNow, hours * HOUR_MS);
const held = (hours: number) => exampleOrder({ authorizations: [exampleHold({ expiresAt: at(hours) })] });

describe("putting an order off", () => {
  it("sleeps until the moment asked for where nothing is held, or where the hold lasts", () => {
    expect(decideSnooze(exampleOrder(), at(20), exampleNow)).toEqual({ ok: true, value: at(20) });
    expect(decideSnooze(held(200), at(20), exampleNow)).toEqual({ ok: true, value: at(20) });
  });

  it("wakes 24 hours before the first hold ends, if that comes first", () => {
    expect(decideSnooze(held(60), at(100), exampleNow)).toEqual({ ok: true, value: at(36) });
    expect(latestWake(held(60), exampleNow)).toBe(at(36));
    expect(decideSnooze(held(60), at(36), exampleNow)).toEqual({ ok: true, value: at(36) });
    expect(decideSnooze(held(25), at(36), exampleNow)).toEqual({ ok: true, value: at(1) });
  });

  it("sleeps for 30 days at the most, and only for holds that live and end", () => {
    const [month, soon] = [later(exampleNow, 30 * DAY_MS), at(2)];
    expect(decideSnooze(exampleOrder(), month, exampleNow)).toEqual({ ok: true, value: month });
    const order = exampleOrder({
      authorizations: [
        exampleHold({ expiresAt: soon, status: "voided" }),
        exampleHold({ expiresAt: null }),
        exampleHold({ expiresAt: exampleNow }),
        exampleHold({ expiresAt: at(90) }),
        exampleHold({ expiresAt: at(80) }),
      ],
    });
    expect(latestWake(order, exampleNow)).toBe(at(56));
  });

  it("is refused where a hold ends within a day, for the past, and for more than 30 days", () => {
    expect(decideSnooze(held(24), at(2), exampleNow)).toMatchObject({ ok: false, reason: "hold_ends_soon" });
    expect(decideSnooze(exampleOrder(), exampleNow, exampleNow)).toMatchObject({ reason: "snooze_in_past" });
    expect(decideSnooze(exampleOrder(), later(exampleNow, 31 * DAY_MS), exampleNow)).toMatchObject({
      reason: "snooze_too_long",
    });
  });

  it("does not wait for a hold that has ended already", () => {
    expect(latestWake(held(-1), exampleNow)).toBeUndefined();
  });
});
