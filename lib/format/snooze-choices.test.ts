import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { instantOfChoice } from "./snooze-choices";

const at = (iso: string) => toInstant(Date.parse(iso));
const iso = (choice: Parameters<typeof instantOfChoice>[0], now: string, zone = "Europe/Madrid") => {
  const instant = instantOfChoice(choice, at(now), zone);
  return instant === null ? null : new Date(instant).toISOString();
};

describe("until when an order sleeps", () => {
  it("counts hours on the clock, days at nine in the shop's zone", () => {
    expect(iso("two_hours", "2026-11-26T17:00:00Z")).toBe("2026-11-26T19:00:00.000Z");
    expect(iso("tomorrow", "2026-11-26T17:00:00Z")).toBe("2026-11-27T08:00:00.000Z");
    expect(iso("tomorrow", "2026-11-26T23:30:00Z")).toBe("2026-11-28T08:00:00.000Z");
    expect(iso("next_week", "2026-11-26T17:00:00Z")).toBe("2026-11-30T08:00:00.000Z");
    expect(iso("next_week", "2026-11-30T07:00:00Z")).toBe("2026-12-07T08:00:00.000Z");
  });

  it("is right on the day that the clocks change, and knows no thirteenth month", () => {
    expect(iso("2026-10-25T09:00", "2026-10-20T10:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
    expect(iso("2026-03-29T09:00", "2026-03-20T10:00:00Z", "America/New_York")).toBe("2026-03-29T13:00:00.000Z");
    expect(iso("2026-13-01T09:00", "2026-10-20T10:00:00Z")).toBeNull();
  });
});
