import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealEvenly, dealNewWork, type Hand, type Handover, STUCK_CLAIM_MS, TOO_MANY_MORE } from "./handing-out";
import { MINUTE_MS } from "./instant";

const hands: Hand[] = [
  { userId: "ana", held: 3 },
  { userId: "ben", held: 0 },
  { userId: "cid", held: 1 },
];

describe("handing work out", () => {
  it("gives the most urgent order to whoever has least, and ends as equal as can be", () => {
    expect(dealEvenly(["o1", "o2", "o3", "o4", "o5"], hands, [])).toEqual([
      { orderId: "o1", from: null, to: "ben" },
      { orderId: "o2", from: null, to: "ben" },
      { orderId: "o3", from: null, to: "cid" },
      { orderId: "o4", from: null, to: "ben" },
      { orderId: "o5", from: null, to: "cid" },
    ]);
  });

  it("leaves what people have with them, unless moving was asked for; then what can wait longest moves", () => {
    const full = [
      { userId: "ana", held: 4 },
      { userId: "ben", held: 0 },
    ];
    expect(dealEvenly([], full, [])).toEqual([]);
    const movable = ["first", "second", "third"].map((orderId) => ({ orderId, ownerId: "ana" }));
    expect(dealEvenly([], full, movable)).toEqual([
      { orderId: "third", from: "ana", to: "ben" },
      { orderId: "second", from: "ana", to: "ben" },
    ]);
  });

  it("moves from the fullest desk first, and nothing of somebody who is not among those who are dealt to", () => {
    const desks = [
      { userId: "ana", held: 3 },
      { userId: "ben", held: 5 },
      { userId: "cid", held: 1 },
    ];
    const movable = [
      { orderId: "a1", ownerId: "ana" },
      { orderId: "b1", ownerId: "ben" },
      { orderId: "a2", ownerId: "ana" },
      { orderId: "z1", ownerId: "zoe" },
    ];
    expect(dealEvenly([], desks, movable)).toEqual([{ orderId: "b1", from: "ben", to: "cid" }]);
    expect(STUCK_CLAIM_MS / MINUTE_MS).toBe(20);
  });

  it("deals nothing where nobody can be given work", () => {
    expect(dealEvenly(["o1"], [], [])).toEqual([]);
  });

  it("whatever the desk looks like: each order once, nobody loses what was not movable, and no fuller desk could have given to an emptier one", () => {
    const anyDesk = fc.record({
      pool: fc.integer({ min: 0, max: 40 }),
      desks: fc.array(fc.record({ fixed: fc.integer({ min: 0, max: 12 }), movable: fc.integer({ min: 0, max: 12 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(anyDesk, ({ pool, desks }) => {
        const unowned = Array.from({ length: pool }, (_, n) => `u${n}`);
        const people = desks.map((desk, n) => ({ userId: `p${n}`, held: desk.fixed + desk.movable }));
        const movable = desks.flatMap((desk, n) =>
          Array.from({ length: desk.movable }, (_, m) => ({ orderId: `m${n}.${m}`, ownerId: `p${n}` })),
        );
        const plan = dealEvenly(unowned, people, movable);
        expect(new Set(plan.map(({ orderId }) => orderId)).size).toBe(plan.length);
        const owners = new Map(movable.map(({ orderId, ownerId }) => [orderId, ownerId]));
        for (const { orderId, from } of plan) expect(from).toBe(owners.get(orderId) ?? null);
        expect(plan.filter(({ from }) => from === null).map(({ orderId }) => orderId)).toEqual(unowned);
        const after = people.map(({ userId, held }) => held + changeOf(plan, userId));
        expect(after.reduce((sum, count) => sum + count, 0)).toBe(
          pool + people.reduce((sum, { held }) => sum + held, 0),
        );
        const least = Math.min(...after);
        for (const [n, { userId }] of people.entries()) {
          const given = plan.filter(({ from }) => from === userId).length;
          const got = plan.filter(({ to }) => to === userId).length;
          expect(given * got).toBe(0);
          if ((after[n] ?? 0) > least + 1) expect([given, got]).toEqual([desks[n]?.movable, 0]);
        }
      }),
    );
  });

  it("whatever the desk looks like: who was given anything ends at most one above the least, and nothing moves unasked", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }),
        (pool, counts) => {
          const people = counts.map((held, n) => ({ userId: `p${n}`, held }));
          const plan = dealEvenly(
            Array.from({ length: pool }, (_, n) => `u${n}`),
            people,
            [],
          );
          const after = people.map(({ userId, held }) => held + changeOf(plan, userId));
          expect(plan.every(({ from }) => from === null)).toBe(true);
          for (const { to } of plan) {
            const index = people.findIndex(({ userId }) => userId === to);
            expect(after[index]).toBeLessThanOrEqual(Math.min(...after) + 1);
          }
        },
      ),
    );
  });
});

function changeOf(plan: readonly Handover[], userId: string): number {
  return plan.filter(({ to }) => to === userId).length - plan.filter(({ from }) => from === userId).length;
}

describe("new work that is dealt by itself", () => {
  const work = (orderId: string, accountId: string, colleagueId: string | null = null) => ({
    orderId,
    accountId,
    colleagueId,
  });

  it("F19: goes to whoever has the customer's other orders, else to whoever has least, and a customer's second order follows the first", () => {
    const plan = dealNewWork(
      [work("o1", "c1", "ana"), work("o2", "c2"), work("o3", "c2"), work("o4", "c3", "gone")],
      hands,
    );
    expect(plan).toEqual([
      { orderId: "o1", to: "ana", because: "knows_customer" },
      { orderId: "o2", to: "ben", because: "has_least" },
      { orderId: "o3", to: "ben", because: "knows_customer" },
      { orderId: "o4", to: "cid", because: "has_least" },
    ]);
  });

  it("F19: a desk that is too full gets none of its customer's either, and nobody there means nothing is dealt", () => {
    const full = (more: number) => [
      { userId: "ana", held: 2 + more },
      { userId: "ben", held: 2 },
    ];
    const to = (more: number) => dealNewWork([work("o1", "c1", "ana")], full(more))[0]?.to;
    expect(to(TOO_MANY_MORE - 1)).toBe("ana");
    expect(to(TOO_MANY_MORE)).toBe("ben");
    expect(dealNewWork([work("o1", "c1", "ana")], [])).toEqual([]);
  });

  it("F19: whatever comes, each order is dealt once, to somebody who is there, and no desk runs away from the emptiest", () => {
    const anyWork = fc.array(
      fc.record({
        accountId: fc.constantFrom("c1", "c2", "c3"),
        colleagueId: fc.option(fc.constantFrom("ana", "ben", "zoe")),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(anyWork, (rows) => {
        const all = rows.map((row, n) => ({ orderId: `o${n}`, ...row }));
        const plan = dealNewWork(all, hands);
        expect(plan.map(({ orderId }) => orderId)).toEqual(all.map(({ orderId }) => orderId));
        const after = hands.map(({ userId, held }) => held + plan.filter(({ to }) => to === userId).length);
        expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(TOO_MANY_MORE);
      }),
    );
  });
});
