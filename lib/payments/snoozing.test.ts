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
