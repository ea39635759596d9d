import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { FreshReads } from "./fresh-reads";

const at = (ms: number) => toInstant(1_800_000_000_000 + ms);
const seen = { storeId: "store", freshness: "7", now: at(0), name: "unpaid" };

function counted() {
  let times = 0;
  return { read: async () => ++times, times: () => times };
}

describe("readings of a store", () => {
  it("are shared by all who saw the same state, also while the reading is under way", async () => {
    const { read, times } = counted();
    const reads = new FreshReads();
    expect(await Promise.all([reads.read(seen, read), reads.read(seen, read)])).toEqual([1, 1]);
    expect(await reads.read({ ...seen, now: at(9_999) }, read)).toBe(1);
    expect(times()).toBe(1);
  });

  it.each([
    ["something happened", { freshness: "8" }],
    ["ten seconds are over", { now: at(10_000) }],
    ["the clock was set back", { now: at(-1) }],
    ["it is another store's", { storeId: "other" }],
    ["something else is read", { name: "expiring" }],
  ])("are made anew when %s", async (_, change) => {
    const { read } = counted();
    const reads = new FreshReads();
    await reads.read(seen, read);
    expect(await reads.read({ ...seen, ...change }, read)).toBe(2);
  });

  it("that fail are not kept", async () => {
    const reads = new FreshReads();
    await expect(reads.read(seen, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await reads.read(seen, async () => "yes")).toBe("yes");
  });

  it("are forgotten for one store alone, and the oldest where there are too many", async () => {
    const { read } = counted();
    const reads = new FreshReads(2);
    const other = { ...seen, storeId: "other" };
    await reads.read(seen, read);
    await reads.read(other, read);
    reads.forget("store");
    expect(await reads.read(other, read)).toBe(2);
    expect(await reads.read(seen, read)).toBe(3);
    await reads.read({ ...seen, name: "third" }, read);
    expect(await reads.read(other, read)).toBe(5);
  });
});
