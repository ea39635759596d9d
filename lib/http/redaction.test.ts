import { describe, expect, it } from "vitest";
import { redact } from "./redaction";

describe("I16: words from outside", () => {
  it.each([
    ["Invalid API Key provided: sk_test_51Habcdef", "Invalid API Key provided: [redacted]"],
    ["signed with whsec_abc123def", "signed with [redacted]"],
    ["use pi_3Abc_secret_Xyz987 to confirm", "use pi_3Abc_secret_[redacted] to confirm"],
    ["No customer jo.doe+shop@mail.example.com here", "No customer [e-mail] here"],
    ["card 4242 4242 4242 4242 refused", "card [number] refused"],
    ["Authorization: Bearer abc.def", "Authorization: [redacted]"],
  ])("I16: %s", (raw, kept) => {
    expect(redact(raw)).toBe(kept);
  });

  it("I16: keeps references, amounts and long numbers that are no card", () => {
    const words = "pi_3Abc of order 1234567890123456 for 24118 was refused";
    expect(redact(words)).toBe(words);
  });

  it("cuts what is too long to keep", () => {
    expect(redact("x".repeat(2_000))).toHaveLength(500);
  });
});
