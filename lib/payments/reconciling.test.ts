import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorizationStatuses } from "./authorization-state";
import type { BookedHold } from "./gateway";
import { toInstant } from "./instant";
import { money } from "./money";
import { compareHold, differenceAmount, differenceKinds, listOfDifference, type OurHold } from "./reconciling";

const usd = (minor: number) => money(minor, "USD");
const ours: OurHold = {
  status: "authorized",
  amount: usd(200),
  captured: usd(0),
  refunded: usd(0),
  isBeingAsked: false,
};
const theirs: BookedHold = {
  authorizationReference: "pi_1",
  operationId: "op_1",
  storeId: "s",
  orderNumber: "1",
  createdAt: toInstant(0),
  state: "open",
  amount: usd(200),
  captured: usd(0),
  refunded: usd(0),
};
const kindsOf = (mine: OurHold | null, yours: BookedHold | null) => compareHold(mine, yours).map(({ kind }) => kind);

describe("our books beside the gateway's", () => {
  it.each([
    ["captured there", { captured: usd(200), state: "captured" }, {}, ["captured_at_gateway"]],
    ["captured here only", {}, { captured: usd(200), status: "captured" }, ["not_captured_at_gateway"]],
    [
      "refunded there",
      { captured: usd(200), refunded: usd(50), state: "captured" },
      { captured: usd(200), status: "captured" },
      ["refunded_at_gateway"],
    ],
    [
      "refunded here only",
      { captured: usd(200), state: "captured" },
      { captured: usd(200), refunded: usd(50), status: "captured" },
      ["not_refunded_at_gateway"],
    ],
    ["ended there", { state: "expired" }, {}, ["hold_ended_at_gateway"]],
    ["released there", { state: "voided" }, {}, ["hold_ended_at_gateway"]],
    ["ended here only", {}, { status: "voided" }, ["hold_open_at_gateway"]],
    ["declined here, held there", {}, { status: "declined" }, ["hold_open_at_gateway"]],
    ["of another amount", { amount: usd(150) }, {}, ["amount_differs"]],
    ["of another currency", { amount: money(200, "EUR") }, {}, ["amount_differs"]],
    ["the same", {}, {}, []],
    [
      "partly captured, the rest let go",
      { captured: usd(150), state: "captured" },
      { captured: usd(150), status: "authorized" },
      [],
    ],
    ["ended there while we release it", { state: "expired" }, { status: "void_requested" }, ["hold_ended_at_gateway"]],
    ["lapsed here only", {}, { status: "expired" }, ["hold_open_at_gateway"]],
    [
      "captured in part there, which is all that it still shows",
      { amount: usd(150), captured: usd(150), state: "captured" },
      { captured: usd(150), status: "captured" },
      [],
    ],
    ["ended on both sides", { state: "expired" }, { status: "expired" }, []],
  ] as const)("I4: %s", (_, there, here, kinds) => {
    expect(kindsOf({ ...ours, ...here }, { ...theirs, ...there })).toEqual(kinds);
  });

  it("I4: a hold that the gateway does not know is a difference while it stands for money", () => {
    expect(kindsOf(ours, null)).toEqual(["missing_at_gateway"]);
    expect(kindsOf({ ...ours, status: "captured", captured: usd(200) }, null)).toEqual(["missing_at_gateway"]);
    expect(kindsOf({ ...ours, status: "declined" }, null)).toEqual([]);
  });

  it("I4: a payment with our mark that we do not know is one; a payment of others, or without money, is not", () => {
    expect(kindsOf(null, theirs)).toEqual(["unknown_to_us"]);
    expect(kindsOf(null, { ...theirs, operationId: null })).toEqual([]);
    expect(kindsOf(null, { ...theirs, state: "voided" })).toEqual([]);
    expect(kindsOf(null, null)).toEqual([]);
  });

  it("I4: each difference shows both sides, and says whether a person looks or the gateway is asked again", () => {
    const here = { amount: usd(200), status: "authorized" };
    const there = { amount: usd(200), status: "open" };
    expect(compareHold(null, theirs)).toEqual([{ kind: "unknown_to_us", ours: null, theirs: there, step: "review" }]);
    expect(compareHold(null, { ...theirs, state: "captured", captured: usd(70) })).toEqual([
      { kind: "unknown_to_us", ours: null, theirs: { amount: usd(70), status: "captured" }, step: "review" },
    ]);
    expect(compareHold(ours, null)).toEqual([{ kind: "missing_at_gateway", ours: here, theirs: null, step: "review" }]);
    expect(compareHold({ ...ours, captured: usd(50) }, { ...theirs, captured: usd(80) })).toEqual([
      {
        kind: "captured_at_gateway",
        ours: { ...here, amount: usd(50) },
        theirs: { ...there, amount: usd(80) },
        step: "review",
      },
    ]);
    expect(compareHold(ours, { ...theirs, state: "voided" })).toEqual([
      { kind: "hold_ended_at_gateway", ours: here, theirs: { ...there, status: "voided" }, step: "resync" },
    ]);
    expect(compareHold({ ...ours, status: "voided" }, theirs)).toEqual([
      { kind: "hold_open_at_gateway", ours: { ...here, status: "voided" }, theirs: there, step: "review" },
    ]);
    expect(compareHold(ours, { ...theirs, amount: usd(150) })).toEqual([
      { kind: "amount_differs", ours: here, theirs: { ...there, amount: usd(150) }, step: "review" },
    ]);
  });

  it("I4: a difference is worth the distance of both sides, or the side that there is", () => {
    const worth = (mine: number | null, yours: ReturnType<typeof usd> | null) =>
      differenceAmount({
        kind: "amount_differs",
        ours: mine === null ? null : { amount: usd(mine), status: "authorized" },
        theirs: yours === null ? null : { amount: yours, status: "open" },
        step: "review",
      });
    expect(worth(50, usd(80))).toEqual(usd(30));
    expect(worth(80, usd(50))).toEqual(usd(30));
    expect(worth(80, usd(80))).toEqual(usd(80));
    expect(worth(null, usd(80))).toEqual(usd(80));
    expect(worth(50, null)).toEqual(usd(50));
    expect(worth(null, null)).toBeNull();
    expect(worth(50, money(80, "EUR"))).toEqual(money(80, "EUR"));
  });

  it("I6: while a call about it has no answer, nothing is a difference", () => {
    expect(kindsOf({ ...ours, isBeingAsked: true }, { ...theirs, captured: usd(200), state: "captured" })).toEqual([]);
    expect(kindsOf({ ...ours, isBeingAsked: true }, null)).toEqual([]);
  });

  it("I18: unexpected money stands with unapplied money, the rest with what is not known yet", () => {
    for (const kind of differenceKinds) {
      const isMoney = kind === "captured_at_gateway" || kind === "unknown_to_us";
      expect(listOfDifference(kind)).toBe(isMoney ? "unapplied-money" : "unconfirmed");
    }
  });

  const minor = fc.integer({ min: 0, max: 1_000 }).map(usd);
  const anyOurs = fc.record({
    status: fc.constantFrom(...authorizationStatuses),
    amount: fc.integer({ min: 1, max: 1_000 }).map(usd),
    captured: minor,
    refunded: minor,
    isBeingAsked: fc.constant(false),
  });
  const anyTheirs = fc.record({
    state: fc.constantFrom("open", "captured", "expired", "voided", "other"),
    amount: fc.integer({ min: 1, max: 1_000 }).map(usd),
    captured: minor,
    refunded: minor,
  });

  it("I4: whatever both sides say, unequal money never goes unnoticed, and each difference has an amount and a step", () => {
    fc.assert(
      fc.property(anyOurs, anyTheirs, (mine, there) => {
        const yours = { ...theirs, ...there } as BookedHold;
        const found = compareHold(mine, yours);
        const isEqual =
          mine.captured.amountMinor === yours.captured.amountMinor &&
          mine.refunded.amountMinor === yours.refunded.amountMinor;
        if (!isEqual) expect(found.length).toBeGreaterThan(0);
        expect(new Set(found.map(({ kind }) => kind)).size).toBe(found.length);
        for (const each of found) {
          expect((differenceAmount(each)?.amountMinor ?? 0n) > 0n).toBe(true);
          expect(each.step).not.toBe("none");
        }
      }),
    );
  });
});
