import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, toInstant } from "./instant";
import { keyAfterNothing } from "./key-discipline";

const firstSentAt = toInstant(1_790_000_000_000);
const keyAfter = (ms: number, serverErrors = 0, lastSentMs = 0) => {
  const lastSentAt = later(firstSentAt, lastSentMs);
  return keyAfterNothing({ firstSentAt, lastSentAt, serverErrors, keyMemoryMs: DAY_MS }, later(firstSentAt, ms));
};

describe("the key of a call that the gateway knows nothing of", () => {
  it("DC-3 I5: is the old one while the gateway remembers it: a first call may still be on its way", () => {
    expect(keyAfter(30_000)).toBe("same_key");
    expect(keyAfter(23 * HOUR_MS)).toBe("same_key");
  });

  it("DC-3: is a new one before the gateway forgets the old one, and ever after", () => {
    expect(keyAfter(DAY_MS - 5 * MINUTE_MS - 1)).toBe("same_key");
    expect(keyAfter(DAY_MS - 5 * MINUTE_MS)).toBe("new_key");
    expect(keyAfter(9 * DAY_MS)).toBe("new_key");
  });

  it("DC-3: is a new one when the gateway answered the old one with its own error twice, and not after once", () => {
    expect(keyAfter(2 * MINUTE_MS, 1)).toBe("same_key");
    expect(keyAfter(2 * MINUTE_MS, 2)).toBe("new_key");
  });

  it.each([
    ["the gateway has forgotten the old one", DAY_MS, 0],
    ["the gateway repeats its errors", HOUR_MS, 2],
  ])(
    "DC-3 I5: is none while a call under the old one may still arrive, though %s",
    (_why, lastSentMs, serverErrors) => {
      expect(keyAfter(lastSentMs, serverErrors, lastSentMs)).toBe("none_yet");
      expect(keyAfter(lastSentMs + 2 * MINUTE_MS - 1, serverErrors, lastSentMs)).toBe("none_yet");
      expect(keyAfter(lastSentMs + 2 * MINUTE_MS, serverErrors, lastSentMs)).toBe("new_key");
    },
  );
});
