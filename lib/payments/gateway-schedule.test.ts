import { describe, expect, it } from "vitest";
import { gatewayTasks, isUnusuallySilent, nextDueOf, piecesOf, retryDueOf } from "./gateway-schedule";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, toInstant } from "./instant";

const at = (text: string) => toInstant(Date.parse(text));
const now = at("2026-11-26T10:00:00Z");

describe("what gateways are asked by the clock", () => {
  it("JB-4: hourly tasks follow an hour later, the nightly one at three in the morning, whatever was missed", () => {
    expect(nextDueOf("notifications", now)).toBe(later(now, HOUR_MS));
    expect(nextDueOf("hourly", now)).toBe(later(now, HOUR_MS));
    expect(nextDueOf("nightly", now)).toBe(at("2026-11-27T03:00:00Z"));
    expect(nextDueOf("nightly", at("2026-11-27T02:59:59Z"))).toBe(at("2026-11-27T03:00:00Z"));
    expect(nextDueOf("nightly", at("2026-11-27T03:00:00Z"))).toBe(at("2026-11-28T03:00:00Z"));
  });

  it("JB-4: what could not be finished is tried again five minutes later, whatever it was", () => {
    expect(retryDueOf(now)).toBe(later(now, 5 * MINUTE_MS));
    expect(gatewayTasks).toEqual(["notifications", "hourly", "nightly"]);
  });

  it("WH-5: a long silence is asked about piece by piece, without a gap and without an overlap", () => {
    const pieces = piecesOf(now, later(now, 2.5 * DAY_MS), DAY_MS);
    expect(pieces).toHaveLength(3);
    expect(pieces[0]?.from).toBe(now);
    expect(pieces.at(-1)?.to).toBe(later(now, 2.5 * DAY_MS));
    for (const [index, piece] of pieces.slice(1).entries()) expect(piece.from).toBe(pieces[index]?.to);
    expect(piecesOf(now, now, DAY_MS)).toEqual([]);
    const [first, second] = [later(now, DAY_MS), later(now, 2 * DAY_MS)];
    expect(piecesOf(now, second, DAY_MS)).toEqual([
      { from: now, to: first },
      { from: first, to: second },
    ]);
  });

  it("WH-5: ten times the usual gap without a message is an alarm; a quiet shop is not", () => {
    const hourly = { count: 168, spanMs: 7 * DAY_MS };
    expect(isUnusuallySilent({ ...hourly, lastAt: later(now, -9 * HOUR_MS) }, now)).toBe(false);
    expect(isUnusuallySilent({ ...hourly, lastAt: later(now, -11 * HOUR_MS) }, now)).toBe(true);
    const busy = { count: 100_000, spanMs: 7 * DAY_MS };
    expect(isUnusuallySilent({ ...busy, lastAt: later(now, -9 * MINUTE_MS) }, now)).toBe(false);
    expect(isUnusuallySilent({ ...busy, lastAt: later(now, -11 * MINUTE_MS) }, now)).toBe(true);
    expect(isUnusuallySilent({ count: 3, spanMs: 7 * DAY_MS, lastAt: later(now, -6 * DAY_MS) }, now)).toBe(false);
    expect(isUnusuallySilent({ ...hourly, lastAt: null }, now)).toBe(false);
    expect(isUnusuallySilent({ ...hourly, lastAt: later(now, -10 * HOUR_MS) }, now)).toBe(false);
    const few = { spanMs: 20 * HOUR_MS, lastAt: later(now, -DAY_MS) };
    expect([19, 20].map((count) => isUnusuallySilent({ ...few, count }, now))).toEqual([false, true]);
  });
});
