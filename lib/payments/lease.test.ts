import { expect, it } from "vitest";
import { leaseMs, mayBeginCall } from "./lease";

it.each([
  [0, true],
  [leaseMs - 1, true],
  [leaseMs, false],
  [leaseMs * 600, false],
])("CC-4 DC-3 I5: an attempt that was taken %i ms ago may still be sent: %s", (heldForMs, may) => {
  expect(mayBeginCall(heldForMs)).toBe(may);
});
