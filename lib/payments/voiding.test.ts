import { describe, expect, it } from "vitest";
import type { Authorization } from "./authorization";
import { exampleAttempt, exampleHold, usd } from "./example-order";
import { applyVoidOutcome, decideVoid } from "./voiding";

describe("releasing a hold", () => {
  it("H31: a live hold is released for what is left on it", () => {
    expect(decideVoid(exampleHold({ captured: usd(5_000) }), [])).toEqual({
      ok: true,
      value: { event: "void_requested", authorizationId: "hold-1", amount: usd(15_000), obligation: "void:hold-1" },
    });
  });

  it.each([
    ["PR-4: voided", { status: "voided" }, "already_voided"],
    ["PR-4: captured", { status: "captured" }, "already_captured"],
    ["captured to the last cent", { captured: usd(20_000) }, "already_captured"],
    ["PR-4 X04: lapsed", { status: "expired" }, "nothing_to_void"],
    ["declined", { status: "declined" }, "nothing_to_void"],
    ["unknown at the gateway", { gatewayReference: null }, "nothing_to_void"],
    ["I6: a capture is under way", { reserved: usd(1) }, "capture_in_progress"],
    ["I6: still being asked for", { status: "authorize_unconfirmed" }, "outcome_unknown"],
    ["I6: just asked for", { status: "requested" }, "outcome_unknown"],
    ["I6: accepted and not there yet", { status: "authorize_pending" }, "outcome_unknown"],
    ["I6: already being released", { status: "void_requested" }, "outcome_unknown"],
    ["I6: a release without an answer", { status: "void_unconfirmed" }, "outcome_unknown"],
  ] as const)("%s", (_title, parts, reason) => {
    expect(decideVoid(exampleHold(parts as Partial<Authorization>), [])).toMatchObject({ ok: false, reason });
  });

  it("I6: an open release of this hold blocks another, one of a different hold does not", () => {
    const open = exampleAttempt({ operation: "void", obligation: "void:hold-1" });
    expect(decideVoid(exampleHold(), [open])).toMatchObject({ ok: false, reason: "outcome_unknown" });
    expect(decideVoid(exampleHold(), [exampleAttempt({ operation: "void", obligation: "void:hold-2" })]).ok).toBe(true);
  });
});

describe("answers to a release", () => {
  it.each([
    ["released", "succeeded", null, "void_succeeded", false, "done"],
    ["PR-4: released before", "rejected", "authorization_voided", "void_succeeded", false, "done"],
    ["PR-4: lapsed before", "rejected", "authorization_expired", "expired", false, "done"],
    ["PR-4: captured meanwhile", "rejected", "already_captured", "fully_captured", true, "done"],
    ["declined", "declined", "technical_fault", "void_refused", false, "recover"],
    ["refused", "rejected", "invalid_request", "void_refused", false, "recover"],
    ["UN-1: silence", "unconfirmed", null, "void_unconfirmed", false, "enquire"],
    ["pending", "pending", null, null, false, "enquire"],
    ["not sent", "not_sent", null, null, false, "run_again"],
  ] as const)("%s", (_title, kind, reason, event, needsRefund, after) => {
    expect(applyVoidOutcome(kind, reason)).toEqual({ event, needsRefund, after });
  });
});
