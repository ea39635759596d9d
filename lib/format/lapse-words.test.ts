import { describe, expect, it } from "vitest";
import { DAY_MS, toInstant } from "@/lib/payments/instant";
import { lapseText, shortLapseText } from "./lapse-words";

const endsAt = toInstant(Date.parse("2026-11-27T10:00:00Z"));
const text = lapseText({ endsAt, shipsAt: endsAt + 5 * DAY_MS } as Parameters<typeof lapseText>[0]);

describe("money that is lost by waiting", () => {
  it("X02: is told by how much too early its hold ends", () => expect(text).toBe("Lapses 5 d too early"));

  it("X02: and shorter in a small panel about holds that end", () =>
    expect(shortLapseText(text)).toBe("5 d too early"));
});
