import { expect, it } from "vitest";
import { newId } from "./new-id";

it("ids that one process makes sort in the order in which they were made, within a millisecond too", () => {
  const ids = Array.from({ length: 1_000 }, () => newId("order"));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^order_[0-9a-hjkmnp-z]{26}$/);
});
