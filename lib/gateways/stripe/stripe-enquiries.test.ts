import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { openScriptedStripe } from "./scripted-stripe";
import { sampleCalls, sampleError, sampleIntent, sampleRefund, sampleRequests, sampleSession } from "./stripe-samples";

const { far, gateway } = await openScriptedStripe();

const since = toInstant(1_794_000_000_000);

describe("enquiries", () => {
  const list = (data: readonly unknown[], has_more = false) => ({ object: "list", data, has_more, url: "/v1/x" });

  it("UN-1 I7: a lost authorization is found by our own reference, on any page of the list", async () => {
    far.answer(200, list([sampleIntent("requires_capture", { id: "pi_9", metadata: { operation_id: "op_9" } })], true));
    far.answer(200, list([sampleIntent("requires_capture")]));
    expect(await gateway.enquire("authorize", sampleRequests.authorize, since)).toMatchObject({
      kind: "found",
      outcome: { kind: "succeeded", facts: { authorizationReference: "pi_1" } },
    });
    expect(far.requests.map((request) => request.method)).toEqual(["GET", "GET"]);
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({
      customer: "cus_1",
      "created[gte]": String(since / 1_000 - 300),
    });
    expect(far.requests[1]?.params.get("starting_after")).toBe("pi_9");
  });

  it("UN-4: a lost decline is found as a decline", async () => {
    const words = { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" };
    far.answer(200, list([sampleIntent("requires_payment_method", { last_payment_error: words })]));
    expect(await gateway.enquire("authorize", sampleRequests.authorize, since)).toMatchObject({
      kind: "found",
      outcome: { kind: "declined", reason: "insufficient_funds" },
    });
  });

  it("UN-4: without a customer the whole window is listed, and nothing is sent again", async () => {
    far.answer(200, list([]));
    const instrument = { kind: "card", token: "pm_1", customerToken: null } as const;
    expect(await gateway.enquire("authorize", { ...sampleRequests.authorize, instrument }, since)).toMatchObject({
      kind: "nothing",
    });
    expect(far.requests).toHaveLength(1);
    expect(far.requests[0]?.method).toBe("GET");
    expect(far.requests[0]?.params.has("customer")).toBe(false);
  });

  it.each([
    ["capture", "requires_capture", {}, { kind: "nothing" }],
    [
      "capture",
      "succeeded",
      { metadata: { capture_operation_id: "op_2" } },
      { kind: "found", outcome: { kind: "succeeded" } },
    ],
    [
      "capture",
      "succeeded",
      { metadata: { capture_operation_id: "op_9" } },
      { kind: "found", outcome: { kind: "rejected", reason: "already_captured" } },
    ],
    [
      "capture",
      "canceled",
      { cancellation_reason: "expired" },
      { kind: "found", outcome: { kind: "declined", reason: "authorization_expired" } },
    ],
    ["capture", "processing", {}, { kind: "found", outcome: { kind: "pending" } }],
    ["void", "requires_capture", {}, { kind: "nothing" }],
    ["void", "canceled", {}, { kind: "found", outcome: { kind: "succeeded" } }],
    ["void", "succeeded", {}, { kind: "found", outcome: { kind: "rejected", reason: "already_captured" } }],
    ["void", "processing", {}, { kind: "silent" }],
    ["increase", "requires_capture", {}, { kind: "nothing" }],
    ["increase", "requires_capture", { amount: 30_000 }, { kind: "found", outcome: { kind: "succeeded" } }],
    ["increase", "canceled", {}, { kind: "found", outcome: { kind: "declined", reason: "authorization_voided" } }],
  ] as const)("UN-1 UN-4 I7: %s, and the intent is %s %j", async (operation, status, fields, expected) => {
    far.answer(200, sampleIntent(status, fields));
    expect(await gateway.enquire(operation, sampleRequests[operation], since)).toMatchObject(expected);
  });

  it("UN-1 RF-1: a lost refund is found by its operation among the charge's refunds", async () => {
    far.answer(200, list([sampleRefund("succeeded", { metadata: { operation_id: "op_9" } }), sampleRefund("pending")]));
    expect(await gateway.enquire("refund", sampleRequests.refund, since)).toMatchObject({
      kind: "found",
      outcome: { kind: "pending" },
    });
    far.answer(200, list([sampleRefund("succeeded", { metadata: null })]));
    expect(await gateway.enquire("refund", sampleRequests.refund, since)).toMatchObject({ kind: "nothing" });
  });

  it("UN-1: a lost page is found among the sessions; a lost closing by the session itself", async () => {
    far.answer(200, list([sampleSession("open")]));
    expect(await gateway.enquire("open_hosted_page", sampleRequests.open_hosted_page, since)).toMatchObject({
      kind: "found",
      outcome: { kind: "succeeded", facts: { sessionReference: "cs_1" } },
    });
    far.answer(200, sampleSession("open"));
    expect(await gateway.enquire("close_hosted_page", sampleRequests.close_hosted_page, since)).toMatchObject({
      kind: "nothing",
    });
  });

  it.each(sampleCalls.map((call) => [call.operation, call] as const))(
    "UN-1 UN-6: %s stays open while the gateway is silent",
    async (_, call) => {
      for (const [status, body] of [
        [500, ""],
        [429, sampleError("invalid_request_error", "rate_limit")],
        [401, sampleError("invalid_request_error", null)],
        [200, "{}"],
      ] as const) {
        far.answer(status, body);
        expect(await gateway.enquire(call.operation, call.request, since)).toMatchObject({ kind: "silent" });
      }
      expect(far.requests.every((request) => request.method === "GET")).toBe(true);
    },
  );

  it("UN-4: an object that firmly does not exist had no effect", async () => {
    far.answer(404, sampleError("invalid_request_error", "resource_missing"));
    expect(await gateway.enquire("capture", sampleRequests.capture, since)).toMatchObject({ kind: "nothing" });
  });
});
