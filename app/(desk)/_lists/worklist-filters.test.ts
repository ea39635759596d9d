import { describe, expect, it } from "vitest";
import { worklistReasons } from "@/lib/payments/order-state";
import { worklistFilters } from "./worklist-filters";

describe("the filters of an order list", () => {
  it("P04: offer each reason for which an order can stand there, and not what no order list ever holds", () => {
    const counts = { colleagues: [] } as unknown as Parameters<typeof worklistFilters>[1];
    const params = {} as Parameters<typeof worklistFilters>[0];
    const reasons = worklistFilters(params, counts, "usr_a").find(({ key }) => key === "reason")?.choices;
    const offered = reasons?.map(({ value }) => value);
    expect(worklistReasons.filter((reason) => !offered?.includes(reason))).toEqual(["message_not_delivered"]);
  });
});
