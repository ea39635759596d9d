import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";
import { DOWN_AFTER, judgeDelivery, restAfter, waitBeforeNextTry } from "./delivery-policy";

describe("what a receiver made of a message", () => {
  it.each([
    [{ kind: "answered", status: 200 }, "delivered"],
    [{ kind: "answered", status: 204 }, "delivered"],
    [{ kind: "answered", status: 302 }, "refused"],
    [{ kind: "answered", status: 400 }, "refused"],
    [{ kind: "answered", status: 408 }, "down"],
    [{ kind: "answered", status: 410 }, "gone"],
    [{ kind: "answered", status: 429 }, "down"],
    [{ kind: "answered", status: 503 }, "down"],
    [{ kind: "not_sent", cause: "econnrefused" }, "down"],
    [{ kind: "unconfirmed", cause: "deadline_passed", status: null }, "down"],
  ] as const)("%j is %s", (sent, kind) => {
    expect(judgeDelivery(sent).kind).toBe(kind);
  });

  it("says in words what went wrong on the way", () => {
    expect(judgeDelivery({ kind: "not_sent", cause: "econnrefused" }).answer).toBe("connection refused");
    expect(judgeDelivery({ kind: "unconfirmed", cause: "something new", status: null }).answer).toBe("no answer");
  });
});

describe("when it is tried again", () => {
  it("later and later, spread by a fifth to each side, and given up after three days", () => {
    const ladder = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((tries) => waitBeforeNextTry(tries, HOUR_MS, 0.5));
    expect(ladder).toEqual([
      5 * SECOND_MS,
      30 * SECOND_MS,
      2 * MINUTE_MS,
      10 * MINUTE_MS,
      HOUR_MS,
      3 * HOUR_MS,
      6 * HOUR_MS,
      6 * HOUR_MS,
      6 * HOUR_MS,
    ]);
    expect(waitBeforeNextTry(3, 0, 0)).toBe(96 * SECOND_MS);
    expect(waitBeforeNextTry(3, 0, 1)).toBe(144 * SECOND_MS);
    expect(waitBeforeNextTry(1, 3 * DAY_MS, 0)).toBeNull();
  });

  it("an endpoint that is down rests, at most a quarter of an hour, so that an outage costs few calls and its end is soon seen", () => {
    const tried = Array.from({ length: 12 }, (_, i) => restAfter(i + 1) / MINUTE_MS);
    expect(tried).toEqual([0, 0, 0, 0, 1, 2, 5, 10, 15, 15, 15, 15]);
    expect(DOWN_AFTER).toBe(5);
  });
});
