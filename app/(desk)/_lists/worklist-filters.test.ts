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
    const none = { own: null } as Parameters<typeof worklistFilters>[0];
    expect(worklistFilters(none, counts, [], "usr_a").some(({ key }) => key === "own")).toBe(false);
  });

  it("H04: a word of the address that narrows nothing has no chip, and one that does is shown as it was typed", () => {
    const counts = { colleagues: [] } as unknown as Parameters<typeof worklistFilters>[1];
    const chips = (params: object) =>
      worklistFilters(params as Parameters<typeof worklistFilters>[0], counts, [], "usr_a")
        .filter(({ value }) => value !== null)
        .map(({ key, value }) => [key, value]);
    expect(
      chips({ above: "abc", reason: "foo", hold_left: "x", gateway: "x", method: "x", snoozed: "x", own: "x" }),
    ).toEqual([]);
    expect(chips({ above: "10,50", reason: "price_rise,foo" })).toEqual([
      ["reason", "price_rise"],
      ["above", "10,50"],
    ]);
  });
});
