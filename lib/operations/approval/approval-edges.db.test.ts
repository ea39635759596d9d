import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { getAskApproval } from "@/lib/queries/pay/get-ask-approval";
import { cancelOrder } from "../order/cancel-order";
import { confirmOrder } from "../order/confirm-order";
import { putOrder } from "../order/put-order";
import { putOrderInput } from "../order/put-order-input";
import { stopForFraud } from "../order/stop-for-fraud";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { advanceApproval } from "./advance-approval";
import { type ApprovalDesk, openApprovalDesk } from "./approval-desk-for-tests";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

const setPolicy = (policy: "keep" | "replace") =>
  desk.database.pool.query("UPDATE stores SET price_rise_policy = $1", [policy]);

describe("the edges of an approval", () => {
  it("I9 I18: an order cancelled while the bank was thinking gets back what the bank then holds", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    must(await desk.approve(id));
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "customer called" }));
    await desk.work();
    expect((await desk.request(id)).status).toBe("withdrawn");
    expect(await desk.order(orderNumber)).toMatchObject({ status: "cancelled" });
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "cancelled" });
    const holds = [...(await desk.holds(orderNumber)), ...(await desk.holds(`${orderNumber}-2`))];
    expect(holds.map((hold) => hold.status)).toEqual(["voided", "voided"]);
    expect(await desk.heldAtGateway()).toEqual([]);
  });

  it("I15 PR-3: several workers that carry on the same approval at once replace the order once", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    must(await desk.approve(id));
    await Promise.all([desk.work(), desk.work(), advanceApproval(desk.context, id), advanceApproval(desk.context, id)]);
    await Promise.all([advanceApproval(desk.context, id), advanceApproval(desk.context, id), desk.work()]);
    await desk.work();
    const events = await desk.events(orderNumber);
    for (const once of ["approval_succeeded", "order_replaced", "order_link_completed"]) {
      expect([once, events.filter((type) => type === once).length]).toEqual([once, 1]);
    }
    expect((await desk.holds(orderNumber)).map((hold) => hold.status)).toEqual(["voided"]);
  });

  it("X03 H10: a draft whose card was refused is confirmed under its own number", async () => {
    const { externalId, customerToken, token } = await desk.customer();
    const orderNumber = "D-00001";
    const lines = [{ sku: "BODY", name: "Camera body", quantity: 1, unitPriceMinor: 50_000 }];
    const paymentMethods = [{ type: "card", token, customerToken }];
    const input = putOrderInput.parse({
      account: externalId,
      source: "commerce",
      currency: "USD",
      lines,
      paymentMethods,
    });
    must(await putOrder(desk.context, orderNumber, input));
    await desk.fault({
      action: "decline",
      operation: "authorize",
      code: "card_declined",
      declineCode: "generic_decline",
    });
    must(await confirmOrder(desk.context, { orderNumber }));
    await desk.work();
    const id = await desk.ask(orderNumber);
    expect((await desk.request(id)).reason).toBe("card_refused");
    must(await desk.approve(id));
    await desk.work();
    expect(await desk.order(orderNumber)).toMatchObject({ status: "confirmed", approved_total_minor: 50_000n });
    expect((await desk.request(id)).status).toBe("approved");
  });

  it("X03 X04: in a store that keeps its orders a hold about to end is released only when its follower lives", async () => {
    await setPolicy("keep");
    const orderNumber = await desk.confirmedOrder();
    await desk.advance(6 * DAY_MS);
    expect(await desk.reasons(orderNumber)).toContain("authorization_expiring");
    const id = await desk.ask(orderNumber);
    await desk.fault({ action: "decline", operation: "authorize", code: "card_declined", declineCode: "do_not_honor" });
    must(await desk.approve(id));
    await desk.work();
    expect((await desk.holds(orderNumber)).map((hold) => hold.status)).toEqual(["authorized", "declined"]);
    expect((await desk.request(id)).status).toBe("payment_failed");

    must(await desk.approve(id));
    await desk.work();
    expect((await desk.holds(orderNumber)).map((hold) => hold.status)).toEqual(["voided", "declined", "authorized"]);
    expect(await desk.reasons(orderNumber)).toEqual([]);
    await setPolicy("replace");
  });

  it("PR-3: an order of which goods have left keeps its number, whatever the store prefers", async () => {
    const orderNumber = await desk.confirmedOrder({ quantity: 2, unitPriceMinor: 10_000 });
    const { releaseNo } = must(
      await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity: 1 }] }),
    );
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    await desk.reprice(orderNumber, 26_000);
    must(await desk.approve(await desk.ask(orderNumber)));
    await desk.work();
    expect(await desk.order(orderNumber)).toMatchObject({ status: "confirmed", approved_total_minor: 26_000n });
    const { count } = await desk.row<{ count: bigint }>("SELECT count(*) FROM orders WHERE order_number LIKE $1", [
      `${orderNumber}-%`,
    ]);
    expect(count).toBe(0n);
  });

  it("I20: a page that was paid is found although neither a notification nor the customer came", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const answer = must(await desk.approve(id, { method: "another_card" }));
    await desk.work();
    if (answer.kind !== "hosted_page") throw new Error("expected a page");
    const page = await desk.row<{ url: string }>("SELECT url FROM hosted_sessions WHERE id = $1", [
      answer.hostedSessionId,
    ]);
    await desk.payHostedPage(page.url, "4242 4242 4242 4242");
    const due = await desk.row<{ seconds: number }>(
      "SELECT extract(epoch FROM run_at - now())::float8 AS seconds FROM graphile_worker.jobs WHERE key = $1",
      [`hosted-later:${answer.hostedSessionId}`],
    );
    expect(due.seconds).toBeLessThanOrEqual(120);
    await desk.database.pool.query(
      "SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at := now()) FROM graphile_worker.jobs WHERE key = $1",
      [`hosted-later:${answer.hostedSessionId}`],
    );
    await desk.work();
    expect((await desk.request(id)).status).toBe("approved");
  });

  it("H17: an order that has replaced another can be replaced again, and its number counts on", async () => {
    const orderNumber = await desk.risenOrder();
    must(await desk.approve(await desk.ask(orderNumber)));
    await desk.work();
    const second = `${orderNumber}-2`;
    await desk.reprice(second, 27_000);
    must(await desk.approve(await desk.ask(second)));
    await desk.work();
    expect(await desk.order(second)).toMatchObject({ status: "replaced" });
    expect(await desk.order(`${orderNumber}-3`)).toMatchObject({ status: "confirmed", total_minor: 27_000n });
    expect((await desk.holds(second)).map((hold) => hold.status)).toEqual(["voided"]);
  });

  it("I14 I8: of two requests made at the same moment the one that lives counts, whatever their times say: a stop for fraud ends it", async () => {
    const orderNumber = await desk.risenOrder();
    const first = await desk.ask(orderNumber);
    const second = await desk.ask(orderNumber);
    // The second began first, and waited for the order's lock.
    await desk.database.pool.query(
      "UPDATE approval_requests SET requested_at = requested_at - interval '1 second' WHERE id = $1",
      [second],
    );
    must(await stopForFraud(desk.context, { orderNumber }, { reason: "looks stolen" }));
    expect(await desk.request(first)).toMatchObject({ status: "replaced" });
    expect(await desk.request(second)).toMatchObject({ status: "withdrawn" });
  });

  it("H24 H25 H29: what the dialog opens with is filled in from the record", async () => {
    const orderNumber = await desk.risenOrder();
    await desk.ask(orderNumber);
    const now = await desk.row<{ now: Date }>("SELECT paydesk_now() AS now", []);
    const scope = {
      pool: desk.database.pool,
      storeId: desk.context.storeId,
      now: now.now.getTime() as never,
      timeZone: "Europe/Madrid",
      viewer: { userId: "usr_test" },
    };
    const ask = await getAskApproval(scope, orderNumber);
    expect(ask?.view).toMatchObject({
      reason: "price_rise",
      recipient: "account",
      refusal: null,
      amount: { amountMinor: "24118" },
      difference: { amountMinor: "4118" },
      linkLife: "168",
      isDeliveryDateRequired: false,
    });
    expect(ask?.view.warning?.title).toContain("has not been opened");
    expect(await getAskApproval({ ...scope, storeId: "another" }, orderNumber)).toBeUndefined();
  });
});
