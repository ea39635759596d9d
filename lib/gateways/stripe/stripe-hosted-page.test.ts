import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import { openScriptedStripe } from "./scripted-stripe";
import { sampleError, sampleIntent, sampleRequests, sampleSession } from "./stripe-samples";

const { far, gateway } = await openScriptedStripe();

describe("hosted page", () => {
  it("opens one page for one amount, which holds money and saves the card", async () => {
    far.answer(200, sampleSession("open"));
    expect(await gateway.run("open_hosted_page", sampleRequests.open_hosted_page)).toMatchObject({
      kind: "succeeded",
      facts: { sessionReference: "cs_1", url: "https://pay.test/cs_1", expiresAt: 1_795_000_000_000 },
    });
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({
      mode: "payment",
      "line_items[0][price_data][unit_amount]": "24118",
      "payment_intent_data[capture_method]": "manual",
      "payment_intent_data[setup_future_usage]": "off_session",
      "payment_intent_data[metadata][operation_id]": "op_6",
      "metadata[operation_id]": "op_6",
      expires_at: "1795000000",
      locale: "en",
    });
  });

  it.each([
    ["open", sampleSession("open"), { kind: "open" }],
    ["expired", sampleSession("expired"), { kind: "expired" }],
    [
      "paid",
      sampleSession("complete", { payment_intent: sampleIntent("requires_capture") }),
      { kind: "authorized", authorization: { authorizationReference: "pi_1", expiresAt: 1_794_600_000_000 } },
    ],
    [
      "paid, then released",
      sampleSession("complete", { payment_intent: sampleIntent("canceled") }),
      { kind: "expired" },
    ],
    [
      "done, with the payment under way",
      sampleSession("complete", { payment_intent: sampleIntent("processing") }),
      { kind: "silent" },
    ],
    ["of another kind", sampleIntent("succeeded"), { kind: "silent" }],
  ])("I19: a page that is %s", async (_, body, expected) => {
    far.answer(200, body);
    expect(await gateway.readHostedPage("cs_1")).toMatchObject(expected);
  });

  it("I19 PR-4: closing is done, done before, or too late", async () => {
    const refused = sampleError("invalid_request_error", null);
    far.answer(200, sampleSession("expired"));
    expect(await gateway.run("close_hosted_page", sampleRequests.close_hosted_page)).toMatchObject({
      kind: "succeeded",
    });
    far.answer(400, refused);
    far.answer(200, sampleSession("expired"));
    expect(await gateway.run("close_hosted_page", sampleRequests.close_hosted_page)).toMatchObject({
      kind: "succeeded",
    });
    far.answer(400, refused);
    far.answer(200, sampleSession("complete"));
    expect(await gateway.run("close_hosted_page", sampleRequests.close_hosted_page)).toMatchObject({
      kind: "rejected",
      reason: "already_captured",
    });
  });
});

describe("reading a hold", () => {
  it.each([
    ["requires_capture", {}, { kind: "open", capturable: money(24_118, "USD") }],
    [
      "succeeded",
      { amount_received: 100 },
      { kind: "captured", captured: money(100, "USD"), captureReference: "ch_1" },
    ],
    ["canceled", { cancellation_reason: "automatic" }, { kind: "expired" }],
    ["canceled", { cancellation_reason: "requested_by_customer" }, { kind: "voided" }],
    ["requires_payment_method", {}, { kind: "unpaid" }],
    ["requires_action", {}, { kind: "unpaid" }],
    ["processing", {}, { kind: "silent" }],
  ])("I20: %s %j", async (status, fields, expected) => {
    far.answer(200, sampleIntent(status, fields));
    expect(await gateway.readAuthorization("pi_1")).toMatchObject(expected);
    expect(far.requests[0]).toMatchObject({ method: "GET", path: "/v1/payment_intents/pi_1" });
  });

  it("UN-4: an intent that firmly does not exist holds nothing; a silent gateway says nothing", async () => {
    far.answer(404, sampleError("invalid_request_error", "resource_missing"));
    expect(await gateway.readAuthorization("pi_9")).toEqual({ kind: "unpaid" });
    far.answer(500, sampleError("api_error", null));
    expect(await gateway.readAuthorization("pi_1")).toEqual({ kind: "silent" });
  });
});

describe("I16: what is kept of an exchange", () => {
  it("I16: neither key nor e-mail nor client secret survives", async () => {
    far.answer(401, {
      error: {
        type: "invalid_request_error",
        message: "Invalid API Key provided: sk_test_abcdefgh by kim@customer.test",
      },
    });
    const outcome = await gateway.run("capture", sampleRequests.capture);
    expect(outcome.exchange.rawMessage).toBe("Invalid API Key provided: [redacted] by [e-mail]");
    far.answer(200, sampleIntent("requires_capture"));
    expect(
      JSON.stringify(await gateway.readAuthorization("pi_1"), (_, v) => (typeof v === "bigint" ? `${v}` : v)),
    ).not.toContain("_secret_");
  });
});
