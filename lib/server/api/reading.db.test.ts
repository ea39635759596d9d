import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/payments/instant";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });

beforeAll(async () => {
  api = await openApiForTests();
  for (const [externalId, name] of [
    ["R-1", "Nora Lund"],
    ["R-2", "Omar Said"],
  ] as const) {
    await api.send("PUT", `/accounts/${externalId}`, {
      body: { name, email: `${externalId.toLowerCase()}@example.com` },
    });
  }
  // Two of them at the very same moment: the cursor must not lose one.
  for (let number = 1; number <= 7; number++) await putOrder(number, `2026-10-0${number === 4 ? 3 : number}T10:00:00Z`);
});
afterAll(() => api.close());

async function putOrder(number: number, placedAt: string): Promise<void> {
  const lines = [{ sku: "A", name: "A lens", quantity: 1, unitPrice: usd(number * 1_000) }];
  await api.send("PUT", `/orders/R-${number}`, {
    body: {
      account: number % 2 === 0 ? "R-2" : "R-1",
      source: number === 7 ? "repair" : "commerce",
      currency: "USD",
      lines,
      placedAt,
    },
  });
}

async function numbers(search: string): Promise<string[]> {
  const { status, body } = await api.send("GET", `/orders?${search}`);
  expect(status).toBe(200);
  return body.items.map((item: { orderNumber: string }) => item.orderNumber);
}

describe("GET orders", () => {
  it("IN-3: pages by cursor, newest first, each order once, also while new ones arrive", async () => {
    const all = await numbers("placedTo=2026-10-31");
    expect(all).toHaveLength(7);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? "" : `&cursor=${cursor}`;
      const { body } = await api.send("GET", `/orders?limit=2&placedTo=2026-10-31${next}`);
      seen.push(...body.items.map((item: { orderNumber: string }) => item.orderNumber));
      cursor = body.nextCursor;
      await putOrder(7 + seen.length, "2026-10-09T10:00:00Z");
    } while (cursor !== null);
    expect(seen).toEqual(all);
    expect(seen[0]).toBe("R-7");
  });

  it("MR4-35: filters as the desk does", async () => {
    const found = async (search: string) =>
      (await numbers(`${search}&limit=200&placedFrom=2026-01-01&placedTo=2026-10-08`)).sort();
    expect(await found("account=R-2")).toEqual(["R-2", "R-4", "R-6"]);
    expect(await found("email=R-1@EXAMPLE.com")).toEqual(["R-1", "R-3", "R-5", "R-7"]);
    expect(await found("source=repair")).toEqual(["R-7"]);
    expect(await found("status=confirmed")).toEqual([]);
    expect(await found("captureStatus=none")).toHaveLength(7);
    expect(await found("q=R-5")).toEqual(["R-5"]);
    expect(await found("q=omar")).toEqual(["R-2", "R-4", "R-6"]);
    expect(await found("q=60.00")).toEqual(["R-6"]);
    expect(await found("account=R-2&source=repair")).toEqual([]);
    expect((await numbers("placedFrom=2026-10-03&placedTo=2026-10-05T10:00:00Z")).sort()).toEqual(["R-3", "R-4"]);
  });

  it("H04 P04: only those that need a person, and why", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    expect(await numbers("hasReason=true")).toEqual([]);
    await api.desk.advance(8 * DAY_MS);
    const { body } = await api.send("GET", "/orders?hasReason=true");
    expect(body.items).toMatchObject([{ orderNumber, reasons: ["authorization_expired"] }]);
    expect(await numbers("reason=authorization_expired")).toEqual([orderNumber]);
    expect(await numbers("reason=price_rise")).toEqual([]);
    expect(await numbers("hasReason=false")).not.toContain(orderNumber);
  });
});

describe("GET worklists", () => {
  it("H01 H02 H04 P05: rows with reason, amount, deadline, next step and owner, by cursor", async () => {
    const orders: string[] = [];
    for (let count = 0; count < 3; count++) orders.push(await api.desk.confirmedOrder({ unitPriceMinor: 5_000 }));
    await api.desk.advance(8 * DAY_MS);
    const whole = await api.send("GET", "/worklists/unpaid");
    const mine = whole.body.items.filter((item: { orderNumber: string }) => orders.includes(item.orderNumber));
    expect(mine).toHaveLength(3);
    expect(mine[0]).toMatchObject({
      list: "unpaid",
      reason: "authorization_expired",
      amount: usd(5_000),
      nextStep: expect.stringMatching(/^[a-z_]+$/),
      owner: null,
      snoozedUntil: null,
    });
    const seen: string[] = [];
    let next = "";
    do {
      const { body } = await api.send("GET", `/worklists/unpaid?limit=1${next}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      next = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (next !== "");
    expect(seen).toEqual(whole.body.items.map((item: { id: string }) => item.id));
    expect((await api.send("GET", "/worklists/unpaid?reason=price_rise")).body.items).toEqual([]);
  });

  it("H01: every list of the contract answers", async () => {
    const names = "unpaid expiring failed-captures awaiting-customer unconfirmed unapplied-money connector-failures";
    for (const name of names.split(" ")) expect((await api.send("GET", `/worklists/${name}`)).status).toBe(200);
  });
});
