import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import { openScriptedStripe } from "./scripted-stripe";
import { createStripeGateway } from "./stripe-gateway";
import { sampleCharge, sampleError, sampleIntent, sampleRequests, sampleSession } from "./stripe-samples";

const { far, sender, gateway } = await openScriptedStripe();

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

describe("what a hold is asked for when it is made", () => {
  const options = "payment_method_options[card]";
  it.each([
    ["a usual one", gateway, {}, { [`${options}[request_incremental_authorization]`]: "if_available" }],
    [
      "a long one",
      gateway,
      { isLong: true },
      {
        [`${options}[request_incremental_authorization]`]: "if_available",
        [`${options}[request_extended_authorization]`]: "if_available",
      },
    ],
    [
      "a long one, of an account without extras",
      createStripeGateway({ secretKey: "sk_test_x", webhookSecrets: [], apiBase: far.apiBase }, sender),
      { isLong: true },
      {},
    ],
  ])("X02: %s, on a card and on Stripe's page", async (_name, from, wish, expected) => {
    far.answer(200, sampleIntent("requires_capture"));
    await from.run("authorize", { ...sampleRequests.authorize, ...wish });
    far.answer(200, sampleSession("open"));
    await from.run("open_hosted_page", { ...sampleRequests.open_hosted_page, ...wish });
    const asked = far.requests.map(({ params }) =>
      Object.fromEntries([...params].filter(([key]) => key.startsWith(options))),
    );
    expect(asked).toEqual([expected, expected]);
  });
});

describe("authorize_and_capture", () => {
  it("P13 P14 P17: is one new intent that is captured at once", async () => {
    far.answer(200, sampleIntent("succeeded"));
    expect(await gateway.run("authorize_and_capture", sampleRequests.authorize)).toMatchObject({
      kind: "succeeded",
      facts: { authorizationReference: "pi_1", captureReference: "ch_1", amount: money(24_118, "USD") },
    });
    expect(far.requests).toHaveLength(1);
    expect(far.requests[0]?.params.get("capture_method")).toBe("automatic");
  });

  it("UN-1: a hold where a payment was asked for proves nothing", async () => {
    far.answer(200, sampleIntent("requires_capture"));
    expect(await gateway.run("authorize_and_capture", sampleRequests.authorize)).toMatchObject({ kind: "unconfirmed" });
  });
});

describe("increase", () => {
  it("asks for the new total and gives the raised hold", async () => {
    far.answer(200, sampleIntent("requires_capture", { amount: 30_000 }));
    expect(await gateway.run("increase", sampleRequests.increase)).toMatchObject({
      kind: "succeeded",
      facts: { amount: money(30_000, "USD") },
    });
    expect(far.requests[0]?.params.get("amount")).toBe("30000");
  });

  it("P14: a hold that lapsed meanwhile cannot be raised", async () => {
    far.answer(400, sampleError("invalid_request_error", "payment_intent_unexpected_state"));
    far.answer(200, sampleIntent("canceled", { cancellation_reason: "automatic" }));
    expect(await gateway.run("increase", sampleRequests.increase)).toMatchObject({ reason: "authorization_expired" });
  });

  it("is refused without a call where the account has no such feature", async () => {
    const plain = createStripeGateway({ secretKey: "sk_test_x", webhookSecrets: [], apiBase: far.apiBase }, sender);
    expect(plain.capabilities.canIncrease).toBe(false);
    expect(await plain.run("increase", sampleRequests.increase)).toMatchObject({ kind: "rejected" });
    expect(far.requests).toHaveLength(0);
  });
});
