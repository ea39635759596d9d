import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import { nextStepTitle } from "./next-step-title";

describe("the title of the next step", () => {
  it.each([
    ["ships_in_time", "Wait: the goods leave before the hold ends"],
    ["renews_itself", "Wait: the house renews this hold by itself"],
    ["renewing", "Wait: a new hold is being asked for"],
    ["renewal_too_early", "Wait: the gateway renews this hold later"],
    ["asked", "Wait for Carmen"],
  ])("X02: where a hold ends soon and one waits because of %s, it says %s", (why, title) => {
    const facts = { reason: "authorization_expiring", step: "wait", why, customer: "Carmen" } as const;
    expect(nextStepTitle({ ...facts, amount: money(2_000n, "USD") })).toBe(title);
  });
});
