import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { createPaypalBooks } from "./paypal-books";
import type { PaypalClient } from "./paypal-client";
import { noAnswer, PaypalFailure } from "./paypal-errors";
import { listPaypalNotifications } from "./paypal-events";

const list = "/v1/notifications/webhooks-events";
const window = { from: toInstant(Date.UTC(2026, 10, 20)), to: toInstant(Date.UTC(2026, 10, 21)) };
const next = (query: string) => [{ rel: "next", href: `https://elsewhere.example/events?${query}` }];
const authorization = (id: string, fields: object = {}) => ({
  id,
  status: "CREATED",
  amount: { currency_code: "USD", value: "241.18" },
  custom_id: `op_${id}`,
  invoice_id: `W-1.op_${id}`,
  create_time: "2026-11-20T08:00:00Z",
  update_time: "2026-11-20T08:00:00Z",
  expiration_time: "2026-12-19T08:00:00Z",
  supplementary_data: { related_ids: { order_id: `ORDER${id}` } },
  ...fields,
});
const capture = (id: string, of: string, fields: object = {}) => ({
  id,
  status: "COMPLETED",
  amount: { currency_code: "USD", value: "100.00" },
  create_time: "2026-11-20T09:00:00Z",
  links: [{ rel: "up", href: `https://api-m.paypal.com/v2/payments/authorizations/${of}` }],
  ...fields,
});
const event = (id: string, resource: object, event_type = "PAYMENT.AUTHORIZATION.CREATED") => ({
  id,
  event_type,
  create_time: "2026-11-20T08:00:01Z",
  resource,
});
const orderOf = (payments: object) => ({ id: "ORDER", purchase_units: [{ payments }] });

/** PayPal, by what it answers to each address; every address that was asked is kept. */
function paypalWith(answers: Readonly<Record<string, object>>) {
  const asked: string[] = [];
  const answer = async (path: string) => {
    asked.push(path);
    const body = answers[path] ?? Object.entries(answers).find(([start]) => path.startsWith(start))?.[1];
    if (body === undefined) throw new PaypalFailure(noAnswer("unconfirmed", "HTTP_404", 404), 404);
    return body;
  };
  const get = async (path: string) => ({ body: await answer(path), isRepeat: true, requestId: null });
  return { asked, paypal: { read: answer, get } as unknown as PaypalClient };
}

describe("PayPal's list of events", () => {
  it("WH-5 IN-2: is asked for a window, then by the question of its next link, and at no other address", async () => {
    const { asked, paypal } = paypalWith({
      [`${list}?page_size=100&start_time`]: {
        events: [event("WH-1", authorization("A"))],
        links: next("index_id=WH-1"),
      },
      [`${list}?index_id=WH-1`]: { events: [event("WH-2", {}, "OF.TOMORROW"), { id: 5 }], links: [] },
    });
    const first = await listPaypalNotifications(paypal, window, null);
    expect(first).toMatchObject({
      nextCursor: "index_id=WH-1",
      notifications: [
        {
          eventId: "WH-1",
          meaning: { kind: "authorization_changed", authorizationReference: "A", operationId: "op_A" },
        },
      ],
    });
    const second = await listPaypalNotifications(paypal, window, "index_id=WH-1");
    expect(second).toMatchObject({
      nextCursor: null,
      notifications: [{ eventId: "WH-2", meaning: { kind: "unknown" } }],
    });
    expect(asked).toEqual([
      `${list}?page_size=100&start_time=2026-11-20T00%3A00%3A00Z&end_time=2026-11-21T00%3A00%3A00Z`,
      `${list}?index_id=WH-1`,
    ]);
  });

  it("I7: that is no list is silence", async () => {
    const { paypal } = paypalWith({ [list]: { id: "WH-1" } });
    expect(await listPaypalNotifications(paypal, window, null)).toEqual({ kind: "silent" });
    expect(await createPaypalBooks(paypal).listHolds(window, null)).toEqual({ kind: "silent" });
  });
});

describe("PayPal's own books", () => {
  const usd = (minor: number) => money(minor, "USD");
  const readHold = (payments: object, reference = "A") => {
    const { paypal } = paypalWith({
      [`/v2/payments/authorizations/${reference}`]: authorization(reference),
      "/v2/checkout/orders/": orderOf(payments),
    });
    return createPaypalBooks(paypal).readHold(reference);
  };

  it("I4: are read along the events that made holds, and then along those that took money without one", async () => {
    const sale = { ...authorization("S"), status: "COMPLETED" };
    const { asked, paypal } = paypalWith({
      "/v2/checkout/orders/ORDERA": orderOf({ authorizations: [authorization("A")] }),
      "/v2/checkout/orders/ORDERS": orderOf({ captures: [sale] }),
      [`${list}?index_id=WH-1&event_type=PAYMENT.AUTHORIZATION.CREATED`]: { events: [], links: [] },
      [`${list}?page_size=100&start_time=2026-11-20T00%3A00%3A00Z&end_time=2026-11-21T00%3A00%3A00Z&event_type=PAYMENT.AUTHORIZATION.CREATED`]:
        {
          events: [
            event("WH-1", authorization("A")),
            event("WH-0", authorization("X", { custom_id: "the shop's own" })),
          ],
          links: next("index_id=WH-1&event_type=PAYMENT.AUTHORIZATION.CREATED"),
        },
      [`${list}?page_size=100&start_time=2026-11-20T00%3A00%3A00Z&end_time=2026-11-21T00%3A00%3A00Z&event_type=PAYMENT.CAPTURE.COMPLETED`]:
        {
          events: [
            event("WH-3", sale, "PAYMENT.CAPTURE.COMPLETED"),
            event("WH-2", capture("C", "A", { supplementary_data: { related_ids: { authorization_id: "A" } } })),
          ],
          links: [],
        },
    });
    const books = createPaypalBooks(paypal);
    const listed = [];
    for (let cursor: string | null = null; ; ) {
      const page = await books.listHolds(window, cursor);
      if (page.kind === "silent") throw new Error("silent");
      listed.push(...page.holds);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(listed).toMatchObject([
      { authorizationReference: "A", operationId: "op_A", orderNumber: "W-1", storeId: null, state: "open" },
      { authorizationReference: "S", state: "captured", captured: usd(24_118) },
    ]);
    expect(asked).not.toContain("/v2/checkout/orders/ORDERX");
  });

  it.each([
    ["CREATED", [], "open", 0],
    ["PARTIALLY_CAPTURED", [capture("C", "A")], "open", 10_000],
    ["PARTIALLY_CAPTURED", [capture("C", "A", { final_capture: true })], "captured", 10_000],
    ["PARTIALLY_CAPTURED", [capture("C", "A", { final_capture: true, status: "PENDING" })], "other", 0],
    ["PARTIALLY_CAPTURED", [capture("C", "A", { final_capture: true, status: "DECLINED" })], "voided", 0],
    ["CAPTURED", [capture("C", "A", { status: "REFUNDED" })], "captured", 10_000],
    ["VOIDED", [capture("C", "A")], "voided", 10_000],
    ["DENIED", [], "other", 0],
    ["PENDING", [], "other", 0],
  ])("I4: an authorization that is %s with captures %j is %s", async (status, captures, state, captured) => {
    const payments = { authorizations: [authorization("A", { status })], captures };
    expect(await readHold(payments)).toMatchObject({ state, captured: usd(captured) });
  });

  it("I4: one that lapsed reads as voided, and its end tells that it expired", async () => {
    const end = "2026-12-19T08:00:00Z";
    const lapsed = authorization("A", { status: "VOIDED", update_time: end });
    expect(await readHold({ authorizations: [lapsed] })).toMatchObject({ state: "expired" });
  });

  it("I4 AE-4: what was taken and given back belongs to its own hold of the order, also where one renews the other", async () => {
    const payments = {
      authorizations: [authorization("A"), authorization("B", { create_time: "2026-11-24T08:00:00Z" })],
      captures: [capture("C", "A"), capture("D", "B", { amount: { currency_code: "USD", value: "41.18" } })],
      refunds: [refund("R", "D", "COMPLETED"), refund("T", "D", "FAILED"), refund("U", "C", "PENDING", "3.00")],
    };
    expect(await readHold(payments)).toMatchObject({ state: "other", captured: usd(10_000), refunded: usd(300) });
    expect(await readHold(payments, "B")).toMatchObject({ state: "open", captured: usd(4_118), refunded: usd(200) });
  });

  it("I4 I7: an order that cannot be read is silence, though its hold is known", async () => {
    const { paypal } = paypalWith({ "/v2/payments/authorizations/A": authorization("A") });
    expect(await createPaypalBooks(paypal).readHold("A")).toBe("silent");
    expect(await createPaypalBooks(paypal).readHold("B")).toBe("unknown");
  });
});

function refund(id: string, of: string, status: string, value = "2.00"): object {
  const href = `https://api-m.paypal.com/v2/payments/captures/${of}`;
  const amount = { currency_code: "USD", value };
  return { id, status, amount, create_time: "2026-11-20T10:00:00Z", links: [{ rel: "up", href }] };
}
