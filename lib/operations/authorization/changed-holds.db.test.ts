import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { openWithOrder, orderFrom } from "@/lib/db/stores/order-store";
import { transaction } from "@/lib/db/transaction";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { authorizeObligation } from "@/lib/payments/authorizing";
import { money } from "@/lib/payments/money";
import { claimAttempt } from "../attempt/claim-attempt";
import { type AnyOutcome, recordOutcome } from "../attempt/record-outcome";
import { authorOf } from "../change-order";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

const exchange = { rawCode: null, rawMessage: null, gatewayRequestId: null, httpStatus: 200, networkCode: null };

/** One call about the only hold of a fresh order of 200.00, answered as a gateway of the named kind would. */
async function answered(operation: "increase" | "renew", outcome: (reference: string) => AnyOutcome) {
  const orderNumber = await desk.confirmedOrder();
  const attemptId = await transaction(
    desk.context.pool,
    async (tx, [, found]) => {
      const loaded = orderFrom(found);
      const order = loaded?.order;
      const old = order?.authorizations[0];
      if (!order || !old) throw new Error("no hold");
      const reference = { authorizationReference: old.gatewayReference ?? "" };
      const id = newId("aut");
      if (operation === "renew")
        await tx.rows(
          `INSERT INTO authorizations (store_id, id, order_id, payment_method_id, gateway, initiator, status, amount_minor, currency, requested_at, replaces_id, original_reference)
         SELECT store_id, $2, order_id, payment_method_id, gateway, 'merchant', 'requested', amount_minor, currency, now(), id, gateway_reference FROM authorizations WHERE id = $1`,
          [old.id, id],
        );
      return requestAttempt(tx, authorOf(desk.context), {
        ...(operation === "renew"
          ? { operation, request: { ...reference, amount: old.amount } }
          : { operation, request: { ...reference, newTotal: money(24_118, "USD") } }),
        orderId: order.id,
        orderNumber,
        gateway: old.gateway,
        obligation: authorizeObligation(order.id, old.paymentMethodId),
        amount: operation === "renew" ? old.amount : money(4_118, "USD"),
        subjects: { authorizationId: operation === "renew" ? id : old.id, paymentMethodId: old.paymentMethodId },
      });
    },
    openWithOrder(desk.context.storeId, { orderNumber }),
  );
  const claimed = await claimAttempt(desk.context, attemptId);
  if ("notClaimed" in claimed) throw new Error(claimed.notClaimed);
  expect(await recordOutcome(desk.context, claimed.attempt, outcome(`ref_${attemptId}`))).toBe("applied");
  const { rows: holds } = await desk.database.pool.query<{ status: string; amount: number; reference: string }>(
    `SELECT a.status, a.amount_minor::int AS amount, a.gateway_reference AS reference FROM authorizations a
     JOIN orders o ON o.store_id = a.store_id AND o.id = a.order_id WHERE o.order_number = $1 ORDER BY a.requested_at, a.id`,
    [orderNumber],
  );
  const books = await desk.row<{ held: number }>(
    `SELECT sum(l.amount_minor)::int AS held FROM ledger_entries l JOIN orders o ON o.store_id = l.store_id AND o.id = l.order_id
     WHERE o.order_number = $1 AND l.account = 'holds:stripe'`,
    [orderNumber],
  );
  return { holds, held: books.held };
}

const held =
  (amountMinor: number) =>
  (authorizationReference: string): AnyOutcome => ({
    kind: "succeeded",
    facts: {
      authorizationReference,
      amount: money(amountMinor, "USD"),
      expiresAt: null,
      guaranteedUntil: null,
      instrument: null,
    },
    exchange,
  });
const declined = (): AnyOutcome => ({ kind: "declined", reason: "insufficient_funds", exchange });
const silent = (): AnyOutcome => ({ kind: "unconfirmed", exchange });

describe("a hold that was raised or renewed at its gateway", () => {
  it("I4: raised, it stands for the new total, in the books too", async () => {
    const { holds, held: books } = await answered("increase", held(24_118));
    expect(holds).toMatchObject([{ status: "authorized", amount: 24_118 }]);
    expect(books).toBe(24_118);
  });

  it.each([
    ["declined", declined],
    ["unanswered", silent],
  ])("I7: raising it was %s: it stays what it was", async (_, outcome) => {
    const { holds, held: books } = await answered("increase", outcome);
    expect(holds).toMatchObject([{ status: "authorized", amount: 20_000 }]);
    expect(books).toBe(20_000);
  });

  it("AE-4: renewed, it lives on under the new reference, and the old one has ended", async () => {
    const { holds, held: books } = await answered("renew", held(20_000));
    expect(holds.map((hold) => hold.status).toSorted()).toEqual(["authorized", "voided"]);
    expect(holds.find((hold) => hold.status === "authorized")?.reference).toMatch(/^ref_/);
    expect(books).toBe(20_000);
  });

  it("AE-6: a renewal that the gateway refused leaves the old hold alive", async () => {
    const { holds, held: books } = await answered("renew", declined);
    expect(holds.map((hold) => hold.status).toSorted()).toEqual(["authorized", "declined"]);
    expect(books).toBe(20_000);
  });
});
