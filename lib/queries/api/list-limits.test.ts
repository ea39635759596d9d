import { describe, expect, it } from "vitest";
import { listApiOrders } from "./list-api-orders";
import { listApiWorklist } from "./list-api-worklist";

/** The statements that lists of every length ask for. */
async function textsOf(list: (scope: never, page: { limit: number }) => Promise<unknown>): Promise<Set<string>> {
  const texts = new Set<string>();
  const pool = {
    query: async ({ text }: { text: string }) => {
      texts.add(text);
      return { rows: [] };
    },
  };
  for (let limit = 1; limit <= 200; limit++) await list({ pool, storeId: "s" } as never, { limit });
  return texts;
}

describe("the API's lists", () => {
  it.each([
    ["orders", (scope: never, page: { limit: number }) => listApiOrders(scope, { status: "confirmed" }, page)],
    ["a worklist", (scope: never, page: { limit: number }) => listApiWorklist(scope, "unpaid", "price_rise", page)],
  ])(
    "IN-3: the length of %s stands in few statements and is never a value of one: else each call plans anew",
    async (_name, list) => {
      const texts = [...(await textsOf(list))];
      expect(texts).toHaveLength(4);
      for (const text of texts) expect(text).toMatch(/ LIMIT \d+$/);
    },
  );
});
