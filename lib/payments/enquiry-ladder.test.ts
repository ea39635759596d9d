import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultEnquiryLadderMs,
  enquiryLadderOf,
  isEnquiryLadder,
  isLadderEnded,
  nextEnquiryAt,
} from "./enquiry-ladder";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, SECOND_MS, toInstant } from "./instant";

const since = toInstant(1_790_000_000_000);
const at = (ms: number) => later(since, ms);

describe("when a silent gateway is asked", () => {
  it("UN-1 X06: after 30 seconds, 5 minutes, an hour, then daily five times, and then no more by itself", () => {
    const moments: number[] = [];
    let now = since;
    for (let asked = 0; asked < 20; asked++) {
      const next = nextEnquiryAt({ since, asked }, now);
      if (next === null) break;
      moments.push(next - now);
      now = next;
    }
    expect(moments).toEqual([30 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS]);
    expect(isLadderEnded({ since, asked: 8 }, now)).toBe(true);
    expect(isLadderEnded({ since, asked: 8 }, later(now, -1))).toBe(false);
  });

  it("X06: a person who asks in between uses no step up", () => {
    expect(nextEnquiryAt({ since, asked: 7 }, at(31 * SECOND_MS))).toBe(at(30 * SECOND_MS + 5 * MINUTE_MS));
  });

  it("I7: a house that slept through the ladder asks before it stops asking", () => {
    expect(nextEnquiryAt({ since, asked: 0 }, at(30 * DAY_MS))).toBe(at(30 * DAY_MS + 30 * SECOND_MS));
    expect(isLadderEnded({ since, asked: 7 }, at(30 * DAY_MS))).toBe(false);
  });

  it("I7 X06: a house that slept through some steps takes them up at their own pace, and does not wait for the next one", () => {
    const woken = at(22 * HOUR_MS);
    expect(nextEnquiryAt({ since, asked: 0 }, woken)).toBe(later(woken, 30 * SECOND_MS));
    expect(nextEnquiryAt({ since, asked: 1 }, woken)).toBe(later(woken, 5 * MINUTE_MS));
    expect(nextEnquiryAt({ since, asked: 3 }, woken)).toBe(at(30 * SECOND_MS + 5 * MINUTE_MS + 25 * HOUR_MS));
  });

  it("X06: whatever the ladder, the next question lies ahead, and the ladder ends after as many as it has steps", () => {
    const ladders = fc.array(fc.integer({ min: 10_000, max: 30 * DAY_MS }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ladders, fc.nat(40), fc.nat(200 * DAY_MS), (ladder, asked, elapsedMs) => {
        const now = at(elapsedMs);
        const next = nextEnquiryAt({ since, asked }, now, ladder);
        const lengthMs = ladder.reduce((sum, wait) => sum + wait, 0);
        if (next === null) expect(asked >= ladder.length && elapsedMs >= lengthMs).toBe(true);
        else expect(next > now).toBe(true);
      }),
    );
  });

  it.each([
    [[30, 300], true],
    [[10], true],
    [[2_592_000], true],
    [[], false],
    [[9], false],
    [[30, 9], false],
    [[2_592_001], false],
    [[30.5], false],
    [[-30], false],
    [["30"], false],
    [[Number.NaN], false],
    [Array.from({ length: 20 }, () => 60), true],
    [Array.from({ length: 21 }, () => 60), false],
    ["30", false],
    [null, false],
  ])("X06: a store's setting of %j is a ladder: %s", (seconds, isOne) => {
    expect(isEnquiryLadder(seconds)).toBe(isOne);
    const expected = isOne ? (seconds as number[]).map((wait) => wait * SECOND_MS) : defaultEnquiryLadderMs;
    expect(enquiryLadderOf({ enquiryLadderSeconds: seconds })).toEqual(expected);
  });

  it("X06: a store without settings has the house's ladder", () => {
    expect(enquiryLadderOf(null)).toBe(defaultEnquiryLadderMs);
    expect(enquiryLadderOf({})).toBe(defaultEnquiryLadderMs);
  });
});
