import { describe, expect, it } from "vitest";
import { readableAddress } from "./readable-address";

describe("an address", () => {
  it.each(["/", "/orders/a%20b?q=%", "/orders/%E2%82%AC?x=%ff", "/unpaid?reason=a"])("%s is left alone", (url) => {
    expect(readableAddress(url)).toBe(url);
  });

  it.each([
    ["/orders/%", "/orders/%25"],
    ["/orders/%ff?q=%", "/orders/%25ff?q=%"],
    ["/%2f%zz", "/%252f%25zz"],
  ])("MR4-40: %s, which is no text, is read sign by sign", (url, read) => {
    expect(readableAddress(url)).toBe(read);
    expect(() => decodeURIComponent(read.split("?")[0] ?? "")).not.toThrow();
  });
});
