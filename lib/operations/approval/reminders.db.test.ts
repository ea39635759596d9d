import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS } from "@/lib/payments/instant";
import { refreshOrder } from "../order/refresh-order";
import { stopForFraud } from "../order/stop-for-fraud";
import { askQuestion, declineRequest } from "./answer-request";
import { type ApprovalDesk, openApprovalDesk, tokenOf } from "./approval-desk-for-tests";
import { withdrawApproval } from "./withdraw-approval";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

const reminders = { afterDays: 2, atMost: 2 };
const mailsAbout = async (orderNumber: string) =>
  (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber)).reverse();

async function asked(input: object = { reminders }): Promise<{ orderNumber: string; id: string }> {
  const orderNumber = await desk.risenOrder();
  const id = await desk.ask(orderNumber, input);
  await desk.work();
  return { orderNumber, id };
}

describe("reminding by the sweep", () => {
  it("H32 H29: after two quiet days the same link goes out again, twice at most, and the timeline says so", async () => {
    const { orderNumber, id } = await asked();
    await desk.advance(2 * DAY_MS - HOUR_MS);
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    await desk.advance(HOUR_MS);
    const [first, second] = await mailsAbout(orderNumber);
    expect(second?.subject).toBe(`Reminder: Please approve the new total for order ${orderNumber}`);
    expect(second?.text).toMatch(/We wrote to you on \w{3} \d{1,2} \w+, and your order waits/);
    expect(tokenOf(second)).toBe(tokenOf(first));
    expect(second?.to).toEqual(first?.to);
    expect(await desk.request(id)).toMatchObject({ status: "sent", reminders_left: 1 });

    await desk.advance(2 * DAY_MS);
    await desk.advance(2 * DAY_MS);
    expect(await mailsAbout(orderNumber)).toHaveLength(3);
    expect(await desk.request(id)).toMatchObject({ reminders_left: 0, remind_at: null });
    expect((await desk.events(orderNumber)).filter((type) => type === "reminder_sent")).toHaveLength(2);
  });

  it("H32: a request that says nothing is reminded as its store has it, and one that says none is not", async () => {
    const plain = await asked({});
    expect(await desk.request(plain.id)).toMatchObject({ reminders_left: 2, remind_every_days: 2 });
    const none = await asked({ reminders: { afterDays: 1, atMost: 0 } });
    await desk.advance(3 * DAY_MS);
    expect(await mailsAbout(none.orderNumber)).toHaveLength(1);
    expect(await mailsAbout(plain.orderNumber)).toHaveLength(2);
  });

  it("H32 I14 I18: whoever declined, was replaced, withdrawn, stopped, asked something or paid is not reminded", async () => {
    const declined = await asked();
    must(await declineRequest(desk.customerOf(declined.id), declined.id, null));
    const replaced = await asked();
    await desk.ask(replaced.orderNumber, { reminders: { afterDays: 1, atMost: 0 } });
    const withdrawn = await asked();
    must(await withdrawApproval(desk.context, { orderNumber: withdrawn.orderNumber }));
    const stopped = await asked();
    must(await stopForFraud(desk.context, { orderNumber: stopped.orderNumber }, { reason: "card testing" }));
    const curious = await asked();
    must(await askQuestion(desk.customerOf(curious.id), curious.id, "Is the housing new?"));
    const paid = await asked();
    must(await desk.approve(paid.id));
    const short = await asked({ reminders: { afterDays: 1, atMost: 1 }, linkHours: 24 });
    await desk.work();
    await desk.advance(2 * DAY_MS + HOUR_MS);
    for (const { orderNumber } of [declined, replaced, withdrawn, stopped, curious, paid, short]) {
      expect(await desk.events(orderNumber)).not.toContain("reminder_sent");
    }
  });

  it("H32 I5 DC-7: who has gone to the gateway's page is not reminded; who came back from it without paying is", async () => {
    const { orderNumber, id } = await asked();
    await desk.advance(2 * DAY_MS - HOUR_MS / 2);
    must(await desk.approve(id, { method: "another_card" }));
    await desk.work();
    await desk.advance(HOUR_MS / 2);
    expect(await desk.events(orderNumber)).not.toContain("reminder_sent");
    await desk.advance(HOUR_MS);
    expect(await desk.events(orderNumber)).toContain("reminder_sent");
  });

  it("H32 I15 JB-4: ten sweeps at once, and a worker that died before its commit, make one reminder", async () => {
    const { orderNumber, id } = await asked();
    const { id: orderId } = await desk.order(orderNumber);
    await desk.database.pool.query("UPDATE clock SET offset_ms = offset_ms + $1", [2 * DAY_MS]);
    await Promise.all(Array.from({ length: 10 }, () => refreshOrder(desk.context, orderId)));
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(2);
    const mail = await desk.row<{ id: string }>(
      "SELECT * FROM mails WHERE approval_request_id = $1 AND kind = 'approval_reminder'",
      [id],
    );
    // It died between the mail server's yes and its own note: the same mail again, for its reader's program.
    await desk.database.pool.query("UPDATE mails SET status = 'requested' WHERE id = $1", [mail.id]);
    await desk.database.pool.query(
      "SELECT graphile_worker.add_job('send_mail', json_build_object('storeId', 'northlight', 'mailId', $1::text))",
      [mail.id],
    );
    await desk.work();
    const again = (await mailsAbout(orderNumber)).slice(1);
    expect(new Set(again.map(({ messageId }) => messageId)).size).toBe(1);
    // And the database itself refuses a second one of the same number.
    await expect(
      desk.database.pool.query(
        `INSERT INTO mails (store_id, id, order_id, approval_request_id, kind, to_address, subject, message_id, status, created_at, reminder_no)
         SELECT store_id, id || 'x', order_id, approval_request_id, kind, to_address, subject, message_id || 'x', status, created_at, reminder_no
         FROM mails WHERE id = $1`,
        [mail.id],
      ),
    ).rejects.toThrow("mails_one_per_reminder");
  });

  it("H32: a reminder whose customer answered before it left is dropped", async () => {
    const { orderNumber, id } = await asked();
    const { id: orderId } = await desk.order(orderNumber);
    await desk.database.pool.query("UPDATE clock SET offset_ms = offset_ms + $1", [2 * DAY_MS]);
    must(await refreshOrder(desk.context, orderId));
    must(await declineRequest(desk.customerOf(id), id, null));
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    expect(
      await desk.row("SELECT status FROM mails WHERE approval_request_id = $1 AND kind = 'approval_reminder'", [id]),
    ).toEqual({ status: "dropped" });
  });
});

describe("an address that the mail server refuses", () => {
  it("I18 H29: the request ends as refused, and the order stands in front of a person who may use the other address", async () => {
    const orderNumber = await desk.risenOrder();
    await desk.database.pool.query(
      "UPDATE accounts SET email = $2, contact_email = 'office@example.com' WHERE id = (SELECT account_id FROM orders WHERE order_number = $1)",
      [orderNumber, "carmen@refused.example.com"],
    );
    const id = await desk.ask(orderNumber);
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ status: "withdrawn", failure_reason: "address_refused" });
    expect(await desk.row("SELECT status, last_error FROM mails WHERE approval_request_id = $1", [id])).toEqual({
      status: "refused",
      last_error: "EENVELOPE 550",
    });
    expect(await desk.events(orderNumber)).toContain("mail_refused");
    expect(await desk.reasons(orderNumber)).toEqual(expect.arrayContaining(["mail_failed", "price_rise"]));
    const undelivered = () =>
      desk.database.pool
        .query(
          `SELECT w.reason, w.next_step, w.why FROM worklist_items w JOIN orders o ON o.id = w.order_id
           WHERE w.list = 'connector-failures' AND w.closed_at IS NULL AND o.order_number = $1`,
          [orderNumber],
        )
        .then(({ rows }) => rows);
    const refused = { reason: "mail_failed", next_step: "ask_customer", why: "address_refused" };
    expect(await undelivered()).toEqual([refused]);
    const next = await desk.ask(orderNumber, { address: "contact" });
    await desk.work();
    expect(await desk.request(next)).toMatchObject({ status: "sent", email: "office@example.com" });
    expect(await desk.reasons(orderNumber)).not.toContain("mail_failed");
    expect(await undelivered()).toEqual([]);
  });
});
