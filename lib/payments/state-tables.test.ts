import { describe, expect, it } from "vitest";
import { approvalEnds, approvalStatuses, approvalTransitions, isLiveApproval } from "./approval-state";
import {
  authorizationEnds,
  authorizationStatuses,
  authorizationTransitions,
  outerAuthorizationStatus,
} from "./authorization-state";
import {
  captureEnds,
  captureStatuses,
  captureTransitions,
  invoiceEnds,
  invoiceStatuses,
  invoiceTransitions,
  outerCaptureStatus,
} from "./capture-state";
import {
  disputeDecisions,
  nextSteps,
  orderEnds,
  orderSources,
  orderStatuses,
  orderTransitions,
  worklistNames,
  worklistReasons,
} from "./order-state";
import { refundEnds, refundStatuses, refundTransitions } from "./refund-state";
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

describe("the words of states", () => {
  it.each<[string, readonly string[], TransitionTable<string, string>]>([
    ["an order", orderStatuses, orderTransitions],
    ["a hold", authorizationStatuses, authorizationTransitions],
    ["a capture", captureStatuses, captureTransitions],
    ["an invoice", invoiceStatuses, invoiceTransitions],
    ["a refund", refundStatuses, refundTransitions],
    ["a request to the customer", approvalStatuses, approvalTransitions],
  ])("every status of %s has its row in the table, and the table has no other", (_of, statuses, table) => {
    expect([...statuses].sort()).toEqual(Object.keys(table).sort());
  });

  it("H30: the link of a request works until the request has ended or was replaced", () => {
    expect(approvalStatuses.filter(isLiveApproval)).toEqual([
      "requested",
      "sent",
      "opened",
      "approving",
      "payment_failed",
    ]);
  });

  it("P01: what is told outside of an invoice and of a hold never calls open money taken, nor silence a failure", () => {
    const told = (words: Readonly<Record<string, string>>, word: string) =>
      Object.keys(words).filter((status) => words[status] === word);
    expect(told(outerCaptureStatus, "pending")).toEqual(["open", "capturing", "unconfirmed"]);
    expect(told(outerCaptureStatus, "failed")).toEqual(["failed", "finally_failed"]);
    expect(told(outerCaptureStatus, "success")).toEqual(["captured"]);
    expect(told(outerCaptureStatus, "none")).toEqual(["cancelled"]);
    expect(told(outerAuthorizationStatus, "pending")).toEqual(["requested", "authorize_pending"]);
    expect(told(outerAuthorizationStatus, "unconfirmed")).toEqual(["authorize_unconfirmed", "void_unconfirmed"]);
    expect(told(outerAuthorizationStatus, "authorized")).toEqual(["authorized", "void_requested"]);
    for (const end of authorizationEnds) expect(told(outerAuthorizationStatus, end)).toEqual([end]);
  });

  it.each<[string, readonly string[], string]>([
    [
      "worklistReasons",
      worklistReasons,
      "price_rise zero_price_quote authorization_expired authorization_expiring authorization_declined authorization_pending capture_failed awaiting_customer customer_declined customer_question approval_payment_failed link_expired mail_failed unconfirmed unapplied_money refund_failed fraud_stop payment_disputed not_covered half_linked gateway_difference message_not_delivered",
    ],
    [
      "worklistNames",
      worklistNames,
      "unpaid expiring failed-captures awaiting-customer unconfirmed unapplied-money connector-failures",
    ],
    [
      "nextSteps",
      nextSteps,
      "capture retry_capture authorize_and_capture next_payment_method increase_authorization extend_authorization renew_authorization authorize_again ask_customer remind_customer call_customer ask_about_dispute new_payment_method wait refund resync send_again review none",
    ],
    ["orderSources", orderSources, "commerce quote repair"],
    ["disputeDecisions", disputeDecisions, "refund accept contest"],
  ])("words that rows and files of %s have told are not taken back", (_name, words, told) => {
    expect(words).toEqual(expect.arrayContaining(told.split(" ")));
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

  it("are found: an end that leads on, while a status that only leads to itself is an end", () => {
    const broken = { start: { go: "loop", stay: undefined }, loop: { again: "loop", never: undefined } };
    expect(tableFaults(broken, "start", ["start", "loop"])).toEqual(["start is declared an end but is not"]);
    expect(tableFaults(broken, "start", ["loop"])).toEqual([]);
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
