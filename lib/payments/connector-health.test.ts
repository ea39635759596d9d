import { describe, expect, it } from "vitest";
import { connectorHealth } from "./connector-health";
import { exampleNow } from "./example-order";
import { later, MINUTE_MS } from "./instant";

const ago = (minutes: number) => later(exampleNow, -minutes * MINUTE_MS);
const answered = (minutes: number, tookMs = 200) => ({ at: ago(minutes), answeredAt: later(ago(minutes), tookMs) });
const silent = (minutes: number) => ({ at: ago(minutes), answeredAt: null });

describe("how a connector is", () => {
  it("is well while its newest calls are answered, with the time that half of them took", () => {
    expect(connectorHealth([answered(9), answered(3, 300), answered(5, 100)], exampleNow)).toEqual({
      state: "ok",
      lastAnswerAt: later(ago(3), 300),
      medianMs: 200,
    });
  });

  it("is slow where half of the newest answers took more than three seconds", () => {
    expect(connectorHealth([answered(9, 3_100), answered(3, 9_000), answered(5, 100)], exampleNow)).toMatchObject({
      state: "slow",
      medianMs: 3_100,
    });
  });

  it("fails since the first call that nobody answered after its last answer; an answer ends that", () => {
    const calls = [silent(30), answered(20), silent(12), silent(4)];
    expect(connectorHealth(calls, exampleNow)).toEqual({
      state: "failing",
      since: ago(12),
      lastAnswerAt: later(ago(20), 200),
    });
    expect(connectorHealth([...calls, answered(2)], exampleNow)).toMatchObject({ state: "ok" });
    expect(connectorHealth([silent(7)], exampleNow)).toEqual({ state: "failing", since: ago(7), lastAnswerAt: null });
  });

  it("is slow only above three seconds, and forgets what was slow before the newest twenty answers", () => {
    expect(connectorHealth([answered(9, 3_000)], exampleNow)).toMatchObject({ state: "ok", medianMs: 3_000 });
    const slow = Array.from({ length: 30 }, (_, index) => answered(60 + index, 9_000));
    const quick = Array.from({ length: 11 }, (_, index) => answered(20 + index, 100));
    expect(connectorHealth([...slow, ...quick], exampleNow)).toMatchObject({ state: "ok", medianMs: 100 });
    expect(connectorHealth([...slow, ...quick.slice(2)], exampleNow)).toMatchObject({ state: "slow" });
    expect(connectorHealth([answered(3, 200), answered(9, 400)], exampleNow)).toMatchObject({ medianMs: 400 });
  });

  it("gives a call a whole minute, and begins to fail with the first of those that wait, in any order", () => {
    const state = (...calls: Parameters<typeof connectorHealth>[0]) => connectorHealth(calls, exampleNow);
    expect(state({ at: later(ago(1), 1), answeredAt: null })).toEqual({ state: "quiet" });
    expect(state(silent(1))).toEqual({ state: "failing", since: ago(1), lastAnswerAt: null });
    expect(state(silent(4), silent(12), silent(8))).toMatchObject({ since: ago(12) });
    expect(state({ at: ago(9), answeredAt: ago(5) }, silent(5))).toMatchObject({ state: "slow" });
  });

  it("does not call a call that is under way a failure, nor silence without a call", () => {
    expect(connectorHealth([answered(5), silent(0.5)], exampleNow)).toMatchObject({ state: "ok" });
    const calls = [answered(3, 100), silent(0.5), answered(9, 300)];
    expect(connectorHealth(calls, exampleNow)).toMatchObject({ medianMs: 300 });
    expect(connectorHealth([], exampleNow)).toEqual({ state: "quiet" });
  });
});
