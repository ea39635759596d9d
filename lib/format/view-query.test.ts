import { describe, expect, it } from "vitest";
import { toViewQuery, viewHref } from "./view-query";

describe("the state of a list as a view keeps it", () => {
  it("leaves the visit out, and writes equal states as equal texts", () => {
    const one = toViewQuery("?sort=-due&reason=price_rise&after=abc&peek=00012345&view=viw_1");
    expect(one).toBe("reason=price_rise&sort=-due");
    expect(toViewQuery("view=other&reason=price_rise&before=x&sort=-due&owner=")).toBe(one);
  });

  it("drops names that are no parameter of ours", () => {
    expect(toViewQuery("__proto__=1&Reason=x&owner=me&javascript:alert=1")).toBe("owner=me");
  });

  it("leads back to the list with its name", () => {
    expect(viewHref("unpaid", { id: "mine", query: "owner=me" })).toBe("/unpaid?owner=me&view=mine");
  });
});
