import { describe, expect, it } from "vitest";
import { methodId } from "./example-order";
import { compareIds } from "./ids";

describe("order of ids", () => {
  it("X12: the smaller id goes first, and an id is equal to itself only", () => {
    const [a, b] = [methodId("a"), methodId("b")];
    expect([compareIds(a, b), compareIds(b, a), compareIds(a, a)]).toEqual([-1, 1, 0]);
  });
});
