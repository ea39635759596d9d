import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { readStripeNotification } from "./stripe-notifications";

const now = toInstant(1_795_000_000_000);
const settings = { secretKey: "sk_test_x", webhookSecrets: ["whsec_new", "whsec_old"] };

function body(type: string, object: Record<string, unknown>, fields: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: "evt_1",
    object: "event",
    type,
    created: 1_794_999_990,
    livemode: false,
    data: { object },
    ...fields,
  });
}

/** Signed by the official SDK, so that its idea of a signature and ours are compared. */
function signed(payload: string, secret = "whsec_new", ageMs = 0): Record<string, string> {
  const timestamp = Math.floor((now - ageMs) / 1_000);
  return { "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) };
}

const payload = body("payment_intent.succeeded", {
  id: "pi_1",
  object: "payment_intent",
  metadata: { operation_id: "op_1" },
});

function read(rawBody: string, headers = signed(rawBody), using = settings) {
  return readStripeNotification(using, rawBody, headers, now);
}

describe("authenticity", () => {
  it("WH-4: a signed, fresh notification is read", () => {
    expect(read(payload)).toEqual({
      eventId: "evt_1",
      type: "payment_intent.succeeded",
      occurredAt: 1_794_999_990_000,
      meaning: { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_1" },
    });
  });

  it("WH-4: both secrets hold while one is being replaced, and no third", () => {
    expect(read(payload, signed(payload, "whsec_old"))).toBeDefined();
    expect(read(payload, signed(payload, "whsec_other"))).toBeUndefined();
  });

  it("WH-4: the header's name may come in any case, and several signatures may stand in it", () => {
    const other = signed(payload, "whsec_other")["stripe-signature"]?.split(",")[1];
    expect(read(payload, { "Stripe-Signature": `${signed(payload)["stripe-signature"]},${other}` })).toBeDefined();
  });

  it.each([
    ["one byte was altered", payload.replace("pi_1", "pi_2"), signed(payload)],
    ["the body was written anew", JSON.stringify(JSON.parse(payload), null, 1), signed(payload)],
    ["there is no signature", payload, {}],
    ["the signature is empty", payload, { "stripe-signature": "" }],
    [
      "the time is missing",
      payload,
      { "stripe-signature": signed(payload)["stripe-signature"]?.replace(/t=\d+,/, "") ?? "" },
    ],
    [
      "the time was altered",
      payload,
      { "stripe-signature": signed(payload)["stripe-signature"]?.replace(/t=\d/, "t=2") ?? "" },
    ],
    [
      "the time is no time",
      payload,
      { "stripe-signature": signed(payload)["stripe-signature"]?.replace(/t=\d+/, "t=soon") ?? "" },
    ],
    [
      "only an old scheme is signed",
      payload,
      { "stripe-signature": signed(payload)["stripe-signature"]?.replace("v1=", "v0=") ?? "" },
    ],
    ["the signature is cut", payload, { "stripe-signature": signed(payload)["stripe-signature"]?.slice(0, -1) ?? "" }],
  ])("WH-4: refused when %s", (_, rawBody, headers) => {
    expect(read(rawBody, headers)).toBeUndefined();
  });

  it.each([
    [299_000, true],
    [300_000, true],
    [301_000, false],
    [86_400_000, false],
    [-301_000, false],
  ])("WH-4: signed %i ms ago is accepted: %s", (ageMs, isAccepted) => {
    expect(read(payload, signed(payload, "whsec_new", ageMs)) !== undefined).toBe(isAccepted);
  });

  it("WH-4: without a secret nothing is authentic, not even what is signed with nothing", () => {
    const none = { ...settings, webhookSecrets: ["", "  "] };
    expect(read(payload, signed(payload), { ...settings, webhookSecrets: [] })).toBeUndefined();
    expect(read(payload, signed(payload, "  "), none)).toBeUndefined();
  });

  it("WH-4: test and live are never mixed", () => {
    const live = body("payment_intent.succeeded", { id: "pi_1" }, { livemode: true });
    expect(read(live)).toBeUndefined();
    expect(read(live, signed(live), { ...settings, secretKey: "sk_live_x" })).toBeDefined();
    expect(read(payload, signed(payload), { ...settings, secretKey: "rk_live_x" })).toBeUndefined();
  });

  it.each(["", "null", "[]", "{}", "not json", '{"id":1,"type":"x","created":1}', '{"id":"evt_1","type":"x"}'])(
    "WH-4: a signed body that is no event is refused: %j",
    (rawBody) => {
      expect(read(rawBody)).toBeUndefined();
    },
  );
});

describe("meaning", () => {
  const metadata = { operation_id: "op_1" };

  it.each([
    [
      "payment_intent.amount_capturable_updated",
      { id: "pi_1", metadata },
      { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_1" },
    ],
    [
      "payment_intent.canceled",
      { id: "pi_1", metadata: {} },
      { kind: "authorization_changed", authorizationReference: "pi_1", operationId: null },
    ],
    [
      "payment_intent.succeeded",
      { id: "pi_1", metadata: { ...metadata, capture_operation_id: "op_2" } },
      { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_2" },
    ],
    [
      "charge.expired",
      { id: "ch_1", payment_intent: "pi_1", metadata },
      { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_1" },
    ],
    [
      "charge.captured",
      { id: "ch_1", payment_intent: { id: "pi_1" }, metadata },
      { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_1" },
    ],
    ["charge.captured", { id: "ch_1", payment_intent: null }, { kind: "ignored" }],
    [
      "refund.updated",
      { id: "re_1", metadata },
      { kind: "refund_changed", refundReference: "re_1", operationId: "op_1" },
    ],
    [
      "refund.failed",
      { id: "re_1", metadata: null },
      { kind: "refund_changed", refundReference: "re_1", operationId: null },
    ],
    [
      "refund.created",
      { id: "re_1", metadata: {}, balance_transaction: null, destination_details: { card: { type: "reversal" } } },
      { kind: "ignored" },
    ],
    [
      "refund.created",
      { id: "re_1", metadata, balance_transaction: null, destination_details: { card: { type: "reversal" } } },
      { kind: "refund_changed", refundReference: "re_1", operationId: "op_1" },
    ],
    [
      "checkout.session.completed",
      { id: "cs_1", metadata },
      { kind: "hosted_page_changed", sessionReference: "cs_1", operationId: "op_1" },
    ],
    [
      "checkout.session.expired",
      { id: "cs_1", metadata },
      { kind: "hosted_page_changed", sessionReference: "cs_1", operationId: "op_1" },
    ],
    [
      "charge.dispute.created",
      {
        id: "dp_1",
        charge: "ch_1",
        payment_intent: "pi_1",
        amount: 500,
        currency: "jpy",
        evidence_details: { due_by: 1_764_000_000 },
      },
      {
        kind: "disputed",
        captureReference: "ch_1",
        authorizationReference: "pi_1",
        amount: money(500, "JPY"),
        disputeReference: "dp_1",
        answerBy: 1_764_000_000_000,
      },
    ],
    ["charge.dispute.created", { id: "dp_1", charge: "ch_1" }, { kind: "unknown" }],
    ["charge.dispute.closed", { id: "dp_1" }, { kind: "unknown" }],
    [
      "charge.dispute.closed",
      { id: "dp_1", status: "won" },
      { kind: "dispute_closed", disputeReference: "dp_1", verdict: "won" },
    ],
    [
      "charge.dispute.closed",
      { id: "dp_1", status: "lost" },
      { kind: "dispute_closed", disputeReference: "dp_1", verdict: "lost" },
    ],
    [
      "charge.dispute.closed",
      { id: "dp_1", status: "warning_closed" },
      { kind: "dispute_closed", disputeReference: "dp_1", verdict: "won" },
    ],
    ["payment_intent.created", { id: "pi_1" }, { kind: "ignored" }],
    ["customer.created", { id: "cus_1" }, { kind: "ignored" }],
    ["an.event.of.tomorrow", { id: "x_1" }, { kind: "unknown" }],
    ["constructor", { id: "x_1" }, { kind: "unknown" }],
    ["payment_intent.succeeded", {}, { kind: "unknown" }],
  ])("WH-1 I11: %s %j", (type, object, meaning) => {
    expect(read(body(type, object))?.meaning).toEqual(meaning);
  });
});
