import { describe, expect, it } from "vitest";
import { worklistReasons } from "@/lib/payments/order-state";
import { worklistFilters } from "./worklist-filters";

describe("the filters of an order list", () => {
  it("P04: offer each reason for which an order can stand there, and not what no order list ever holds", () => {
    const counts = { colleagues: [] } as unknown as Parameters<typeof worklistFilters>[1];
    const params = {} as Parameters<typeof worklistFilters>[0];
    const reasons = worklistFilters(params, counts, [], "usr_a").find(({ key }) => key === "reason")?.choices;
    const offered = reasons?.map(({ value }) => value);
    expect(worklistReasons.filter((reason) => !offered?.includes(reason))).toEqual(["message_not_delivered"]);
  });

  it("P02: offer the store's own fields, and no such chip where it has none", () => {
    const counts = { colleagues: [] } as unknown as Parameters<typeof worklistFilters>[1];
    const params = { own: "sfd_a.sch_b" } as Parameters<typeof worklistFilters>[0];
    const review = { id: "sfd_a", subject: "order", kind: "choice", name: "Review" } as const;
    const fields = [
      { ...review, choices: [{ id: "sch_b", name: "Cleared" }] },
      { id: "sfd_c", subject: "invoice", kind: "flag", name: "VIP", choices: [] } as const,
    ];
    const chip = worklistFilters(params, counts, fields, "usr_a").find(({ key }) => key === "own");
    expect(chip).toMatchObject({ value: "sfd_a.sch_b", label: "Own status" });
    expect(chip?.choices.map(({ label }) => label)).toEqual(["Review: Cleared", "VIP"]);
    expect(worklistFilters(params, counts, [], "usr_a").some(({ key }) => key === "own")).toBe(false);
  });
});
