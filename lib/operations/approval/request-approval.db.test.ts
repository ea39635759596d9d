import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { putAccount, putAccountInput } from "../account/put-account";
import { stopForFraud } from "../order/stop-for-fraud";
import { askQuestion, declineRequest } from "./answer-request";
import { type ApprovalDesk, openApprovalDesk, tokenOf } from "./approval-desk-for-tests";
import { hashLinkToken } from "./approval-token";
import { markOpened } from "./mark-opened";
import { recordMailFailure } from "./record-mail";
import { requestApproval, requestApprovalInput } from "./request-approval";
import { withdrawApproval } from "./withdraw-approval";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

const ask = (orderNumber: string, input: object = {}) =>
  requestApproval(desk.context, { orderNumber }, requestApprovalInput.parse(input));

describe("asking the customer", () => {
  it("H09 H24 H26 H29: one mail with the link and the changed lines goes out, and who asked whom for how much is on record", async () => {
    const orderNumber = await desk.risenOrder();
    const asked = must(await ask(orderNumber, { note: "an engineer found a cracked front housing" }));
    expect(asked).toMatchObject({
      amount: { amountMinor: 24_118n, currency: "USD" },
      difference: { amountMinor: 4_118n },
    });
    expect(JSON.stringify(asked, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
      /token/i,
    );
    await desk.work();
    const [mail] = await desk.mails();
    const order = await desk.order(orderNumber);
    const account = await desk.row<{ email: string }>(
      "SELECT a.email FROM accounts a JOIN orders o ON o.account_id = a.id WHERE o.id = $1",
      [order.id],
    );
    expect(mail?.to).toEqual([account.email]);
    expect(mail?.subject).toBe(`Please approve the new total for order ${orderNumber}`);
    expect(mail?.html).toMatch(
      /<a [^>]*href="https:\/\/desk\.example\.com\/pay\/[\w-]{43}"[^>]*>.*Approve Order Payment/s,
    );
    expect(mail?.text).toContain("Lens repair, labour: 241.18 (was 200.00)");
    expect(mail?.text).toContain("because an engineer found a cracked front housing.");
    expect(mail?.text).toContain(`(Madrid time). On the page you will see the code ${asked.shortCode}`);
    expect(await desk.request(asked.approvalRequestId)).toMatchObject({ status: "sent", reason: "price_rise" });
    expect(await desk.events(orderNumber)).toEqual(expect.arrayContaining(["approval_requested", "mail_sent"]));
    const line = await desk.row<Record<string, unknown>>(
      "SELECT * FROM audit_log WHERE action = 'approval.requested' AND order_id = $1",
      [order.id],
    );
    expect(line).toMatchObject({ actor: "api:test", after: { amountMinor: "24118", address: asked.maskedAddress } });
    expect(asked.maskedAddress).toMatch(/^.\*\*\*@example\.com$/);
    expect(await desk.reasons(orderNumber)).toContain("awaiting_customer");
  });

  it("H25: the mail goes to the account's own address or its contact's, and to no other", async () => {
    const orderNumber = await desk.risenOrder();
    expect(await ask(orderNumber, { address: "someone@elsewhere.example" })).toMatchObject({
      ok: false,
      reason: "address_not_on_record",
    });
    expect(await ask(orderNumber, { address: "contact" })).toMatchObject({ ok: false, reason: "no_email" });
    const account = await desk.row<{ external_id: string; email: string }>(
      "SELECT a.* FROM accounts a JOIN orders o ON o.account_id = a.id WHERE o.order_number = $1",
      [orderNumber],
    );
    const input = putAccountInput.parse({
      name: "Carmen Moreno",
      email: account.email,
      contactEmail: "office@example.com",
    });
    must(await putAccount(desk.context, account.external_id, input));
    const asked = must(await ask(orderNumber, { address: "OFFICE@example.com" }));
    expect((await desk.request(asked.approvalRequestId)).email).toBe("office@example.com");
  });

  it("H30 I19: a newer request makes every earlier link unusable, even while its mail is still on its way", async () => {
    const orderNumber = await desk.risenOrder();
    const first = must(await ask(orderNumber));
    const second = must(await ask(orderNumber));
    expect(second.shortCode).not.toBe(first.shortCode);
    await desk.work();
    expect(await desk.request(first.approvalRequestId)).toMatchObject({
      status: "replaced",
      replaced_by_id: second.approvalRequestId,
    });
    expect(await desk.approve(first.approvalRequestId)).toMatchObject({ ok: false, reason: "link_replaced" });
    const mails = (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber));
    expect(mails).toHaveLength(1);
    expect(hashLinkToken(tokenOf(mails[0]))).toBe((await desk.request(second.approvalRequestId)).token_hash);
    must(await desk.approve(second.approvalRequestId));
  });

  it("H07: a quote of zero needs approval once there is a price", async () => {
    const orderNumber = await desk.confirmedOrder({ unitPriceMinor: 0, source: "repair" });
    await desk.reprice(orderNumber, 9_900);
    expect(await desk.reasons(orderNumber)).toContain("zero_price_quote");
    const id = must(await ask(orderNumber)).approvalRequestId;
    expect((await desk.request(id)).reason).toBe("zero_price_quote");
    must(await desk.approve(id));
    await desk.work();
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "confirmed", approved_total_minor: 9_900n });
  });

  it("H33: a price fall asks nobody, and withdraws a question that has become pointless", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    await desk.reprice(orderNumber, 18_000);
    expect((await desk.request(id)).status).toBe("withdrawn");
    expect(await desk.reasons(orderNumber)).toEqual([]);
    expect(await ask(orderNumber)).toMatchObject({ ok: false, reason: "nothing_to_approve" });
  });

  it("H21 H22 H27: an expired hold is asked for anew, with the delivery date that the customer was told", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.advance(8 * DAY_MS);
    expect(await desk.reasons(orderNumber)).toContain("authorization_expired");
    const asked = must(await ask(orderNumber, { estimatedDeliveryDate: "2027-01-15" }));
    await desk.work();
    const [mail] = await desk.mails();
    expect(mail?.text).toContain("The new delivery date is Fri 15 January.");
    must(await desk.approve(asked.approvalRequestId));
    await desk.work();
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "confirmed" });
    expect((await desk.holds(orderNumber)).map((hold) => hold.status)).toEqual(["expired"]);
  });

  it("H05: the reason comes from the store's list, which can grow; other words become the note", async () => {
    const orderNumber = await desk.risenOrder();
    await desk.database.pool.query("UPDATE stores SET settings = $1", [
      JSON.stringify({ approvalReasons: [{ value: "customs_duty", label: "Customs duty" }] }),
    ]);
    const own = must(await ask(orderNumber, { reason: "customs_duty" }));
    expect(await desk.request(own.approvalRequestId)).toMatchObject({ reason: "customs_duty", note: null });
    const free = must(await ask(orderNumber, { reason: "the part was dearer, card 4242 4242 4242 4242" }));
    const row = await desk.request(free.approvalRequestId);
    expect(row).toMatchObject({ reason: "other" });
    expect(row.note).toContain("the part was dearer");
    expect(row.note).not.toContain("4242 4242 4242");
  });

  it("H32: a link ends by the clock alone; the order stays in the panel, and a new request can be made", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber, { linkHours: 2 })).approvalRequestId;
    await desk.advance(2 * 3_600_000 + 1_000);
    expect((await desk.request(id)).status).toBe("expired");
    expect(await desk.reasons(orderNumber)).toEqual(expect.arrayContaining(["link_expired", "price_rise"]));
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_expired" });
    must(await ask(orderNumber));
  });

  it("I14: a fraud stop takes the link away", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    must(await stopForFraud(desk.context, { orderNumber }, { reason: "reported" }));
    expect((await desk.request(id)).status).toBe("withdrawn");
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_withdrawn" });
    expect(await ask(orderNumber)).toMatchObject({ ok: false, reason: "order_fraud_stopped" });
  });

  it("H12 H23: saying no ends the link and makes a task, and a question reaches the order as a note", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    const customer = desk.customerOf(id);
    must(await markOpened(customer, id));
    must(await askQuestion(customer, id, "Is the old part sent back?"));
    const note = await desk.row<Record<string, unknown>>("SELECT * FROM notes WHERE author_id = $1", [
      `customer:${id}`,
    ]);
    expect(note.text).toBe("Is the old part sent back?");
    must(await declineRequest(customer, id, null));
    must(await declineRequest(customer, id, "too expensive"));
    expect(await desk.request(id)).toMatchObject({ status: "declined", customer_note: "too expensive" });
    expect(await desk.reasons(orderNumber)).toContain("customer_declined");
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_withdrawn" });
  });

  it("H30: staff can take a request back", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    must(await withdrawApproval(desk.context, { orderNumber }));
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_withdrawn" });
    expect(await withdrawApproval(desk.context, { orderNumber })).toMatchObject({
      ok: false,
      reason: "no_live_request",
    });
  });

  it("I15: a mail that has to go out again goes out under the same message id and with the same link", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    await desk.work();
    const own = async () => (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber));
    const { id: mailId } = await desk.row<{ id: string }>(
      "UPDATE mails SET status = 'requested' WHERE approval_request_id = $1 RETURNING id",
      [id],
    );
    await desk.database.pool.query(
      "SELECT graphile_worker.add_job('send_mail', json_build_object('storeId', $1::text, 'mailId', $2::text))",
      [desk.context.storeId, mailId],
    );
    await desk.work();
    const mails = await own();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    expect(tokenOf(mails[0])).toBe(tokenOf(mails[1]));
  });

  it("I18 H29: a mail that no server takes is given up in the end, and the order stands in front of a person again", async () => {
    const orderNumber = await desk.risenOrder();
    const id = must(await ask(orderNumber)).approvalRequestId;
    const { id: mailId } = await desk.row<{ id: string }>("SELECT id FROM mails WHERE approval_request_id = $1", [id]);
    await recordMailFailure(desk.context, mailId, { error: "ESOCKET", isFinal: false });
    expect((await desk.request(id)).status).toBe("requested");
    await recordMailFailure(desk.context, mailId, { error: "EENVELOPE 550", isFinal: true });
    expect(await desk.request(id)).toMatchObject({ status: "withdrawn", failure_reason: "mail_failed" });
    expect(await desk.events(orderNumber)).toContain("mail_failed");
    const step = await desk.row<{ next_step: string }>(
      "SELECT w.next_step FROM worklist_items w JOIN orders o ON o.id = w.order_id WHERE o.order_number = $1 AND w.reason = 'price_rise' AND w.closed_at IS NULL",
      [orderNumber],
    );
    expect(step.next_step).toBe("ask_customer");
    await desk.work();
    expect((await desk.mails()).filter((mail) => mail.subject.includes(orderNumber))).toEqual([]);
  });

  it("I16 EL-3: a live token stands in no table, no job and no event", async () => {
    const orderNumber = await desk.risenOrder();
    must(await ask(orderNumber));
    await desk.work();
    const token = tokenOf((await desk.mails())[0]);
    const tables = await desk.database.pool.query<{ name: string }>(
      "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public','graphile_worker') AND table_type = 'BASE TABLE'",
    );
    for (const { name } of tables.rows) {
      const found = await desk.database.pool.query(
        `SELECT count(*) AS count FROM ${name} AS t WHERE t::text LIKE '%' || $1 || '%'`,
        [token],
      );
      expect([name, found.rows[0]?.count]).toEqual([name, 0n]);
    }
    expect(tables.rows.length).toBeGreaterThan(30);
  });

  it("EL-4: the link's host comes from the settings", async () => {
    const links = (await desk.mails()).map((mail) => /https?:\/\/[^/\s]+\/pay\//.exec(mail.text ?? "")?.[0]);
    expect(new Set(links)).toEqual(new Set(["https://desk.example.com/pay/"]));
  });
});
