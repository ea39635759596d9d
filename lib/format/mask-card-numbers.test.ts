import { describe, expect, it } from "vitest";
import { maskCardNumbers } from "./mask-card-numbers";

describe("MR4-24: card numbers", () => {
  it.each([
    ["4242424242424242", "[card number ending 4242]"],
    ["card 4242 4242 4242 4242, thanks", "card [card number ending 4242], thanks"],
    ["4000-0025-0000-3155", "[card number ending 3155]"],
    ["378282246310005", "[card number ending 0005]"],
    ["6799990100000000019", "[card number ending 0019]"],
    ["a4242.4242.4242.4242b 5555555555554444", "a[card number ending 4242]b [card number ending 4444]"],
  ])("MR4-24: %s is masked", (text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked);
  });

  it.each([
    "4242424242424241",
    "order 00012-2",
    "+49 30 1234567",
    "2026-11-24 10:41",
    "123456789012",
    "00000000000000000000000042",
  ])("MR4-24: %s stays", (text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });
});
