import { describe, expect, it } from "vitest";
import { planPage, type SortKey, toPage } from "./keyset";
import { SqlValues } from "./sql-values";

const keys: SortKey[] = [
  { sql: "a", type: "int8", isDescending: true },
  { sql: "id", type: "text" },
];
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_unused, index) => ({ id: from + index, sort_values: [String(from + index), "x"] }));

describe("pages by their border", () => {
  it("starts at the first row without a cursor, or with one that is broken, foreign or for another order", () => {
    const own = toPage(
      rows(1, 3),
      planPage(new SqlValues(), keys, "", { after: null, before: null, size: 2 }),
      "",
    ).nextCursor;
    for (const after of [
      null,
      "",
      "@@@",
      Buffer.from('["",1]').toString("base64url"),
      Buffer.from("null").toString("base64url"),
    ]) {
      expect(planPage(new SqlValues(), keys, "", { after, before: null, size: 2 }).where).toBe("TRUE");
    }
    expect(planPage(new SqlValues(), keys, "due", { after: own, before: null, size: 2 }).where).toBe("TRUE");
    expect(planPage(new SqlValues(), keys, "", { after: own, before: null, size: 2 }).where).not.toBe("TRUE");
  });

  it("puts no value of a cursor into the SQL text", () => {
    const evil = Buffer.from(JSON.stringify(["", 3, "1); DROP TABLE orders; --", "x"])).toString("base64url");
    const values = new SqlValues();
    const plan = planPage(values, keys, "", { after: evil, before: null, size: 2 });
    expect(plan.where).not.toContain("DROP");
    expect(values.list).toContain("1); DROP TABLE orders; --");
  });

  it("numbers rows across pages, and reads backwards in reading order", () => {
    const first = toPage(rows(1, 3), planPage(new SqlValues(), keys, "", { after: null, before: null, size: 2 }), "");
    expect([first.firstRow, first.previousCursor, first.rows.length]).toEqual([1, null, 2]);
    const second = planPage(new SqlValues(), keys, "", { after: first.nextCursor, before: null, size: 2 });
    const page = toPage(rows(3, 1), second, "");
    expect([page.firstRow, page.nextCursor]).toEqual([3, null]);
    const back = planPage(new SqlValues(), keys, "", { after: null, before: page.previousCursor, size: 2 });
    expect(back.orderBy).toBe("a, id DESC");
    expect(toPage([...rows(1, 2)].reverse(), back, "").rows.map((row) => row.id)).toEqual([1, 2]);
  });
});
