import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { findLink } from "@/lib/queries/pay/find-link";
import { getPayPage } from "@/lib/queries/pay/get-pay-page";
import { type ApprovalDesk, openApprovalDesk, tokenOf } from "./approval-desk-for-tests";
import { copyLink, enterWithCode, makePhoneCode, readPhoneCode } from "./approval-key";
import { hashLinkToken } from "./approval-token";
import { markOpened } from "./mark-opened";
import { openPageByPhone } from "./open-page-by-phone";
import { type RequestDelivery, requestApproval, requestApprovalInput } from "./request-approval";
import { requestPageSync } from "./request-page-sync";
import { resendRequest } from "./resend-request";
import { startMail } from "./start-mail";
import { sendNow, unsendRequest } from "./unsent-mail";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

const mailsAbout = async (orderNumber: string) =>
  (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber));

async function ask(delivery: RequestDelivery, input: object = {}) {
  const orderNumber = await desk.risenOrder();
  const asked = must(await requestApproval(desk.context, { orderNumber }, requestApprovalInput.parse(input), delivery));
  return { orderNumber, id: asked.approvalRequestId, asked };
}

describe("a mail that waits", () => {
  it("H29: it leaves when its seconds are over, and until then it is taken back for certain", async () => {
    const held = await ask({ holdSeconds: 10 });
    await desk.work();
    expect(await mailsAbout(held.orderNumber)).toEqual([]);
    must(await unsendRequest(desk.context, { orderNumber: held.orderNumber }, held.id));
    await desk.advance(MINUTE_MS);
    expect(await mailsAbout(held.orderNumber)).toEqual([]);
    expect((await desk.request(held.id)).status).toBe("withdrawn");

    const kept = await ask({ holdSeconds: 10 });
    await desk.advance(11 * SECOND_MS);
    expect(await mailsAbout(kept.orderNumber)).toHaveLength(1);
    expect(await unsendRequest(desk.context, { orderNumber: kept.orderNumber }, kept.id)).toMatchObject({
      ok: false,
      reason: "mail_has_gone",
    });
    expect((await desk.request(kept.id)).status).toBe("sent");
  });

  it("H29 H30: the link that it had replaced works again, as far as its customer had come, and is asked for anew", async () => {
    const { orderNumber, id } = await ask({});
    await desk.work();
    const [mail] = await mailsAbout(orderNumber);
    await markOpened(desk.customerOf(id), id);
    const newer = must(
      await requestApproval(desk.context, { orderNumber }, requestApprovalInput.parse({}), { holdSeconds: 10 }),
    );
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_replaced" });
    const back = must(await unsendRequest(desk.context, { orderNumber }, newer.approvalRequestId));
    expect(back.revivedId).toBe(id);
    expect(await desk.request(id)).toMatchObject({ status: "opened", decided_at: null, replaced_by_id: null });
    const pool = desk.database.pool;
    expect(await findLink(hashLinkToken(tokenOf(mail)), { pool })).toMatchObject({ approvalRequestId: id });
    const query = { part: null, error: null };
    const page = await getPayPage({ storeId: "northlight", approvalRequestId: id }, query, pool);
    expect(page?.kind).toBe("open");
    expect(await desk.events(orderNumber)).toContain("approval_revived");
    must(await resendRequest(desk.customerOf(id), id));
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(2);
  });

  it("H29 I13: a link whose time or whose total is over stays dead", async () => {
    const { orderNumber, id } = await ask({}, { linkHours: 1 });
    await desk.work();
    const again = async () =>
      must(
        await requestApproval(desk.context, { orderNumber }, requestApprovalInput.parse({}), { sendLater: "tomorrow" }),
      ).approvalRequestId;
    const newer = await again();
    await desk.reprice(orderNumber, 25_000);
    expect(must(await unsendRequest(desk.context, { orderNumber }, newer)).revivedId).toBeNull();
    expect((await desk.request(id)).status).toBe("replaced");
  });

  it("H29 I15: of taking back and taking up at once exactly one wins, and no mail carries a dead link", async () => {
    for (let round = 0; round < 5; round++) {
      const { orderNumber, id } = await ask({ holdSeconds: 10 });
      const { id: mailId } = await desk.row<{ id: string }>("SELECT id FROM mails WHERE approval_request_id = $1", [
        id,
      ]);
      const [back, up] = await Promise.all([
        unsendRequest(desk.context, { orderNumber }, id),
        desk.database.pool
          .query("UPDATE clock SET offset_ms = offset_ms + 11000")
          .then(() => startMail(desk.context, mailId)),
      ]);
      expect(back.ok ? "request_ended nothing_to_send" : "started").toContain(up);
    }
  });

  it("H24: a moment may be chosen; the mail waits, says what is true when it leaves, and its link lives from then", async () => {
    const { orderNumber, id, asked } = await ask({ sendLater: "tomorrow" }, { linkHours: 24 });
    expect(asked.expiresAt.getTime() - (asked.sendAt ?? 0)).toBe(DAY_MS);
    await desk.advance(2 * HOUR_MS);
    expect(await mailsAbout(orderNumber)).toEqual([]);
    await desk.reprice(orderNumber, 25_000);
    const { now } = await desk.row<{ now: Date }>("SELECT paydesk_now() AS now");
    await desk.advance((asked.sendAt ?? 0) + MINUTE_MS - now.getTime());
    const [mail] = await mailsAbout(orderNumber);
    expect(mail?.text).toContain("250.00");
    expect(await desk.request(id)).toMatchObject({ status: "sent", amount_minor: 25_000n });
    must(await desk.approve(id));
  });

  it("H24: it can be sent at once, and no moment of yesterday or of next month is taken", async () => {
    const { orderNumber, id } = await ask({ sendLater: "tomorrow" });
    const before = await desk.request(id);
    must(await sendNow(desk.context, { orderNumber }, id));
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    const after = await desk.request(id);
    expect((after.expires_at as Date).getTime()).toBeLessThan((before.expires_at as Date).getTime());
    expect(await sendNow(desk.context, { orderNumber }, id)).toMatchObject({ ok: false, reason: "mail_has_gone" });
    for (const sendLater of ["2020-01-01T09:00", "2099-01-01T09:00"] as const) {
      const other = await desk.risenOrder();
      const input = requestApprovalInput.parse({});
      expect(await requestApproval(desk.context, { orderNumber: other }, input, { sendLater })).toMatchObject({
        ok: false,
        reason: "send_time_not_possible",
      });
      expect(await desk.events(other)).not.toContain("approval_requested");
    }
  });
});

describe("other ways to the customer", () => {
  it("H29 MR4-21: a copied link opens the same request for a day, is kept as a hash, and who copied it is on record", async () => {
    const { orderNumber, id } = await ask({ isWithoutMail: true });
    await desk.work();
    expect(await mailsAbout(orderNumber)).toEqual([]);
    const made = must(await copyLink(desk.context, { orderNumber }));
    const token = made.value.split("/pay/")[1] ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    const lookUp = () => findLink(hashLinkToken(token), { pool: desk.database.pool });
    expect(await lookUp()).toEqual({ storeId: "northlight", approvalRequestId: id });
    const kept = await desk.row<{ text: string }>(
      "SELECT (SELECT string_agg(k::text, ' ') FROM approval_keys k) || (SELECT string_agg(e::text, ' ') FROM events e) || (SELECT string_agg(a::text, ' ') FROM audit_log a) AS text",
    );
    expect(kept.text).not.toContain(token);
    expect(await desk.events(orderNumber)).toContain("approval_link_copied");
    expect(
      await desk.row(
        "SELECT actor FROM audit_log WHERE action = 'approval.link_copied' AND subject_id = (SELECT id FROM orders WHERE order_number = $1)",
        [orderNumber],
      ),
    ).toEqual({ actor: "api:test" });
    must(await desk.approve(id));
    await desk.advance(DAY_MS + 1);
    expect(await lookUp()).toBeUndefined();
  });

  it("H13 MR4-21: a code that is read out lets one visitor in, once, for half an hour, however it is typed", async () => {
    const { orderNumber, id } = await ask({ isWithoutMail: true });
    const use = (typed: string) => enterWithCode(desk.database.pool, { typed, correlationId: "test" });
    const first = must(await makePhoneCode(desk.context, { orderNumber }));
    const second = must(await makePhoneCode(desk.context, { orderNumber }));
    expect(await use(first.value)).toMatchObject({ ok: false });
    const typed = ` ${second.value.toLowerCase().replace("-", " ")} `;
    const both = await Promise.all([use(typed), use(typed)]);
    expect(both.filter(({ ok }) => ok)).toEqual([
      { ok: true, value: { storeId: "northlight", approvalRequestId: id } },
    ]);
    expect(await use(second.value)).toMatchObject({ ok: false, reason: "unknown_code" });
    const third = must(await makePhoneCode(desk.context, { orderNumber }));
    await desk.advance(30 * MINUTE_MS);
    expect(await use(third.value)).toMatchObject({ ok: false, reason: "unknown_code" });
    const rows = await desk.database.pool.query("SELECT key_hash FROM approval_keys WHERE approval_request_id = $1", [
      id,
    ]);
    for (const { key_hash } of rows.rows) {
      for (const { value } of [first, second, third]) {
        expect(key_hash).not.toContain(readPhoneCode(value));
        expect(key_hash).not.toBe(hashLinkToken(readPhoneCode(value) ?? ""));
      }
    }
    expect(await desk.events(orderNumber)).toEqual(
      expect.arrayContaining(["approval_code_made", "approval_code_used"]),
    );
  });

  it("MR4-21: there is no link or code to a request that has ended, and no more than ten in an hour", async () => {
    const { orderNumber } = await ask({ isWithoutMail: true });
    for (let made = 0; made < 10; made++) must(await copyLink(desk.context, { orderNumber }));
    expect(await copyLink(desk.context, { orderNumber })).toMatchObject({ ok: false, reason: "too_many_keys" });
    const ended = await desk.risenOrder();
    expect(await makePhoneCode(desk.context, { orderNumber: ended })).toMatchObject({
      ok: false,
      reason: "no_live_request",
    });
  });

  it("H30: a newer request kills copied links and codes with the link in the mail", async () => {
    const { orderNumber, id } = await ask({});
    must(await copyLink(desk.context, { orderNumber }));
    await desk.work();
    await desk.ask(orderNumber);
    expect(await desk.approve(id)).toMatchObject({ ok: false, reason: "link_replaced" });
  });

  it("H13 H10 I13: by phone the gateway's own page is opened for the amount that was read out, and it is on record who did", async () => {
    const { orderNumber, id } = await ask({});
    await desk.work();
    const by = (amountMinor: number) =>
      openPageByPhone(desk.context, { approvalRequestId: id, shownAmount: money(amountMinor, "USD") });
    expect(await by(20_000)).toMatchObject({ ok: false, reason: "amount_changed" });
    const opened = must(await by(24_118));
    await desk.work();
    const page = await desk.row<{ id: string; url: string }>(
      "SELECT * FROM hosted_sessions WHERE approval_request_id = $1",
      [id],
    );
    expect(opened).toMatchObject({ kind: "hosted_page" });
    await desk.payHostedPage(page.url, "4242424242424242");
    await requestPageSync(desk.context, page.id);
    await desk.work();
    expect((await desk.request(id)).status).toBe("approved");
    expect(await desk.events(orderNumber)).toContain("payment_page_by_phone");
    expect(tokenOf((await mailsAbout(orderNumber))[0])).toMatch(/^[\w-]{43}$/);
  });
});
