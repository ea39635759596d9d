import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { HoldChip, holdUrgency } from "@/components/ui/hold-chip";

const now = "2026-11-24T09:00:00Z";
const clock = { now, timeZone: "Europe/Amsterdam" };

function inHours(hours: number): string {
  return new Date(Date.parse(now) + hours * 3_600_000).toISOString();
}

describe("the hold chip", () => {
  it.each([
    [73, "calm"],
    [72, "calm"],
    [71.9, "soon"],
    [24, "soon"],
    [23.9, "now"],
    [0, "over"],
    [-3, "over"],
  ] as const)("calls %d hours left %s", (hours, urgency) => {
    expect(holdUrgency({ expiresAt: inHours(hours), isEstimated: false }, now)).toBe(urgency);
  });

  it.each([
    [50, "soon", "sure 2 d", "The gateway promises the money until Thu 26 Nov, 12:00 CET"],
    [2, "soon", "sure 2 h", "The gateway promises the money until Tue 24 Nov, 12:00 CET"],
    [-3, "soon", "on paper", "The gateway promises the money no longer, since Tue 24 Nov, 07:00 CET"],
  ] as const)(
    "X01 X02: a hold of 28 days that is promised for %d hours is %s and says so",
    (hours, urgency, text, detail) => {
      const hold = { expiresAt: inHours(28 * 24), isEstimated: false, promisedUntil: inHours(hours) };
      expect(holdUrgency(hold, now)).toBe(urgency);
      const html = renderToStaticMarkup(<HoldChip hold={hold} clock={clock} />);
      expect(html).toContain(">28 d<");
      expect(html).toContain(`>${text}<`);
      expect(html).toContain(detail);
      const narrow = renderToStaticMarkup(<HoldChip hold={hold} clock={clock} isNarrow />);
      expect(narrow).not.toContain(">28 d<");
      expect(narrow).toContain(`>${text}<`);
    },
  );

  it("has nothing to say without a hold or without an end", () => {
    expect(holdUrgency(null, now)).toBe("none");
    expect(holdUrgency({ expiresAt: null, isEstimated: false }, now)).toBe("none");
  });

  it("says the time left, and the instant with its zone to those who ask", () => {
    const html = renderToStaticMarkup(<HoldChip hold={{ expiresAt: inHours(52), isEstimated: false }} clock={clock} />);
    expect(html).toContain("2 d 4 h");
    expect(html).toContain("Hold ends Thu 26 Nov, 14:00 CET");
  });

  it("tells an estimate from the gateway's own date", () => {
    const html = renderToStaticMarkup(<HoldChip hold={{ expiresAt: inHours(131), isEstimated: true }} clock={clock} />);
    expect(html).toContain("estimated: the gateway gave no date");
    expect(html).toContain('class="est"');
  });
});
