import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, toInstant } from "./instant";
import { localTime } from "./local-time";
import { defaultQuietHours, isQuietHours, mailLeavesAt, minuteOfDay, quietHoursOf } from "./quiet-hours";

const at = (iso: string) => toInstant(Date.parse(iso));
const zones = [
  "UTC",
  "Antarctica/Troll",
  "Europe/Madrid",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
];

describe("quiet hours", () => {
  it.each([
    ["in the evening it waits until the morning", "2026-11-26T20:30:00Z", "2026-11-27T06:00:00Z"],
    ["after midnight until the same morning", "2026-11-27T01:10:20.500Z", "2026-11-27T06:00:00Z"],
    ["at the stroke of the first hour", "2026-11-26T19:00:00Z", "2026-11-27T06:00:00Z"],
    ["at the stroke of the last it leaves", "2026-11-27T06:00:00Z", "2026-11-27T06:00:00Z"],
    ["by day it leaves at once", "2026-11-26T12:34:56Z", "2026-11-26T12:34:56Z"],
    ["over the night in which clocks go forward", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"],
    ["over the night in which they go back", "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z"],
  ])("F18: %s", (_case, now, leaves) => {
    expect(mailLeavesAt(defaultQuietHours, at(now), "Europe/Madrid")).toBe(at(leaves));
  });

  it("F18: hours within one day, and none at all", () => {
    const lunch = { from: "12:00", until: "13:30" };
    for (const time of ["12:00", "12:15"])
      expect(mailLeavesAt(lunch, at(`2026-11-26T${time}:00Z`), "UTC")).toBe(at("2026-11-26T13:30:00Z"));
    for (const time of ["09:15", "23:15"])
      expect(mailLeavesAt(lunch, at(`2026-11-26T${time}:00Z`), "UTC")).toBe(at(`2026-11-26T${time}:00Z`));
    expect(mailLeavesAt(null, at("2026-11-26T12:15:00Z"), "UTC")).toBe(at("2026-11-26T12:15:00Z"));
  });

  it("F18: at any moment, in any zone, a mail leaves within a day and never in the quiet hours", () => {
    const time = fc.nat({ max: 1439 }).map((minute) => {
      const two = (number: number) => String(number).padStart(2, "0");
      return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    });
    const moment = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-01-01") }).map(toInstant);
    fc.assert(
      fc.property(time, time, moment, fc.constantFrom(...zones), (from, until, now, zone) => {
        fc.pre(from !== until);
        const leaves = mailLeavesAt({ from, until }, now, zone);
        expect(leaves).toBeGreaterThanOrEqual(now);
        expect(leaves - now).toBeLessThanOrEqual(DAY_MS + 2 * HOUR_MS);
        const { hour, minute } = localTime(leaves, zone);
        const [start, end, wall] = [minuteOfDay(from) ?? 0, minuteOfDay(until) ?? 0, hour * 60 + minute];
        expect(start < end ? wall >= start && wall < end : wall >= start || wall < end).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    { from: "8pm", until: "07:00" },
    { from: "20:00", until: "7" },
    { from: "07:00", until: "07:00" },
  ])("F18: a mail waits for no hours that are none: %j", (hours) => {
    for (const time of ["03:00", "07:00", "12:00", "21:00"])
      expect(mailLeavesAt(hours, at(`2026-11-26T${time}:00Z`), "UTC")).toBe(at(`2026-11-26T${time}:00Z`));
  });

  it.each([
    [null],
    ["20:00"],
    [{}],
    [{ from: "8pm", until: "07:00" }],
    [{ from: "24:00", until: "07:00" }],
    [{ from: "20:00", until: "7am" }],
    [{ from: "07:00", until: "07:00" }],
    [{ from: " 20:00", until: "07:00" }],
    [{ from: "20:000", until: "07:00" }],
    [{ from: ["20:00"], until: "07:00" }],
    [{ from: "20:00", until: ["07:00"] }],
  ])("F18: %j are no quiet hours", (value) => {
    expect(isQuietHours(value)).toBe(false);
    if (value !== null) expect(quietHoursOf({ quietHours: value })).toEqual(defaultQuietHours);
  });

  it("F18: a store has the house's hours until it says otherwise", () => {
    for (const settings of [null, {}]) expect(quietHoursOf(settings)).toEqual({ from: "20:00", until: "07:00" });
    expect(quietHoursOf({ quietHours: null })).toBeNull();
    expect(quietHoursOf({ quietHours: { from: "22:30", until: "06:15" } })).toEqual({ from: "22:30", until: "06:15" });
  });
});
