import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import { openScriptedStripe } from "./scripted-stripe";
import { sampleError, sampleIntent, sampleRefund, sampleRequests } from "./stripe-samples";

const { far, gateway } = await openScriptedStripe();

describe("capture", () => {
  const capture = () => gateway.run("capture", sampleRequests.capture);
  const unexpected = sampleError("invalid_request_error", "payment_intent_unexpected_state");

  it("P22: gives the charge and the amount received", async () => {
    far.answer(200, sampleIntent("succeeded"));
    expect(await capture()).toMatchObject({
      kind: "succeeded",
      facts: { captureReference: "ch_1", amount: money(24_118, "USD") },
    });
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({
      amount_to_capture: "24118",
      "metadata[capture_operation_id]": "op_2",
    });
  });

  it.each(["charge_expired_for_capture", "capture_charge_authorization_expired"])(
    "P14: %s is an expired hold",
    async (code) => {
      far.answer(400, sampleError("invalid_request_error", code));
      expect(await capture()).toMatchObject({
        kind: "declined",
        reason: "authorization_expired",
        exchange: { rawCode: code },
      });
    },
  );

  it.each([
    ["automatic", "authorization_expired"],
    ["expired", "authorization_expired"],
    ["requested_by_customer", "authorization_voided"],
    [null, "authorization_voided"],
  ])("P13 P14: a canceled intent (%s) is read again: %s", async (cancellation_reason, reason) => {
    far.answer(400, unexpected);
    far.answer(200, sampleIntent("canceled", { cancellation_reason }));
    expect(await capture()).toMatchObject({
      kind: "declined",
      reason,
      exchange: { rawCode: "payment_intent_unexpected_state" },
    });
    expect(far.requests.map((request) => request.method)).toEqual(["POST", "GET"]);
  });

  it.each([
    ["by this operation", { metadata: { capture_operation_id: "op_2" } }, "succeeded"],
    ["by this operation, for less", { metadata: { capture_operation_id: "op_2" }, amount_received: 100 }, "succeeded"],
    ["by hand, for this amount", { metadata: {} }, "succeeded"],
    ["by hand, for another amount", { metadata: {}, amount_received: 100 }, "rejected"],
    ["by another operation of ours", { metadata: { capture_operation_id: "op_9" } }, "rejected"],
  ])("DC-1 I5: already captured %s", async (_, fields, kind) => {
    far.answer(400, unexpected);
    far.answer(200, sampleIntent("succeeded", fields));
    expect(await capture()).toMatchObject(kind === "rejected" ? { kind, reason: "already_captured" } : { kind });
  });

  it("UN-1: if the second look fails too, nothing is known", async () => {
    far.answer(400, unexpected);
    far.answer(503, "");
    expect(await capture()).toMatchObject({ kind: "unconfirmed" });
  });

  it("UN-1: a refusal that the hold contradicts proves nothing", async () => {
    far.answer(400, unexpected);
    far.answer(200, sampleIntent("requires_capture"));
    expect(await capture()).toMatchObject({ kind: "unconfirmed" });
  });
});

describe("void", () => {
  const voidHold = () => gateway.run("void", sampleRequests.void);
  const unexpected = sampleError("invalid_request_error", "payment_intent_unexpected_state");

  it("PR-4: releases the hold", async () => {
    far.answer(200, sampleIntent("canceled"));
    expect(await voidHold()).toMatchObject({ kind: "succeeded", facts: { authorizationReference: "pi_1" } });
  });

  it.each(["automatic", "expired", "requested_by_customer"])(
    "PR-4: already canceled (%s) counts as done",
    async (reason) => {
      far.answer(400, unexpected);
      far.answer(200, sampleIntent("canceled", { cancellation_reason: reason }));
      expect(await voidHold()).toMatchObject({ kind: "succeeded" });
    },
  );

  it("PR-4 RF-3: already captured is no void, and says so", async () => {
    far.answer(400, unexpected);
    far.answer(200, sampleIntent("succeeded"));
    expect(await voidHold()).toMatchObject({ kind: "rejected", reason: "already_captured" });
  });
});

describe("refund", () => {
  const refund = () => gateway.run("refund", sampleRequests.refund);

  it.each([
    ["succeeded", {}, { kind: "succeeded", facts: { refundReference: "re_1", amount: money(1_000, "USD") } }],
    ["pending", {}, { kind: "pending", facts: { refundReference: "re_1" } }],
    ["requires_action", {}, { kind: "pending" }],
    ["failed", { failure_reason: "expired_or_canceled_card" }, { kind: "declined", reason: "card_expired" }],
    ["failed", {}, { kind: "declined", reason: "unmapped" }],
    ["canceled", {}, { kind: "declined", reason: "invalid_request" }],
    ["a_status_of_tomorrow", {}, { kind: "unconfirmed" }],
  ])("RF-3: a refund that is %s %j", async (status, fields, expected) => {
    far.answer(200, sampleRefund(status, fields));
    expect(await refund()).toMatchObject(expected);
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({
      charge: "ch_1",
      amount: "1000",
      "metadata[operation_id]": "op_4",
    });
  });

  it("FD-3: a disputed charge is not refunded", async () => {
    far.answer(400, sampleError("invalid_request_error", "charge_disputed"));
    expect(await refund()).toMatchObject({ kind: "declined", reason: "disputed" });
  });

  it("DC-1 RF-1: refunded before by this very operation is a success, by another one a refusal", async () => {
    const already = sampleError("invalid_request_error", "charge_already_refunded");
    far.answer(400, already);
    far.answer(200, { object: "list", data: [sampleRefund("succeeded")], has_more: false });
    expect(await refund()).toMatchObject({ kind: "succeeded", facts: { refundReference: "re_1" } });
    far.answer(400, already);
    far.answer(200, { object: "list", data: [sampleRefund("succeeded", { metadata: {} })], has_more: false });
    expect(await refund()).toMatchObject({ kind: "rejected", reason: "duplicate" });
  });
});
