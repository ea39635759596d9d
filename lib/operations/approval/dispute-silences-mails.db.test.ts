import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "@/lib/db/transaction";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS } from "@/lib/payments/instant";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { addMail } from "./add-mail";
import { type ApprovalDesk, openApprovalDesk } from "./approval-desk-for-tests";
import { requestApproval, requestApprovalInput } from "./request-approval";

let desk: ApprovalDesk;
let notify: ReturnType<typeof capturedMoneyAt>["notify"];
beforeAll(async () => {
  desk = await openApprovalDesk();
  ({ notify } = capturedMoneyAt(desk));
});
afterAll(() => desk.close());

/** An order of two parcels: the first is paid, the second one's capture was refused. Answers its number and the first one's charge. */
async function halfPaid(): Promise<{ orderNumber: string; charge: string }> {
  const orderNumber = await desk.confirmedOrder({ quantity: 2, unitPriceMinor: 7_000 });
  for (const isRefused of [false, true]) {
    if (isRefused)
      await desk.fault({ action: "decline", operation: "authorize", declineCode: "stolen_card", count: 1 });
    const { releaseNo } = must(
      await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity: 1 }] }),
    );
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
  }
  const { charge } = await desk.row<{ charge: string }>(
    `SELECT c.gateway_reference AS charge FROM captures c JOIN orders o ON o.id = c.order_id
     WHERE o.order_number = $1 AND c.status = 'captured'`,
    [orderNumber],
  );
  return { orderNumber, charge };
}

const dispute = (charge: string) =>
  notify({
    kind: "disputed",
    captureReference: charge,
    disputeReference: `dp_${charge}`,
    amount: { amountMinor: "7000", currency: "USD" } as never,
  });
const mailsAbout = async (orderNumber: string) =>
  (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber));
const mailRows = async (orderNumber: string) =>
  (
    await desk.row<{ list: unknown }>(
      `SELECT coalesce(json_agg(m.kind || ' ' || m.status ORDER BY m.created_at, m.id), '[]') AS list FROM mails m JOIN orders o ON o.id = m.order_id
       WHERE o.order_number = $1 AND m.approval_request_id IS NOT NULL`,
      [orderNumber],
    )
  ).list;

async function ask(orderNumber: string, holdSeconds: number): Promise<string> {
  const input = requestApprovalInput.parse({ reminders: { afterDays: 2, atMost: 2 } });
  return must(await requestApproval(desk.context, { orderNumber }, input, { holdSeconds })).approvalRequestId;
}

describe("a dispute silences what was to be written before it", () => {
  it("F04 H32: a request that waits for its hour does not leave once its payer disputes, and nobody waits for an answer to it", async () => {
    const { orderNumber, charge } = await halfPaid();
    const id = await ask(orderNumber, 3_600);
    await dispute(charge);
    expect(await mailRows(orderNumber)).toEqual(["approval_request dropped"]);
    expect(await desk.request(id)).toMatchObject({ status: "withdrawn" });
    await desk.advance(2 * HOUR_MS);
    await desk.advance(3 * DAY_MS);
    expect(await mailsAbout(orderNumber)).toEqual([]);
    expect(await desk.reasons(orderNumber)).toContain("payment_disputed");
  });

  it("F04: a reminder that was written down and has not left when the dispute opens never leaves", async () => {
    const { orderNumber, charge } = await halfPaid();
    const approvalRequestId = await ask(orderNumber, 0);
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    await dispute(charge);
    // As a worker would find it that was down while the dispute came: planned before, read after.
    const { id: orderId } = await desk.order(orderNumber);
    const { email, locale } = (await desk.request(approvalRequestId)) as { email: string; locale: string };
    const { pool, storeId } = desk.context;
    await transaction(pool, (tx) =>
      addMail(tx, storeId, {
        orderId,
        approvalRequestId,
        kind: "approval_reminder",
        email,
        locale,
        sendAt: null,
        reminderNo: 1,
      }),
    );
    await desk.work();
    await desk.advance(3 * DAY_MS);
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    expect(await mailRows(orderNumber)).toEqual(["approval_request sent", "approval_reminder dropped"]);
  });

  it("F04 I7: a mail whose sending had begun may have arrived: it is not sent again, and its link goes on leading somewhere", async () => {
    const { orderNumber, charge } = await halfPaid();
    const id = await ask(orderNumber, 3_600);
    await desk.database.pool.query("UPDATE mails SET started_at = now() WHERE approval_request_id = $1", [id]);
    await dispute(charge);
    await desk.advance(2 * HOUR_MS);
    expect(await mailRows(orderNumber)).toEqual(["approval_request dropped"]);
    expect(await desk.request(id)).toMatchObject({ status: "requested" });
  });

  it("F04: what a person asks afterwards, knowing of the dispute, leaves", async () => {
    const { orderNumber, charge } = await halfPaid();
    await dispute(charge);
    await ask(orderNumber, 0);
    await desk.work();
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
  });
});
