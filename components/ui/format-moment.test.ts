import { describe, expect, it } from "vitest";
import { formatAge, formatDuration, formatMoment, formatRecent, formatUpcoming } from "@/components/ui/format-moment";

const clock = { now: "2026-11-24T09:42:00Z", timeZone: "Europe/Amsterdam" };
const hour = 3_600_000;

describe("times in words", () => {
  it("keeps the two units that matter", () => {
    expect(formatDuration(3 * hour + 10 * 60_000)).toBe("3 h 10 m");
    expect(formatDuration(19 * hour + 20 * 60_000)).toBe("19 h");
    expect(formatDuration(52 * hour)).toBe("2 d 4 h");
    expect(formatDuration(12 * 24 * hour + hour)).toBe("12 d");
    expect(formatDuration(20_000)).toBe("1 m");
  });

  it("counts back in one unit", () => {
    expect(formatAge("2026-11-24T06:30:00Z", clock)).toBe("3 h ago");
    expect(formatAge("2026-11-24T09:41:30Z", clock)).toBe("just now");
    expect(formatAge("2026-11-20T06:30:00Z", clock)).toBe("4 d ago");
  });

  it("prints in the reader's zone and names it, over the change of summer time", () => {
    expect(formatMoment("2026-11-26T14:02:00Z", clock.timeZone)).toBe("Thu 26 Nov, 15:02 CET");
    expect(formatMoment("2026-07-01T12:00:00Z", clock.timeZone)).toBe("Wed 1 Jul, 14:00 CEST");
  });

  it("shortens what is near", () => {
    expect(formatRecent("2026-11-24T06:52:00Z", clock)).toBe("07:52");
    expect(formatRecent("2026-11-23T15:31:00Z", clock)).toBe("Mon 16:31");
    expect(formatRecent("2026-11-01T15:31:00Z", clock)).toBe("1 Nov");
    expect(formatUpcoming("2026-11-24T13:00:00Z", clock)).toBe("today 14:00");
    expect(formatUpcoming("2026-11-25T05:00:00Z", clock)).toBe("Wed 06:00");
  });
});
