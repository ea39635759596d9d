import { describe, expect, it } from "vitest";
import { shownError } from "./job-words";

describe("a job that the queue has given up", () => {
  it.each([
    ["the gateway answered 500\n    at run (job.ts:3)", "the gateway answered 500"],
    ["no mail to ewan.haddad@example.com", "no mail to …"],
    ["postgresql://paydesk:pass-word@db:5432/x cannot be reached", "… cannot be reached"],
    ["key sk_live_51Habcdefghijkl is wrong", "key … is wrong"],
    ["Bearer eyJhbGciOiJIUzI1NiJ9aaaa refused", "Bearer … refused"],
    ["card 4242 4242 4242 4242 refused", "card … refused"],
    ["", "It ended without a word."],
    [null, "It ended without a word."],
    ["x y ".repeat(60), `${"x y ".repeat(40)}…`],
  ])("MR4-40: what it broke with is shown without secrets: %j", (error, shown) =>
    expect(shownError(error)).toBe(shown),
  );
});
