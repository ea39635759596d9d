import { verify, X509Certificate } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseFaultRule } from "./fault-rule";
import {
  answerPage,
  askingPayer,
  DAY_MS,
  HOUR_MS,
  held,
  linkOf,
  openPaypalBench,
  orderBody,
  type PaypalBench,
  payWith,
  usd,
} from "./paypal-bench";

let bench: PaypalBench;
beforeAll(async () => {
  bench = await openPaypalBench();
});
afterAll(() => bench.close());

const issueOf = ({ body }: { body: { details?: { issue: string }[] } }) => body.details?.[0]?.issue;
const authorizationPath = (id: string, step = "") => `/v2/payments/authorizations/${id}${step}`;

describe("an order that asks the payer", () => {
  it("holds nothing until the payer agreed and the merchant authorized, once", async () => {
    const { call } = bench;
    const { body } = await call("POST", "/v2/checkout/orders", orderBody("241.18", askingPayer));
    expect(body.status).toBe("PAYER_ACTION_REQUIRED");
    const path = `/v2/checkout/orders/${body.id}`;
    expect(issueOf(await call("POST", `${path}/authorize`, {}))).toBe("ORDER_NOT_APPROVED");
    const page = await fetch(linkOf(body, "payer-action"));
    expect(await page.text()).toContain("241.18 USD");
    const back = await answerPage(linkOf(body, "payer-action"), "agree");
    expect(back.headers.get("location")).toContain(`https://desk.test/done?session=1&token=${body.id}&PayerID=`);
    expect((await call("GET", path)).body.status).toBe("APPROVED");
    const done = (await call("POST", `${path}/authorize`, {})).body;
    expect(done.status).toBe("COMPLETED");
    expect(done.payment_source.paypal.attributes.vault.id).toBeTruthy();
    expect(issueOf(await call("POST", `${path}/authorize`, {}))).toBe("ORDER_ALREADY_AUTHORIZED");
    const later = await call("POST", "/v2/checkout/orders", orderBody("5.00"));
    const kept = { payment_source: { paypal: { vault_id: done.payment_source.paypal.attributes.vault.id } } };
    expect((await call("POST", `/v2/checkout/orders/${later.body.id}/authorize`, kept)).status).toBe(201);
  });

  it("a payer who cancels comes back with nothing agreed; three hours later the order is gone", async () => {
    const { call, advance } = bench;
    const { body } = await call("POST", "/v2/checkout/orders", orderBody("241.18", askingPayer));
    const back = await answerPage(linkOf(body, "payer-action"), "cancel");
    expect(back.headers.get("location")).toBe(`https://desk.test/back?token=${body.id}`);
    expect((await call("GET", `/v2/checkout/orders/${body.id}`)).body.status).toBe("PAYER_ACTION_REQUIRED");
    advance(3 * HOUR_MS);
    expect((await call("GET", `/v2/checkout/orders/${body.id}`)).status).toBe(404);
    expect((await fetch(linkOf(body, "payer-action"))).status).toBe(410);
  });
});

describe("an authorization", () => {
  it("AE-1 AE-4: is renewed once, from day 4, under a new id and the same end", async () => {
    const { call, advance } = bench;
    const first = await held(bench);
    expect(issueOf(await call("POST", authorizationPath(first.id, "/reauthorize"), {}))).toBe(
      "REAUTHORIZATION_TOO_SOON",
    );
    advance(3 * DAY_MS);
    const { body: second } = await call("POST", authorizationPath(first.id, "/reauthorize"), {});
    expect(second.id).not.toBe(first.id);
    expect(second.expiration_time).toBe(first.expiration_time);
    for (const id of [first.id, second.id])
      expect(issueOf(await call("POST", authorizationPath(id, "/reauthorize"), {}))).toBe(
        "REAUTHORIZATION_NOT_SUPPORTED",
      );
    expect(issueOf(await call("POST", authorizationPath(second.id, "/void")))).toBe("CANNOT_BE_VOIDED");
    expect((await call("POST", authorizationPath(first.id, "/void"))).body.status).toBe("VOIDED");
    expect((await call("GET", authorizationPath(second.id))).body.status).toBe("VOIDED");
  });

  it("AE-1: after three days the money may be gone, after 29 the hold is", async () => {
    const { call, advance } = bench;
    const spender = await held(bench, "jo");
    const other = await held(bench);
    advance(3 * DAY_MS);
    expect(issueOf(await call("POST", authorizationPath(spender.id, "/capture"), {}))).toBe("PAYER_CANNOT_PAY");
    advance(26 * DAY_MS);
    expect((await call("GET", authorizationPath(other.id))).body.status).toBe("VOIDED");
    expect(issueOf(await call("POST", authorizationPath(other.id, "/capture"), {}))).toBe("AUTHORIZATION_EXPIRED");
  });

  it.each([
    ["100.00", "115.00", "115.01"],
    ["1000.00", "1075.00", "1075.01"],
  ])("I1: of %s at most %s can be taken", async (amount, most, tooMuch) => {
    const hold = await held(bench, "ava", amount);
    const take = (value: string) =>
      bench.call("POST", authorizationPath(hold.id, "/capture"), { amount: usd(value), final_capture: true });
    expect(issueOf(await take(tooMuch))).toBe("MAX_CAPTURE_AMOUNT_EXCEEDED");
    expect((await take(most)).status).toBe(201);
    expect(issueOf(await take("1.00"))).toBe("AUTHORIZATION_ALREADY_CAPTURED");
  });

  it("PC-1: is captured in parts until a final one", async () => {
    const { call } = bench;
    const { id } = await held(bench);
    await call("POST", authorizationPath(id, "/capture"), { amount: usd("41.18"), final_capture: false });
    expect((await call("GET", authorizationPath(id))).body.status).toBe("PARTIALLY_CAPTURED");
    await call("POST", authorizationPath(id, "/capture"), { amount: usd("100.00"), final_capture: true });
    expect(issueOf(await call("POST", authorizationPath(id, "/capture"), { amount: usd("1.00") }))).toBe(
      "AUTHORIZATION_ALREADY_CAPTURED",
    );
  });
});

describe("what comes later", () => {
  it("X05 RF-3: a capture under review passes or fails, a refund bounces and can be made again", async () => {
    const { call, advance } = bench;
    const captured = async (buyer: string) =>
      (await call("POST", authorizationPath((await held(bench, buyer)).id, "/capture"), { final_capture: true })).body;
    const [passing, failing, bouncing] = [await captured("finn"), await captured("gus"), await captured("ivan")];
    expect(passing).toMatchObject({ status: "PENDING", status_details: { reason: "PENDING_REVIEW" } });
    expect(issueOf(await call("POST", `/v2/payments/captures/${passing.id}/refund`, {}))).toBe("PENDING_CAPTURE");
    const refund = (await call("POST", `/v2/payments/captures/${bouncing.id}/refund`, {})).body;
    expect(refund.status).toBe("PENDING");
    advance(10 * 60 * 1000);
    expect((await call("GET", `/v2/payments/captures/${passing.id}`)).body.status).toBe("COMPLETED");
    expect((await call("GET", `/v2/payments/captures/${failing.id}`)).body.status).toBe("DECLINED");
    expect((await call("GET", `/v2/payments/refunds/${refund.id}`)).body.status).toBe("FAILED");
    expect((await call("POST", `/v2/payments/captures/${bouncing.id}/refund`, {})).status).toBe(201);
  });
});

describe("PayPal-Request-Id", () => {
  it("DC-3: the same key shows the object as it is now, for 6 hours an order and for 45 days a payment", async () => {
    const { call, advance } = bench;
    const key = { "paypal-request-id": "order-key" };
    const order = await call("POST", "/v2/checkout/orders", orderBody(), key);
    expect(order.status).toBe(201);
    await call("POST", `/v2/checkout/orders/${order.body.id}/authorize`, payWith("ava"));
    const again = await call("POST", "/v2/checkout/orders", orderBody("9.99"), key);
    expect([again.status, again.body.id, again.body.status]).toEqual([200, order.body.id, "COMPLETED"]);
    advance(6 * HOUR_MS);
    expect((await call("POST", "/v2/checkout/orders", orderBody(), key)).body.id).not.toBe(order.body.id);
    const hold = await held(bench);
    const capture = () =>
      call("POST", authorizationPath(hold.id, "/capture"), { amount: usd("1.00") }, { "paypal-request-id": "p" });
    const { id } = (await capture()).body;
    advance(28 * DAY_MS);
    expect((await capture()).body.id).toBe(id);
  });

  it("DC-5: of two at once the second hears that the first is under way; a refusal is not remembered", async () => {
    const { call, sandbox } = bench;
    const { id } = await held(bench);
    sandbox.faults.add(
      parseFaultRule({ action: "delay", delayMs: 150, gateway: "paypal", path: "*/capture", count: 1 }),
    );
    const capture = () => call("POST", authorizationPath(id, "/capture"), {}, { "paypal-request-id": "twice" });
    const both = await Promise.all([capture(), capture()]);
    expect(both.map((one) => issueOf(one) ?? one.status).sort()).toEqual([201, "PREVIOUS_REQUEST_IN_PROGRESS"]);
    expect((await capture()).status).toBe(201);
  });
});

describe("faults and books", () => {
  it("UN-1: strike PayPal alone when told so, and the books tell what happened", async () => {
    const { call, sandbox } = bench;
    sandbox.faults.add(parseFaultRule({ action: "error_500_after", gateway: "paypal", path: "*/authorize" }));
    const order = await call("POST", "/v2/checkout/orders", orderBody("7.00"));
    expect((await call("POST", `/v2/checkout/orders/${order.body.id}/authorize`, payWith("ava"))).status).toBe(500);
    const books = await (await fetch(`${sandbox.url}/__sandbox/ledger`)).json();
    expect(books.paypal.orders.find((line: { order: string }) => line.order === order.body.id)).toMatchObject({
      held: 700,
      captured: 0,
    });
  });

  it("a refusal chosen by a rule", async () => {
    bench.sandbox.faults.add(
      parseFaultRule({ action: "decline", gateway: "paypal", operation: "capture", code: "TRANSACTION_REFUSED" }),
    );
    const { id } = await held(bench);
    expect(issueOf(await bench.call("POST", authorizationPath(id, "/capture"), {}))).toBe("TRANSACTION_REFUSED");
  });

  it("I16: without a token nobody is answered", async () => {
    expect((await bench.call("GET", authorizationPath("X"), undefined, { authorization: "Bearer x" })).status).toBe(
      401,
    );
  });
});

describe("the list of events", () => {
  const events = "/v1/notifications/webhooks-events";

  it("WH-5: shows page by page what happened, newest first, each once, whether it was delivered or not", async () => {
    const own = await openPaypalBench();
    try {
      const holds = [await held(own), await held(own), await held(own)];
      const seen: string[] = [];
      for (let path: string | undefined = `${events}?page_size=2&event_type=PAYMENT.AUTHORIZATION.CREATED`; path; ) {
        const { body } = await own.call("GET", path);
        expect(body.count).toBe(body.events.length);
        seen.push(...body.events.map((event: { resource: { id: string } }) => event.resource.id));
        path = linkOf(body, "next")?.replace(own.sandbox.url, "");
      }
      expect(seen).toEqual(holds.map(({ id }) => id).toReversed());
      const { body } = await own.call("GET", `${events}?transaction_id=${holds[1].id}`);
      expect(body.events).toMatchObject([{ event_type: "PAYMENT.AUTHORIZATION.CREATED" }]);
    } finally {
      await own.close();
    }
  });

  it("WH-5: shows those of a window, ends counted in, and refuses what is no time", async () => {
    const own = await openPaypalBench();
    try {
      const { id } = await held(own);
      const [event] = (await own.call("GET", events)).body.events;
      expect(event.resource.id).toBe(id);
      const at = Date.parse(event.create_time);
      const between = async (from: number, to: number) => {
        const [start, end] = [from, to].map((each) => new Date(each).toISOString());
        return (await own.call("GET", `${events}?start_time=${start}&end_time=${end}`)).body.count;
      };
      expect([
        await between(at, at),
        await between(at + 1_000, at + 2_000),
        await between(at - 2_000, at - 1_000),
      ]).toEqual([1, 0, 0]);
      expect((await own.call("GET", `${events}?start_time=yesterday`)).status).toBe(400);
    } finally {
      await own.close();
    }
  });
});

it("WH-4: a notification is signed over id, time, webhook and CRC32 of the body, with a certificate to be fetched", async () => {
  let tell: (delivery: { headers: Record<string, string>; body: string }) => void = () => {};
  const received = new Promise<Parameters<typeof tell>[0]>((resolve) => {
    tell = resolve;
  });
  const endpoint = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    response.end();
    tell({ headers: request.headers as Record<string, string>, body });
  });
  await new Promise<void>((ready) => endpoint.listen(0, "127.0.0.1", ready));
  const { port } = endpoint.address() as AddressInfo;
  const own = await openPaypalBench({ paypalWebhookUrl: `http://127.0.0.1:${port}/`, paypalWebhookId: "WH-1" });
  try {
    await held(own);
    const { headers, body } = await received;
    const pem = await (await fetch(headers["paypal-cert-url"] ?? "")).text();
    const certificate = new X509Certificate(pem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const signed = `${headers["paypal-transmission-id"]}|${headers["paypal-transmission-time"]}|WH-1|${crc32(body)}`;
    const signature = Buffer.from(headers["paypal-transmission-sig"] ?? "", "base64");
    expect(verify("sha256", Buffer.from(signed), certificate.publicKey, signature)).toBe(true);
  } finally {
    await own.close();
    endpoint.closeAllConnections();
    await new Promise((done) => endpoint.close(done));
  }
});
