import { afterAll, beforeAll, expect, it } from "vitest";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests({ holdsLong: true });
});
afterAll(() => desk.close());

it.each([
  ["in three days", 3, "pm_card_visa", false, 7],
  ["in twenty days", 20, "pm_card_mastercard", true, 30],
  ["in twenty days, on a card that has no long holds", 20, "pm_card_jcb", true, 7],
])("X02: what ships %s is asked to be held as long as that needs", async (_when, days, card, isAsked, heldDays) => {
  const { now } = await desk.row<{ now: Date }>("SELECT paydesk_now() AS now");
  const promisedShipAt = new Date(now.getTime() + days * DAY_MS).toISOString();
  const orderNumber = await desk.confirmedOrder({ card, promisedShipAt });
  const hold = await desk.row<{ isLong: boolean; days: number }>(
    `SELECT (t.request->>'isLong')::boolean AS "isLong", round(extract(epoch FROM z.expires_at - z.authorized_at) / 86400)::int AS days
     FROM orders o JOIN attempts t ON t.order_id = o.id JOIN authorizations z ON z.id = t.authorization_id WHERE o.order_number = $1`,
    [orderNumber],
  );
  expect(hold).toMatchObject({ isLong: isAsked, days: heldDays });
});
