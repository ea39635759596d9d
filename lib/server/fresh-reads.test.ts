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

  /** Readings that end when they are told to. */
  function held() {
    const begun: { end: (value: string) => void; fail: () => void }[] = [];
    const read = (): Promise<string> =>
      new Promise((end, fail) => begun.push({ end, fail: () => fail(new Error("no")) }));
    return { begun, read };
  }
  const settled = () => new Promise((done) => setImmediate(done));

  it("of one name are made one at a time: all who come meanwhile share the next, which shows what the last of them saw", async () => {
    const { begun, read } = held();
    const reads = new FreshReads();
    const first = reads.read(seen, read);
    const others = ["8", "9", "9"].map((freshness) => reads.read({ ...seen, freshness }, read));
    const same = reads.read(seen, read);
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.end("state 7");
    expect([await first, await same]).toEqual(["state 7", "state 7"]);
    await settled();
    expect(begun).toHaveLength(2);
    const late = reads.read({ ...seen, freshness: "9" }, read);
    begun[1]?.end("state 9");
    expect(await Promise.all([...others, late])).toEqual(Array(4).fill("state 9"));
    expect(await reads.read({ ...seen, freshness: "9" }, read)).toBe("state 9");
    expect(begun).toHaveLength(2);
  });

  it("that are under way when somebody acts are not what he sees next, though he saw the same state", async () => {
    const { begun, read } = held();
    const reads = new FreshReads();
    const before = reads.read(seen, read);
    reads.forget("store");
    const after = reads.read(seen, read);
    begun[0]?.end("without his act");
    await settled();
    begun[1]?.end("with his act");
    expect([await before, await after]).toEqual(["without his act", "with his act"]);
  });

  it("that fail are no end for those who wait for the next", async () => {
    const { begun, read } = held();
    const reads = new FreshReads();
    const first = reads.read(seen, read);
    const next = reads.read({ ...seen, freshness: "8" }, read);
    begun[0]?.fail();
    await expect(first).rejects.toThrow("no");
    await settled();
    begun[1]?.end("yes");
    expect(await next).toBe("yes");
  });

  it("do not wait for those of another name or store", () => {
    const { begun, read } = held();
    const reads = new FreshReads();
    void reads.read(seen, read);
    void reads.read({ ...seen, name: "expiring" }, read);
    void reads.read({ ...seen, storeId: "other" }, read);
    expect(begun).toHaveLength(3);
  });
});
