import { describe, expect, it } from "vitest";
import type { GatewayCall, GatewayOutcome } from "@/lib/payments/gateway";
import { money } from "@/lib/payments/money";
import { openScriptedStripe } from "./scripted-stripe";
import { createStripeGateway } from "./stripe-gateway";
import { sampleCalls, sampleCharge, sampleError, sampleIntent, sampleRequests, sampleSession } from "./stripe-samples";

const { far, sender, gateway } = await openScriptedStripe();

function run(call: GatewayCall): Promise<GatewayOutcome<unknown>> {
  return gateway.run(call.operation, call.request);
}

describe.each(sampleCalls.map((call) => [call.operation, call] as const))(
  "%s, whatever the far side does",
  (_, call) => {
    it.each([
      [401, sampleError("invalid_request_error", "api_key_expired"), "rejected", "invalid_account"],
      [403, sampleError("invalid_request_error", null), "rejected", "invalid_account"],
      [400, sampleError("invalid_request_error", "parameter_missing"), "rejected", "invalid_request"],
      [400, sampleError("invalid_request_error", null), "rejected", "invalid_request"],
      [404, sampleError("invalid_request_error", "resource_missing"), "rejected", "invalid_request"],
      [400, sampleError("invalid_request_error", "a_code_of_tomorrow"), "rejected", "unmapped"],
      [400, sampleError("idempotency_error", null), "rejected", "duplicate"],
      [
        402,
        sampleError("card_error", "card_declined", { decline_code: "insufficient_funds" }),
        "declined",
        "insufficient_funds",
      ],
      [402, sampleError("card_error", "card_declined", { decline_code: "fraudulent" }), "declined", "suspected_fraud"],
      [402, sampleError("card_error", "card_declined", { decline_code: "tomorrow" }), "declined", "unmapped"],
    ] as const)("P11 P16 P18 DC-3: answer %i %j is %s %s", async (status, body, kind, reason) => {
      far.answer(status, body);
      // A refused closing is followed by one read, to learn whether the page was closed or paid already.
      if (call.operation === "close_hosted_page" && reason === "invalid_request")
        far.answer(200, sampleSession("open"));
      const outcome = await run(call);
      expect(outcome).toMatchObject({ kind, reason });
      expect(outcome.exchange).toMatchObject({ httpStatus: status, gatewayRequestId: "req_1" });
      expect(outcome.exchange.rawMessage).toContain("said:");
    });

    it.each([
      [409, sampleError("invalid_request_error", "idempotency_key_in_use")],
      [409, sampleError("api_error", null)],
      [429, sampleError("invalid_request_error", "lock_timeout")],
      [400, sampleError("invalid_request_error", "lock_timeout")],
      [500, sampleError("api_error", null)],
      [503, sampleError("api_error", null)],
      [502, "<html><h1>Bad gateway</h1></html>"],
      [200, "<html>a portal's sign-in page</html>"],
      [200, ""],
      [200, "{}"],
      [200, "[]"],
      [200, "null"],
      [200, '{"id":"pi_1","object":"payment_int'],
      [200, { object: "balance", id: "x" }],
      [200, sampleError("card_error", "card_declined")],
      [500, sampleIntent("succeeded")],
      [402, "{}"],
      [301, ""],
    ])("UN-1 DC-5: answer %i %j is unconfirmed, after exactly one request", async (status, body) => {
      const before = sender.callCount();
      far.answer(status, body);
      expect(await run(call)).toMatchObject({ kind: "unconfirmed" });
      expect(sender.callCount() - before).toBe(1);
      expect(far.requests).toHaveLength(1);
    });

    it("UN-1 DC-6: silence, a reset and a cut-off answer are unconfirmed, after exactly one request each", async () => {
      const before = sender.callCount();
      far.answerWith(() => undefined);
      expect(await run(call)).toMatchObject({ kind: "unconfirmed", exchange: { rawCode: "deadline_passed" } });
      far.answerWith((response) => response.socket?.resetAndDestroy());
      expect(await run(call)).toMatchObject({ kind: "unconfirmed" });
      far.answerWith((response) => {
        response.writeHead(200, { "Content-Length": "500" }).write('{"id":', () => response.socket?.destroy());
      });
      expect(await run(call)).toMatchObject({ kind: "unconfirmed", exchange: { httpStatus: 200 } });
      expect(sender.callCount() - before).toBe(3);
    });

    it("DC-6: too many requests is certainly not done", async () => {
      far.answer(429, sampleError("invalid_request_error", "rate_limit"));
      expect(await run(call)).toMatchObject({ kind: "not_sent", exchange: { rawCode: "rate_limit" } });
    });

    it("DC-6: a closed door is certainly not sent", async () => {
      const nobody = createStripeGateway(
        { secretKey: "sk_test_x", webhookSecrets: [], apiBase: "http://127.0.0.1:1", canIncrease: true },
        sender,
      );
      expect(await nobody.run(call.operation, call.request)).toMatchObject({
        kind: "not_sent",
        exchange: { rawCode: "econnrefused" },
      });
    });

    it("DC-3 I5: sends the caller's key, the operation's id and the pinned version", async () => {
      far.answer(500, sampleError("api_error", null));
      await run(call);
      expect(far.requests[0]?.headers).toMatchObject({
        "idempotency-key": call.request.idempotencyKey,
        "x-correlation-id": call.request.operationId,
        "stripe-version": "2026-10-28.endive",
      });
      expect(far.requests[0]?.headers).not.toHaveProperty("x-stripe-client-telemetry");
    });
  },
);

describe("authorize", () => {
  it("AE-1: keeps the deadline that Stripe gives for this very hold, and the card behind it", async () => {
    far.answer(200, sampleIntent("requires_capture"));
    expect(await gateway.run("authorize", sampleRequests.authorize)).toEqual({
      kind: "succeeded",
      facts: {
        authorizationReference: "pi_1",
        amount: money(24_118, "USD"),
        expiresAt: 1_794_600_000_000,
        guaranteedUntil: null,
        instrument: {
          token: "pm_1",
          customerToken: "cus_1",
          brand: "visa",
          last4: "4242",
          expiryMonth: 4,
          expiryYear: 2031,
          fingerprint: "fp_1",
        },
      },
      exchange: {
        rawCode: "requires_capture",
        rawMessage: null,
        gatewayRequestId: "req_1",
        httpStatus: 200,
        networkCode: null,
      },
    });
  });

  it("AE-1: says so when Stripe gives no deadline", async () => {
    far.answer(200, sampleIntent("requires_capture", { latest_charge: "ch_1" }));
    expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({ facts: { expiresAt: null } });
  });

  it("asks off session only when the customer is away", async () => {
    far.answer(200, sampleIntent("requires_capture"));
    await gateway.run("authorize", sampleRequests.authorize);
    far.answer(200, sampleIntent("requires_capture"));
    await gateway.run("authorize", { ...sampleRequests.authorize, initiator: "customer" });
    const [merchant, customer] = far.requests.map((request) => Object.fromEntries(request.params));
    expect(merchant).toMatchObject({ off_session: "true", confirm: "true", capture_method: "manual" });
    expect(merchant).not.toHaveProperty("error_on_requires_action");
    expect(customer).toMatchObject({ error_on_requires_action: "true" });
    expect(customer).not.toHaveProperty("off_session");
    expect(merchant).toMatchObject({
      "metadata[operation_id]": "op_1",
      "metadata[store_id]": "store_1",
      "metadata[order_number]": "W-1001",
    });
  });

  it.each(["requires_action", "requires_confirmation"])(
    "AE-6: %s means that the bank wants the customer",
    async (status) => {
      far.answer(200, sampleIntent(status));
      expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({
        kind: "declined",
        reason: "authentication_required",
      });
    },
  );

  it("AE-6: processing is pending and nothing else", async () => {
    far.answer(200, sampleIntent("processing"));
    expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({ kind: "pending", facts: null });
  });

  it("F02: an unpaid intent is declined by its last error, with the networks' own codes", async () => {
    far.answer(
      200,
      sampleIntent("requires_payment_method", {
        last_payment_error: {
          type: "card_error",
          code: "card_declined",
          decline_code: "lost_card",
          message: "refused for kim@customer.test, see pi_1_secret_Abc123",
          network_decline_code: "41",
          network_advice_code: "03",
        },
      }),
    );
    const outcome = await gateway.run("authorize", sampleRequests.authorize);
    expect(outcome).toMatchObject({ kind: "declined", reason: "lost_or_stolen" });
    expect(outcome.exchange).toMatchObject({ rawCode: "lost_card", networkCode: "advice:03 decline:41" });
    expect(outcome.exchange.rawMessage).toBe("refused for [e-mail], see pi_1_secret_[redacted]");
  });

  it("FD-1: Stripe's advice decides where the bank names no cause", async () => {
    const words = { decline_code: "generic_decline", advice_code: "do_not_try_again" };
    far.answer(402, sampleError("card_error", "card_declined", words));
    expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({ reason: "card_not_supported" });
    far.answer(402, sampleError("card_error", "card_declined", { ...words, decline_code: "insufficient_funds" }));
    expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({ reason: "insufficient_funds" });
  });

  it("P18 P20: a stop by Stripe's risk rules is fraud", async () => {
    far.answer(
      200,
      sampleIntent("requires_payment_method", {
        last_payment_error: { type: "card_error", code: "card_declined" },
        latest_charge: sampleCharge({ outcome: { type: "blocked", reason: "highest_risk_level" } }),
      }),
    );
    expect(await gateway.run("authorize", sampleRequests.authorize)).toMatchObject({ reason: "suspected_fraud" });
  });

  it("CU-1: yen are sent and read as they are", async () => {
    far.answer(200, sampleIntent("requires_capture", { amount: 500, currency: "jpy" }));
    const outcome = await gateway.run("authorize", { ...sampleRequests.authorize, amount: money(500, "JPY") });
    expect(outcome).toMatchObject({ facts: { amount: money(500, "JPY") } });
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({ amount: "500", currency: "jpy" });
  });

  it("CU-2: a dinar amount with a last digit is refused before the call", async () => {
    expect(await gateway.run("authorize", { ...sampleRequests.authorize, amount: money(5_124, "KWD") })).toMatchObject({
      kind: "rejected",
      reason: "invalid_request",
    });
    expect(far.requests).toHaveLength(0);
  });

  it("is not asked for other methods than cards", async () => {
    const instrument = { kind: "check", token: "x", customerToken: null } as const;
    expect(await gateway.run("authorize", { ...sampleRequests.authorize, instrument })).toMatchObject({
      kind: "rejected",
    });
    expect(far.requests).toHaveLength(0);
  });
});
