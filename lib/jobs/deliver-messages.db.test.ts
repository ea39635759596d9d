import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { signedHeaders } from "@/lib/connectors/webhooks/sign-message";
import { addEndpoint, changeEndpoint } from "@/lib/operations/outbox/change-endpoint";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { HOUR_MS, MINUTE_MS } from "@/lib/payments/instant";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

type Got = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly message: Message };
type Message = { type: string; timestamp: string; data: { orderNumber: string; seq: number; data: object } };

let desk: DeskForTests;
let receiver: Server;
let url: string;
let got: Got[];
let answer: (message: Message) => number;
let endpointId: string;
let secret: string;

beforeAll(async () => {
  desk = await openDeskForTests();
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const message = JSON.parse(body) as Message;
    const status = answer(message);
    if (status === 200) got.push({ headers: request.headers, body, message });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
});
afterAll(async () => {
  receiver.close();
  await desk.close();
});

beforeEach(async () => {
  got = [];
  answer = () => 200;
  ({ endpointId, secret } = must(await addEndpoint(desk.context, { url, description: "ERP" })));
});
afterEach(async () => {
  must(await changeEndpoint(desk.context, endpointId, "remove"));
});

const typesFor = (orderNumber: string) =>
  got.filter(({ message }) => message.data.orderNumber === orderNumber).map(({ message }) => message.type);
const eventTypes = async (orderNumber: string) => {
  const { rows } = await desk.database.pool.query<{ type: string }>(
    "SELECT type FROM events WHERE order_id = (SELECT id FROM orders WHERE order_number = $1) ORDER BY seq",
    [orderNumber],
  );
  return rows.map(({ type }) => type);
};
const endpoint = () =>
  desk.row<{ status: string; failure_count: number; rests_until: Date | null; last_answer: string }>(
    "SELECT * FROM webhook_endpoints WHERE id = $1",
    [endpointId],
  );
const countOf = async (status: string) =>
  (
    await desk.row<{ count: number }>(
      "SELECT count(*)::int AS count FROM outbox_messages WHERE endpoint_id = $1 AND status = $2",
      [endpointId, status],
    )
  ).count;
async function shippedOrder(): Promise<string> {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.work();
  return orderNumber;
}

it("ER-1: a receiver is told each event of an order once, in order, signed, and not what people note among themselves", async () => {
  const orderNumber = await shippedOrder();
  await desk.advance(1_000);
  expect(typesFor(orderNumber)).toEqual(await eventTypes(orderNumber));
  expect(typesFor(orderNumber)).toContain("capture_succeeded");
  const [first] = got;
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = first?.headers ?? {};
  const expected = signedHeaders(String(id), new Date(Number(timestamp) * 1000), first?.body ?? "", [secret]);
  expect(signature).toBe(expected["webhook-signature"]);
  const before = got.length;
  await desk.advance(HOUR_MS);
  expect(got.length - before).toBe((await eventTypes(orderNumber)).length - before);
});

it("ER-1: an outage of eight hours costs few calls and no payment, and then all is told in its order", async () => {
  let calls = 0;
  answer = () => {
    calls++;
    return 503;
  };
  const orders: string[] = [];
  for (let i = 0; i < 8; i++) orders.push(await shippedOrder());
  for (let i = 0; i < 32; i++) await desk.advance(15 * MINUTE_MS);
  expect(await endpoint()).toMatchObject({ status: "active", last_answer: "503" });
  // 32 quarters of an hour: some tries until it counts as down, side by side, and then one each time.
  expect(calls).toBeLessThan(60);
  const before = calls;
  orders.push(await shippedOrder());
  await desk.advance(1_000);
  expect(calls).toBe(before);
  expect(await countOf("waiting")).toBeGreaterThan(50);
  for (const orderNumber of orders)
    expect(await desk.row("SELECT status FROM orders WHERE order_number = $1", [orderNumber])).toMatchObject({
      status: "completed",
    });
  answer = () => 200;
  for (let i = 0; i < 30 && (await countOf("waiting")) > 0; i++) await desk.advance(15 * MINUTE_MS);
  expect(await countOf("waiting")).toBe(0);
  for (const orderNumber of orders) expect(typesFor(orderNumber)).toEqual(await eventTypes(orderNumber));
});

it("ER-1 I18: what one order's message is refused for holds up that order's later messages and nobody else's, and stands in a list until it is taken", async () => {
  const bad = await desk.confirmedOrder();
  answer = ({ data, type }) => (data.orderNumber === bad && type === "order_confirmed" ? 422 : 200);
  const good = await shippedOrder();
  await desk.advance(1_000);
  expect(typesFor(good)).toEqual(await eventTypes(good));
  const told = typesFor(bad);
  expect(told).not.toContain("order_confirmed");
  expect(told).toEqual((await eventTypes(bad)).slice(0, told.length));
  for (let i = 0; i < 16; i++) await desk.advance(6 * HOUR_MS);
  expect(await countOf("failed")).toBe(1);
  expect(typesFor(bad)).toEqual((await eventTypes(bad)).filter((type) => type !== "order_confirmed"));
  const listed = async () =>
    (
      await desk.database.pool.query(
        `SELECT o.order_number, w.reason, w.next_step, w.why, w.amount_minor FROM worklist_items w JOIN orders o ON o.id = w.order_id
         WHERE w.list = 'connector-failures' AND w.closed_at IS NULL`,
      )
    ).rows;
  const wanted = [
    {
      order_number: bad,
      reason: "message_not_delivered",
      next_step: "send_again",
      why: "message_not_taken",
      amount_minor: 20_000n,
    },
  ];
  expect(await listed()).toEqual(wanted);
  // What the order itself says of its lists leaves it alone.
  await desk.database.pool.query("UPDATE orders SET due_at = paydesk_now() WHERE order_number = $1", [bad]);
  await desk.advance(1_000);
  must(await changeEndpoint(desk.context, endpointId, "send_again"));
  await desk.advance(1_000);
  expect(await listed()).toEqual(wanted);
  answer = () => 200;
  // The worker dies between noting that it was taken and clearing the list.
  await desk.database.pool.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'died'; END $$;
    CREATE TRIGGER die BEFORE UPDATE OF closed_at ON worklist_items FOR EACH ROW WHEN (NEW.reason = 'message_not_delivered') EXECUTE FUNCTION die()`);
  must(await changeEndpoint(desk.context, endpointId, "send_again"));
  await desk.advance(MINUTE_MS);
  expect(typesFor(bad)).toContain("order_confirmed");
  expect(await listed()).toEqual(wanted);
  expect(await countOf("waiting")).toBe(1);
  await desk.database.pool.query("DROP TRIGGER die ON worklist_items; DROP FUNCTION die()");
  for (let i = 0; i < 3; i++) await desk.advance(15 * MINUTE_MS);
  expect(await countOf("failed")).toBe(0);
  expect(await listed()).toEqual([]);
});

it("ER-1: with an address that is removed goes what was not delivered there", async () => {
  const orderNumber = await desk.confirmedOrder();
  answer = () => 422;
  for (let i = 0; i < 16; i++) await desk.advance(6 * HOUR_MS);
  const listed = () =>
    desk.row(
      `SELECT count(*)::int AS count FROM worklist_items w JOIN orders o ON o.id = w.order_id
       WHERE o.order_number = $1 AND w.list = 'connector-failures' AND w.closed_at IS NULL`,
      [orderNumber],
    );
  expect(await listed()).toEqual({ count: 1 });
  must(await changeEndpoint(desk.context, endpointId, "remove"));
  expect(await listed()).toEqual({ count: 0 });
  ({ endpointId } = must(await addEndpoint(desk.context, { url, description: "ERP" })));
});

it("WH-4: a paused endpoint misses nothing, 410 pauses it, a new secret signs beside the old one for a day, and a test can be sent", async () => {
  must(await changeEndpoint(desk.context, endpointId, "pause"));
  const orderNumber = await desk.confirmedOrder();
  await desk.advance(1_000);
  expect(got).toEqual([]);
  must(await changeEndpoint(desk.context, endpointId, "resume"));
  const renewed = must(await changeEndpoint(desk.context, endpointId, "new_secret")).secret;
  expect(renewed).not.toBe(secret);
  // Pressed twice, it does not silence the one that the receiver still has.
  expect(await changeEndpoint(desk.context, endpointId, "new_secret")).toMatchObject({ reason: "secret_is_changing" });
  await desk.advance(1_000);
  expect(typesFor(orderNumber)).toEqual(await eventTypes(orderNumber));
  expect(String(got[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  await desk.advance(25 * HOUR_MS);
  must(await changeEndpoint(desk.context, endpointId, "send_test"));
  await desk.advance(1_000);
  expect(got.at(-1)?.message.type).toBe("test");
  expect(String(got.at(-1)?.headers["webhook-signature"]).split(" ")).toHaveLength(1);
  expect((await changeEndpoint(desk.context, endpointId, "new_secret")).ok).toBe(true);

  answer = () => 410;
  await desk.confirmedOrder();
  await desk.advance(1_000);
  expect(await endpoint()).toMatchObject({ status: "paused", last_answer: "410" });
  expect(await countOf("waiting")).toBeGreaterThan(0);
});

it("what was delivered a month ago is forgotten, and its event is not", async () => {
  const old = await desk.confirmedOrder();
  await desk.advance(1_000);
  expect(typesFor(old)).not.toEqual([]);
  await desk.advance(31 * 24 * HOUR_MS);
  await desk.confirmedOrder();
  await desk.advance(1_000);
  const { kept } = await desk.row<{ kept: number }>(
    "SELECT count(*)::int AS kept FROM outbox_messages WHERE endpoint_id = $1 AND created_at < paydesk_now() - interval '30 days'",
    [endpointId],
  );
  expect(kept).toBe(0);
  expect((await eventTypes(old)).length).toBeGreaterThan(0);
});

it("MR4-32: an address that is not public, not encrypted or already there is refused; five are enough", async () => {
  const add = (address: string) => addEndpoint(desk.context, { url: address, description: "" });
  expect(await add("https://169.254.169.254/latest")).toMatchObject({ reason: "not_public" });
  expect(await add("http://erp.example.com/")).toMatchObject({ reason: "not_encrypted" });
  expect(await add(url)).toMatchObject({ reason: "endpoint_already_there" });
  const more = await Promise.all([1, 2, 3, 4, 5].map((i) => add(`https://erp.example.com/${i}`)));
  expect(more.filter((each) => each.ok)).toHaveLength(4);
  for (const each of more) if (each.ok) must(await changeEndpoint(desk.context, each.value.endpointId, "remove"));
});
