import { describe, expect, it } from "vitest";
import { approvalStatuses } from "./approval-state";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleNow,
  exampleOrder,
  usd,
} from "./example-order";
import { DAY_MS, HOUR_MS, later } from "./instant";
import type { Order } from "./order";
import { decideReminder } from "./reminding";

const soonMs = 3 * DAY_MS;
const due = { remindAt: exampleNow, expiresAt: later(exampleNow, 5 * DAY_MS) };
const verdict = (request: Parameters<typeof exampleApproval>[0] = {}, parts: Partial<Order> = {}) =>
  decideReminder(
    exampleOrder({ total: usd(24_118), approval: exampleApproval({ ...due, ...request }), ...parts }),
    exampleNow,
    { soonMs },
  ).kind;

describe("reminding a customer who says nothing", () => {
  it("H32: who was asked and says nothing is reminded, whether they looked or not", () => {
    expect(verdict()).toBe("send");
    expect(verdict({ status: "opened", openedAt: exampleNow })).toBe("send");
  });

  it("H32: not before its time, and not where nobody asked for it", () => {
    expect(verdict({ remindAt: later(exampleNow, 1) })).toBe("not_due");
    expect(verdict({ remindAt: null })).toBe("not_due");
    expect(verdict({}, { approval: null })).toBe("not_due");
  });

  it("H32 I18: only silence is reminded of: each answer ends it, and a payment under way makes it wait", () => {
    const verdicts = Object.fromEntries(approvalStatuses.map((status) => [status, verdict({ status })]));
    expect(verdicts).toEqual({
      requested: "later",
      sent: "send",
      opened: "send",
      approving: "later",
      approved: "stop",
      payment_failed: "stop",
      declined: "stop",
      expired: "stop",
      replaced: "stop",
      withdrawn: "stop",
    });
  });

  it.each(["authorize", "authorize_and_capture", "capture", "open_hosted_page"] as const)(
    "H32 I5: while a call to %s is open nobody is reminded",
    (operation) => expect(verdict({}, { openAttempts: [exampleAttempt({ operation })] })).toBe("later"),
  );

  it("F04: nobody is dunned about a payment that they dispute", () => {
    expect(
      verdict(
        {},
        { dispute: { isOpen: true, decision: null, answerBy: null, isAnswered: false, isAnswerStuck: false } },
      ),
    ).toBe("stop");
    const invoices = [exampleInvoice({ status: "finally_failed", lastReason: "disputed" })];
    expect(verdict({}, { invoices })).toBe("stop");
  });

  it("H32: a question that nobody has answered is no silence", () => {
    expect(verdict({ questionAt: exampleNow })).toBe("later");
    const asked = exampleOrder({
      total: usd(24_118),
      approval: exampleApproval({ ...due, questionAt: exampleNow }),
    });
    expect(decideReminder(asked, exampleNow, { soonMs })).toEqual({ kind: "later", at: later(exampleNow, HOUR_MS) });
  });

  it("H32: a release under way keeps nobody from being reminded", () => {
    expect(verdict({}, { openAttempts: [exampleAttempt({ operation: "void" })] })).toBe("send");
  });

  it("H32 I14: nobody is reminded of a dead link, a closed or stopped order, or of nothing", () => {
    expect(verdict({ expiresAt: later(exampleNow, HOUR_MS - 1) })).toBe("stop");
    expect(verdict({ expiresAt: later(exampleNow, HOUR_MS) })).toBe("send");
    expect(verdict({}, { isFraudStopped: true })).toBe("stop");
    for (const status of ["cancelled", "replaced", "completed"] as const) expect(verdict({}, { status })).toBe("stop");
    const paid = { total: usd(20_000), approvedTotal: usd(20_000), authorizations: [exampleHold()] };
    expect(verdict({}, paid)).toBe("stop");
  });
});
