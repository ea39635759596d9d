import { describe, expect, it } from "vitest";
import { exampleNow } from "./example-order";
import { earliest, later, toInstant } from "./instant";

describe("a moment", () => {
  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])("is a whole number of milliseconds, not %d", (ms) => {
    expect(() => toInstant(ms)).toThrow("whole number");
  });

  it("moves by whole milliseconds, and back", () => {
    expect(later(exampleNow, 0.4)).toBe(exampleNow);
    expect(later(later(exampleNow, 1_000), -1_000)).toBe(exampleNow);
  });

  it("is the earliest of those that are there, whatever their order", () => {
    const soon = later(exampleNow, 1);
    expect(earliest([null, soon, undefined, exampleNow])).toBe(exampleNow);
    expect(earliest([exampleNow, soon])).toBe(exampleNow);
    expect(earliest([null, undefined])).toBeUndefined();
  });
});
