import { describe, expect, it } from "vitest";
import { parseSortText, toSortText } from "@/components/data-table/list-params";

describe("sort in the URL", () => {
  it("reads ids in order of weight and their direction", () => {
    expect(parseSortText("hold_left,-due")).toEqual([
      { id: "hold_left", isDescending: false },
      { id: "due", isDescending: true },
    ]);
  });

  it("drops what is no column id and keeps at most five", () => {
    expect(parseSortText("a,;drop table,b,c,d,e,f").map((rule) => rule.id)).toEqual(["a", "b", "c", "d", "e"]);
    expect(parseSortText(null)).toEqual([]);
  });

  it("writes back what it reads", () => {
    expect(toSortText(parseSortText("hold_left,-due"))).toBe("hold_left,-due");
    expect(toSortText([])).toBeNull();
  });
});
