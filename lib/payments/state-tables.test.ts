import { describe, expect, it } from "vitest";
import { approvalEnds, approvalTransitions } from "./approval-state";
import { authorizationEnds, authorizationTransitions } from "./authorization-state";
import { captureEnds, captureTransitions, invoiceEnds, invoiceTransitions } from "./capture-state";
import { orderEnds, orderTransitions } from "./order-state";
import { refundEnds, refundTransitions } from "./refund-state";
import { nextStatus, type TransitionTable, tableFaults } from "./transition-table";

const tables: readonly [string, TransitionTable<string, string>, string[], readonly string[]][] = [
  ["order", orderTransitions, ["draft", "proposed"], orderEnds],
  ["authorization", authorizationTransitions, ["requested"], authorizationEnds],
  ["capture", captureTransitions, ["requested"], captureEnds],
  ["invoice", invoiceTransitions, ["open"], invoiceEnds],
  ["refund", refundTransitions, ["requested", "waiting"], refundEnds],
  ["approval", approvalTransitions, ["requested"], approvalEnds],
];

describe.each(tables)("the table of %s", (_name, table, initials, ends) => {
  it("is sound: everything can be reached, nothing leads nowhere, ends are declared", () => {
    const faults = initials.map((initial) => new Set(tableFaults(table, initial, ends)));
    const always = [...(faults[0] ?? [])].filter((fault) => faults.every((each) => each.has(fault)));
    expect(always).toEqual([]);
  });

  it("answers every status and event with a known status or a refusal", () => {
    const statuses = Object.keys(table);
    const events = [...new Set(statuses.flatMap((status) => Object.keys(table[status] ?? {})))];
    const answers = statuses.flatMap((status) =>
      events.map((event) => [status, event, nextStatus(table, status, event) ?? "refused"]),
    );
    expect(answers).toHaveLength(statuses.length * events.length);
    for (const [, , next] of answers) expect([...statuses, "refused"]).toContain(next);
    expect(answers.filter(([, , next]) => next !== "refused").map((answer) => answer.join(" "))).toMatchSnapshot();
  });
});

describe("faults of a table", () => {
  it("are found: an unknown target, an unreachable status, an undeclared end", () => {
    const broken = { start: { go: "nowhere" }, island: { go: "start" }, stop: {} };
    expect(tableFaults(broken, "start", [])).toEqual([
      "start + go leads to unknown nowhere",
      "island cannot be reached",
      "stop cannot be reached",
      "stop is an undeclared end",
    ]);
  });

  it("X05: money that was captured can be refused late, and nothing else reopens it", () => {
    expect(nextStatus(captureTransitions as TransitionTable<string, string>, "captured", "capture_failed")).toBe(
      "failed",
    );
    expect(nextStatus(invoiceTransitions as TransitionTable<string, string>, "captured", "capture_failed")).toBe(
      "failed",
    );
    expect(
      nextStatus(captureTransitions as TransitionTable<string, string>, "failed", "capture_succeeded"),
    ).toBeUndefined();
  });
});
