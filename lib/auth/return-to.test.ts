import { describe, expect, it } from "vitest";
import { safeReturnTo } from "./return-to";

describe("MR4-20: where a person goes after signing in", () => {
  it.each(["/", "/orders/00012", "/unpaid?sort=-due&after=abc", "/orders/00012#notes", "/team"])(
    "MR4-20: %s is ours",
    (path) => {
      expect(safeReturnTo(path)).toBe(path.replace(/#.*/, ""));
    },
  );

  it.each([
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test",
    "https:evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.test",
    "/\n/evil.test",
    " /evil.test",
    "/ /evil.test",
    "/.//evil.test",
    "/..//evil.test",
    "/a/..//evil.test",
    "@evil.test",
    "/api/auth/signout",
    "/api/test/clock",
    "/sign-in?returnTo=/sign-in",
    "/pay/token",
    "/_next/x",
    "/.//api/test/clock",
    "",
    "orders",
    `/${"a".repeat(3000)}`,
  ])("MR4-20: %j leads Home", (path) => {
    expect(safeReturnTo(path)).toBe("/");
  });

  it("MR4-20: a repeated or missing value leads Home", () => {
    expect(safeReturnTo(["/a", "/b"])).toBe("/");
    expect(safeReturnTo(undefined)).toBe("/");
  });
});
