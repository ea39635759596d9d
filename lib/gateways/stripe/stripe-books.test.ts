import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { openScriptedStripe } from "./scripted-stripe";
import { sampleCharge, sampleIntent, sampleRefund } from "./stripe-samples";

const { far, gateway } = await openScriptedStripe();
const { books, listNotifications } = gateway;
if (!books || !listNotifications) throw new Error("Stripe keeps books and a list of events");

const window = { from: toInstant(1_794_000_000_000), to: toInstant(1_794_003_600_000) };
const list = (data: readonly unknown[], has_more = false) => ({ object: "list", data, has_more, url: "/v1/x" });
const metadata = { operation_id: "op_1", store_id: "store_1", order_number: "W-1" };
const dated = { created: 1_794_000_060, metadata };

describe("Stripe's own books", () => {
  it("I4: lists what was made in a window, page by page, with our marks on it", async () => {
    far.answer(200, list([sampleIntent("requires_capture", dated)], true));
    const page = await books.listHolds(window, null);
    expect(page).toMatchObject({
      kind: "page",
      nextCursor: "pi_1",
      holds: [
        {
          authorizationReference: "pi_1",
          operationId: "op_1",
          storeId: "store_1",
          orderNumber: "W-1",
          createdAt: 1_794_000_060_000,
          state: "open",
          amount: money(24_118, "USD"),
          captured: money(0, "USD"),
          refunded: money(0, "USD"),
        },
      ],
    });
    far.answer(200, list([]));
    expect(await books.listHolds(window, "pi_1")).toEqual({ kind: "page", holds: [], nextCursor: null });
    expect(Object.fromEntries(far.requests[0]?.params ?? [])).toMatchObject({
      "created[gte]": "1794000000",
      "created[lt]": "1794003600",
    });
    expect(far.requests[1]?.params.get("starting_after")).toBe("pi_1");
  });

  it.each([
    ["succeeded", {}, "captured"],
    ["canceled", { cancellation_reason: "expired" }, "expired"],
    ["canceled", { cancellation_reason: "abandoned" }, "voided"],
    ["requires_payment_method", {}, "other"],
    ["processing", {}, "other"],
  ])("I4: an intent that is %s %j is %s", async (status, fields, state) => {
    far.answer(200, sampleIntent(status, { ...dated, ...fields }));
    expect(await books.readHold("pi_1")).toMatchObject({ state });
  });

  it("I4: what a smaller capture let go of the hold is no refund; what went back is", async () => {
    const charge = sampleCharge({ amount: 24_118, amount_captured: 20_000, amount_refunded: 5_118 });
    const captured = sampleIntent("succeeded", { ...dated, amount_received: 20_000, latest_charge: charge });
    const released = sampleRefund("succeeded", {
      id: "re_0",
      amount: 4_118,
      metadata: {},
      balance_transaction: null,
      destination_details: { card: { type: "reversal" } },
    });
    far.answer(200, captured);
    far.answer(200, list([released, sampleRefund("failed", { id: "re_2", amount: 700 })], true));
    far.answer(200, list([sampleRefund("succeeded", { balance_transaction: "txn_1" })]));
    expect(await books.readHold("pi_1")).toMatchObject({
      captured: money(20_000, "USD"),
      refunded: money(1_000, "USD"),
    });
    expect(far.requests[2]?.params.get("starting_after")).toBe("re_2");
  });

  it("I4 I7: silence is silence, and no payment is no payment", async () => {
    far.answer(500, { error: { type: "api_error", message: "said: api_error" } });
    expect(await books.listHolds(window, null)).toEqual({ kind: "silent" });
    far.answerWith((response) => response.destroy());
    expect(await books.readHold("pi_1")).toBe("silent");
    far.answer(200, { object: "something_else" });
    expect(await books.listHolds(window, null)).toEqual({ kind: "silent" });
    far.answer(404, { error: { type: "invalid_request_error", code: "resource_missing", message: "No such intent" } });
    expect(await books.readHold("pi_9")).toBe("unknown");
  });

  it("WH-5: events of a window mean what they would have meant when sent; those of another environment nothing", async () => {
    const event = (id: string, fields: object = {}) => ({
      id,
      object: "event",
      type: "payment_intent.canceled",
      created: 1_794_000_100,
      livemode: false,
      data: { object: { id: "pi_1", metadata } },
      ...fields,
    });
    far.answer(
      200,
      list([event("evt_1"), event("evt_2", { livemode: true }), event("evt_3", { type: "of.tomorrow" })], true),
    );
    expect(await listNotifications(window, null)).toEqual({
      kind: "page",
      nextCursor: "evt_3",
      notifications: [
        {
          eventId: "evt_1",
          type: "payment_intent.canceled",
          occurredAt: 1_794_000_100_000,
          meaning: { kind: "authorization_changed", authorizationReference: "pi_1", operationId: "op_1" },
        },
        { eventId: "evt_3", type: "of.tomorrow", occurredAt: 1_794_000_100_000, meaning: { kind: "unknown" } },
      ],
    });
    far.answer(503, "down");
    expect(await listNotifications(window, null)).toEqual({ kind: "silent" });
  });
});
