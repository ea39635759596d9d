import { describe, expect, it } from "vitest";
import { requirementsPage } from "./requirements-page";
import { titlesIn } from "./test-titles";

const groups = [
  {
    title: "Capture",
    rows: { P13: "a voided hold", P14: "an expired hold", "UN-1": "it timed out", "MR4-1": "no session" },
  },
];
const file = "lib/payments/capturing.test.ts";

describe("the titles of tests", () => {
  it("are found in groups, tables and tests that run only sometimes", () => {
    const text = `
      describe("holds", () => {
        it("P13: one", () => {});
        it.each([1])("P14: %s", () => {});
        it.skipIf(isAway)("UN-1: three", () => {});
        test.describe(\`on \${size}: P13\`, () => {});
      });`;
    expect(titlesIn(text, file).map((each) => each.title)).toEqual([
      "holds",
      "P13: one",
      "P14: %s",
      "UN-1: three",
      "on …: P13",
    ]);
  });

  it("of tests that never run are left out", () => {
    expect(titlesIn('it.skip("P13: one", () => {}); it.todo("P14: two");', file)).toEqual([]);
  });
});

describe("the page of requirements", () => {
  it("says of each row which tests show it, without their ids, or that it is open", () => {
    const { text } = requirementsPage(groups, [{ title: "P13 UN-1: is captured anew", file }]);
    expect(text).toContain(`- **P13** a voided hold: “is captured anew” ([${file}](../${file}))`);
    expect(text).toContain(`- **UN-1** it timed out: “is captured anew”`);
    expect(text).toContain("- **P14** an expired hold: **open**");
    expect(text).toContain("2 of 4 rows are shown by a test.");
  });

  it("names an id that nobody knows, and takes no other word for one", () => {
    const { unknown } = requirementsPage(groups, [{ title: "P13 P99 UN-7 MR4-1: of W-7, UTF-8, S3 and EN-1", file }]);
    expect(unknown.map((each) => each.id)).toEqual(["P99", "UN-7"]);
  });
});
