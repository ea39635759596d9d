import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { money } from "@/lib/payments/money";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { repairLink } from "../replacement/repair-link";
import { type ApprovalDesk, openApprovalDesk, tokenOf } from "./approval-desk-for-tests";
import { hashLinkToken } from "./approval-token";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

describe("approving with the saved card", () => {
  it("H09 H10 H11 H15 H16 H17 H26 H31: the new amount is held, the old order is replaced and its hold released, and both orders name each other", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber, { note: "an engineer found a cracked front housing" });
    await desk.work();
    const [mail] = await desk.mails();
    expect(mail?.html).toContain("Approve Order Payment");
    expect(hashLinkToken(tokenOf(mail))).toBe((await desk.request(id)).token_hash);

    must(await desk.approve(id));
    await desk.work();

    expect(await desk.request(id)).toMatchObject({ status: "approved", failure_count: 0 });
    const old = await desk.order(orderNumber);
    const successor = await desk.order(`${orderNumber}-2`);
    expect(old.status).toBe("replaced");
    expect(successor).toMatchObject({ status: "confirmed", total_minor: 24_118n, approved_total_minor: 24_118n });
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "voided", amount_minor: 20_000n }]);
    const holds = await desk.holds(`${orderNumber}-2`);
    expect(holds).toMatchObject([{ status: "authorized", amount_minor: 24_118n }]);
    expect(await desk.heldAtGateway()).toEqual([
      expect.objectContaining({ id: holds[0]?.gateway_reference, held: 24_118 }),
    ]);
    const link = await desk.row<Record<string, unknown>>("SELECT * FROM order_links WHERE predecessor_id = $1", [
      old.id,
    ]);
    expect(link).toMatchObject({ successor_id: successor.id, status: "complete", difference_minor: 4_118n });
    expect(await desk.events(orderNumber)).toContain("order_link_completed");
    expect(await desk.events(`${orderNumber}-2`)).toEqual(
      expect.arrayContaining(["order_took_over", "order_link_completed"]),
    );
    expect(await desk.reasons(orderNumber)).toEqual([]);
    expect(await desk.reasons(`${orderNumber}-2`)).toEqual([]);
  });

  it("H06 H08 H14: a rise blocks shipment until the new price is approved", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    await desk.reprice(orderNumber, 26_000);
    expect(await desk.reasons(orderNumber)).toContain("price_rise");
    expect(await shipRelease(desk.context, { orderNumber, releaseNo }, {})).toMatchObject({
      ok: false,
      reason: "blocked_by_payment",
    });

    must(await desk.approve(await desk.ask(orderNumber)));
    await desk.work();
    const moved = await desk.row<Record<string, unknown>>(
      "SELECT r.* FROM releases r JOIN orders o ON o.id = r.order_id WHERE o.order_number = $1",
      [`${orderNumber}-2`],
    );
    expect(moved).toMatchObject({ status: "open", amount_minor: 26_000n, release_no: releaseNo });
    const shipped = must(await shipRelease(desk.context, { orderNumber: `${orderNumber}-2`, releaseNo }, {}));
    await desk.work();
    expect(await desk.row("SELECT status, captured_minor FROM invoices WHERE id = $1", [shipped.invoiceId])).toEqual({
      status: "captured",
      captured_minor: 26_000n,
    });
  });

  it("H12 PR-3: when the bank refuses, a task appears, the old order stays as it was, and the next try takes the same successor", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    await desk.fault({
      action: "decline",
      operation: "authorize",
      code: "card_declined",
      declineCode: "insufficient_funds",
    });
    must(await desk.approve(id));
    await desk.work();

    expect(await desk.request(id)).toMatchObject({
      status: "payment_failed",
      failure_reason: "insufficient_funds",
      failure_count: 1,
    });
    expect((await desk.order(orderNumber)).status).toBe("confirmed");
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "authorized", amount_minor: 20_000n }]);
    expect((await desk.order(`${orderNumber}-2`)).status).toBe("proposed");
    expect(await desk.reasons(orderNumber)).toContain("approval_payment_failed");

    must(await desk.approve(id));
    await desk.work();
    expect((await desk.order(`${orderNumber}-2`)).status).toBe("confirmed");
    expect((await desk.order(orderNumber)).status).toBe("replaced");
    const { count } = await desk.row<{ count: bigint }>("SELECT count(*) FROM orders WHERE order_number LIKE $1", [
      `${orderNumber}-%`,
    ]);
    expect(count).toBe(1n);
  });

  it("PR-3 X04 UN-1: the link is complete only when the gateway has proven that the old hold is gone", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    must(await desk.approve(id));
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/payment_intents/*/cancel" });
    await desk.work();
    const old = await desk.order(orderNumber);
    expect(old.status).toBe("replaced");
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "void_unconfirmed" }]);
    const open = await desk.row<{ status: string }>("SELECT status FROM order_links WHERE predecessor_id = $1", [
      old.id,
    ]);
    expect(open.status).toBe("proposed");

    await desk.advance(60_000);
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "voided" }]);
    const link = await desk.row<{ status: string }>("SELECT status FROM order_links WHERE predecessor_id = $1", [
      old.id,
    ]);
    expect(link.status).toBe("complete");
  });

  it("X04 I15: who has a half-done replacement carried on asks for no second release, and a whole one has nothing to repair", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    must(await desk.approve(id));
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/payment_intents/*/cancel" });
    await desk.work();
    expect(await desk.reasons(orderNumber)).toEqual(["unconfirmed"]);
    must(await repairLink(desk.context, { orderNumber }));
    must(await repairLink(desk.context, { orderNumber }));
    await desk.work();
    await desk.advance(60_000);
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "voided" }]);
    expect(await desk.reasons(orderNumber)).toEqual([]);
    const { count } = await desk.row<{ count: bigint }>(
      "SELECT count(*) FROM attempts WHERE operation = 'void' AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(count).toBe(1n);
    expect(await repairLink(desk.context, { orderNumber })).toMatchObject({ ok: false, reason: "nothing_to_repair" });
  });

  it("UN-1 I6: an answer that got lost freezes the approval until the gateway has been asked, and nothing is held twice", async () => {
    const orderNumber = await desk.risenOrder();
    const before = (await desk.heldAtGateway()).length;
    const id = await desk.ask(orderNumber);
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/payment_intents" });
    must(await desk.approve(id));
    await desk.work();
    expect((await desk.request(id)).status).toBe("approving");
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "approval_in_progress" });

    await desk.advance(60_000);
    expect((await desk.request(id)).status).toBe("approved");
    expect((await desk.heldAtGateway()).length).toBe(before);
  });

  it("I13: an amount that moved after the page was shown is not charged; the customer sees the new one and agrees to that", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    await desk.reprice(orderNumber, 24_618);
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "amount_changed" });
    expect(await desk.holds(orderNumber)).toHaveLength(1);

    must(await desk.approve(id, { shownAmount: money(24_618, "USD") }));
    await desk.work();
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "confirmed", total_minor: 24_618n });
  });

  it("DC-1 I5: two submits at once lead to one hold", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const answers = await Promise.all([desk.approve(id), desk.approve(id), desk.approve(id)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    await desk.work();
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "already_approved" });
    expect(await desk.holds(`${orderNumber}-2`)).toHaveLength(1);
  });

  it("X03: a store that keeps its orders holds the gap only and raises the approved total of the same order", async () => {
    await desk.database.pool.query("UPDATE stores SET price_rise_policy = 'keep'");
    const orderNumber = await desk.risenOrder();
    must(await desk.approve(await desk.ask(orderNumber)));
    await desk.work();
    expect(await desk.order(orderNumber)).toMatchObject({ status: "confirmed", approved_total_minor: 24_118n });
    expect(await desk.holds(orderNumber)).toMatchObject([
      { status: "authorized", amount_minor: 20_000n },
      { status: "authorized", amount_minor: 4_118n },
    ]);
    expect(await desk.reasons(orderNumber)).toEqual([]);
    await desk.database.pool.query("UPDATE stores SET price_rise_policy = 'replace'");
  });

  it("H16: a store that counts gives the successor its next free number", async () => {
    await desk.database.pool.query("UPDATE stores SET successor_numbering = 'counter', next_order_number = 7");
    const orderNumber = await desk.risenOrder();
    must(await desk.approve(await desk.ask(orderNumber)));
    await desk.work();
    const next = await desk.row<{ order_number: string }>(
      "SELECT s.order_number FROM order_links l JOIN orders p ON p.id = l.predecessor_id JOIN orders s ON s.id = l.successor_id WHERE p.order_number = $1",
      [orderNumber],
    );
    expect(Number(next.order_number)).toBe(7);
    await desk.database.pool.query("UPDATE stores SET successor_numbering = 'suffix'");
  });

  it("FD-4: after five failures in a row the link rests for half an hour", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    await desk.fault({
      action: "decline",
      operation: "authorize",
      code: "card_declined",
      declineCode: "do_not_honor",
      count: 6,
    });
    for (let failure = 0; failure < 5; failure++) {
      must(await desk.approve(id));
      await desk.work();
    }
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_rests" });
    await desk.advance(31 * 60_000);
    must(await desk.approve(id));
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ failure_count: 6 });
  });
});
