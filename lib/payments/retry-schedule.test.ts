import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "./instant";
import { type BusinessHours, nextTryIn, type RetrySchedule } from "./retry-schedule";

const at = (text: string): Instant => toInstant(Date.parse(text));
const zones = { store: "Europe/Madrid", payer: "America/New_York" };
const office: BusinessHours = { fromHour: 9, toHour: 17, isWeekdaysOnly: true, zone: "payer" };
const plain = (...waitsMinutes: number[]): RetrySchedule => ({ waitsMinutes, hours: null });

describe("when the next try is", () => {
  it("P07: one wait for all, or one per try whose last repeats", () => {
    const now = at("2026-11-26T10:00:00Z");
    const waits = (schedule: RetrySchedule) =>
      [1, 2, 3, 9].map((attemptNo) => {
        const next = nextTryIn(schedule, attemptNo, now, zones);
        return next === null ? null : (next - now) / MINUTE_MS;
      });
    expect(waits(plain(30))).toEqual([30, 30, 30, 30]);
    expect(waits(plain(5, 15, 60))).toEqual([5, 15, 60, 60]);
    expect(waits(plain())).toEqual([null, null, null, null]);
  });

  it.each([
    ["inside the hours it stays", "2026-11-26T15:00:00Z", "2026-11-26T15:00:00.000Z"],
    ["too early waits for the payer's morning", "2026-11-26T10:20:00Z", "2026-11-26T14:00:00.000Z"],
    ["after five waits for the next morning", "2026-11-26T22:00:00Z", "2026-11-27T14:00:00.000Z"],
    ["on a Friday evening it waits for Monday", "2026-11-27T22:30:30Z", "2026-11-30T14:00:00.000Z"],
    ["over the change of clocks it is nine on the payer's clock", "2026-10-30T22:00:00Z", "2026-11-02T14:00:00.000Z"],
  ])("P07 JB-4: %s", (_name, now, expected) => {
    const next = nextTryIn({ waitsMinutes: [0], hours: office }, 1, at(now), zones);
    expect(new Date(next ?? 0).toISOString()).toBe(expected);
  });

  it("P07: the store's hours count on the store's clock", () => {
    const hours = { ...office, zone: "store" } as const;
    const next = nextTryIn({ waitsMinutes: [0], hours }, 1, at("2026-11-26T05:00:00Z"), zones);
    expect(new Date(next ?? 0).toISOString()).toBe("2026-11-26T08:00:00.000Z");
  });

  it("P07: a try is never earlier than its wait, and never outside the hours", () => {
    const hourIn = new Intl.DateTimeFormat("en-US", { timeZone: zones.payer, hour: "2-digit", hourCycle: "h23" });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        fc.integer({ min: 0, max: 22 }),
        fc.integer({ min: 1, max: 12 }),
        (minutesOn, fromHour, length) => {
          const hours = { ...office, fromHour, toHour: Math.min(24, fromHour + length), isWeekdaysOnly: false };
          const now = later(at("2026-01-01T00:00:00Z"), minutesOn * MINUTE_MS);
          const next = nextTryIn({ waitsMinutes: [90], hours }, 1, now, zones) ?? now;
          expect(next - now).toBeGreaterThanOrEqual(1.5 * HOUR_MS);
          const hour = Number(hourIn.format(next));
          expect(hour >= hours.fromHour && hour < hours.toHour).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
