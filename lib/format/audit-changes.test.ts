import { describe, expect, it } from "vitest";
import { auditChanges } from "./audit-changes";
import { auditActText, auditKindNames, auditKinds } from "./audit-words";

describe("what an entry of the audit says", () => {
  it("I10: shows each fact before and after, amounts in their currency, and leaves out what stayed", () => {
    const before = { totalMinor: "20000", currency: "USD", status: "confirmed", quietHours: { from: "20:00" } };
    const after = { totalMinor: "24118", currency: "USD", status: "confirmed", quietHours: null, holdHours: 24 };
    expect(auditChanges(before, after, "EUR")).toEqual([
      { name: "total", before: "200.00 USD", after: "241.18 USD" },
      { name: "quiet hours", before: '{"from":"20:00"}', after: null },
      { name: "hold hours", before: null, after: "24" },
    ]);
    expect(auditChanges(null, { amount: { amountMinor: "500", currency: "JPY" } }, null)).toEqual([
      { name: "amount", before: null, after: "500 JPY" },
    ]);
    expect(auditChanges(null, { totalMinor: "109390" }, "EUR")).toEqual([
      { name: "total", before: null, after: "1,093.90 EUR" },
    ]);
    expect(auditChanges(null, null, null)).toEqual([]);
  });

  it("I10: an act that nobody has worded is readable, and each kind names some", () => {
    expect(auditActText("order.claim_taken_over")).toBe("Took over a colleague's claim");
    expect(auditActText("release.shipped_twice")).toBe("Release shipped twice");
    for (const kind of auditKindNames) expect(auditKinds[kind].actions.length).toBeGreaterThan(0);
  });
});
