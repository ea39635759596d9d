import type { ApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import { withdrawApproval } from "@/lib/operations/approval/withdraw-approval";
import { renewHold } from "@/lib/operations/authorization/renew-hold";
import { answerDispute } from "@/lib/operations/dispute/answer-dispute";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { InterpretedNotification } from "@/lib/payments/gateway";
import { DAY_MS, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { must } from "./desk-for-tests";

/** A job that calls a gateway, and what leaves exactly that job to be done. Answers the numbers of the orders that it is about. */
export type GatewayJob = { readonly task: string; prepare(desk: ApprovalDesk): Promise<readonly string[]> };

const attempt = (prepare: GatewayJob["prepare"]): GatewayJob => ({ task: "run_attempt", prepare });
const WHOLE = 20_000;

/** A kind of job that is not in one of these two tables fails the test. */
export const jobsWithoutGateway = [
  "advance_approval",
  "send_mail",
  "run_bulk_job",
  "deliver_messages",
  "sweep",
] as const;
export const gatewayJobs: Readonly<Record<string, GatewayJob>> = {
  // What asks about everything goes first, while there is little to ask about.
  ask_notifications: {
    task: "ask_notifications",
    async prepare(desk) {
      const orderNumber = await desk.confirmedOrder();
      await atGateway(desk, `/v1/payment_intents/${(await holdOf(desk, orderNumber)).reference}/cancel`);
      await addJob(desk, "ask_notifications", { gateway: "stripe" });
      return [orderNumber];
    },
  },
  reconcile: {
    task: "reconcile",
    async prepare(desk) {
      const orderNumber = await desk.confirmedOrder();
      await atGateway(desk, `/v1/payment_intents/${(await holdOf(desk, orderNumber)).reference}/cancel`);
      await addJob(desk, "reconcile", { gateway: "stripe", kind: "asked" });
      return [orderNumber];
    },
  },
  "run_attempt: authorize": attempt(async (desk) => {
    const { externalId, customerToken, token } = await desk.customer();
    const orderNumber = `K-${externalId}`;
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: WHOLE }];
    const paymentMethods = [{ type: "card", token, customerToken }];
    const input = { account: externalId, source: "commerce", currency: "USD", lines, paymentMethods };
    must(await putOrder(desk.context, orderNumber, putOrderInput.parse(input)));
    must(await confirmOrder(desk.context, { orderNumber }));
    return [orderNumber];
  }),
  "run_attempt: capture": attempt(async (desk) => {
    const { orderNumber, invoiceId } = await shipped(desk);
    must(await requestCapture(desk.context, { invoiceId, manual: true }));
    return [orderNumber];
  }),
  "run_attempt: authorize_and_capture": attempt(async (desk) => {
    const { orderNumber, invoiceId } = await shipped(desk);
    await desk.database.pool.query(
      "UPDATE authorizations SET expires_at = paydesk_now() - interval '1 hour' WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    must(await requestCapture(desk.context, { invoiceId, manual: true }));
    return [orderNumber];
  }),
  "run_attempt: void": attempt(async (desk) => {
    const orderNumber = await desk.confirmedOrder();
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "not wanted" }));
    return [orderNumber];
  }),
  "run_attempt: refund": attempt(async (desk) => {
    const orderNumber = await captured(desk);
    must(await requestRefund(desk.context, { orderNumber }, { amount: money(5_000, "USD"), reason: "returned" }));
    return [orderNumber];
  }),
  "run_attempt: renew": attempt(async (desk) => {
    const orderNumber = await desk.risenOrder();
    const page = await openPage(desk, await desk.ask(orderNumber), "paypal");
    await fetch(page.url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ answer: "agree", buyer: "ava" }),
    });
    await addJob(desk, "sync_hosted_page", { hostedSessionId: page.id });
    await desk.work();
    const successor = `${orderNumber}-2`;
    const { id, reference } = await holdOf(desk, successor);
    await honourPeriodEnds(desk, reference);
    must(await renewHold(desk.context, { orderNumber: successor }, { authorizationId: id }));
    return [orderNumber];
  }),
  "run_attempt: increase": attempt(async (desk) => {
    const orderNumber = await desk.confirmedOrder();
    await desk.database.pool.query("UPDATE orders SET approved_total_minor = 30000 WHERE order_number = $1", [
      orderNumber,
    ]);
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: WHOLE + 4_118 }];
    must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
    return [orderNumber];
  }),
  "run_attempt: open_hosted_page": attempt(async (desk) => {
    const orderNumber = await desk.risenOrder();
    must(await desk.approve(await desk.ask(orderNumber), { method: "another_card" }));
    return [orderNumber];
  }),
  "run_attempt: close_hosted_page": attempt(async (desk) => {
    const orderNumber = await desk.risenOrder();
    await openPage(desk, await desk.ask(orderNumber), "another_card");
    must(await withdrawApproval(desk.context, { orderNumber }));
    return [orderNumber];
  }),
  capture_invoice: {
    task: "capture_invoice",
    prepare: async (desk) => [(await shipped(desk)).orderNumber],
  },
  "process_notification: a hold has ended": {
    task: "process_notification",
    async prepare(desk) {
      const orderNumber = await desk.confirmedOrder();
      const { reference } = await holdOf(desk, orderNumber);
      await atGateway(desk, `/v1/payment_intents/${reference}/cancel`);
      await notify(desk, { kind: "authorization_changed", authorizationReference: reference, operationId: null });
      return [orderNumber];
    },
  },
  "process_notification: a refund has failed": {
    task: "process_notification",
    async prepare(desk) {
      const orderNumber = await captured(desk, "pm_card_refundFail");
      must(await requestRefund(desk.context, { orderNumber }, { amount: money(5_000, "USD"), reason: "returned" }));
      await desk.work();
      const { reference } = await desk.row<{ reference: string }>(
        "SELECT gateway_reference AS reference FROM refunds WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
        [orderNumber],
      );
      await desk.advance(DAY_MS);
      await notify(desk, { kind: "refund_changed", refundReference: reference, operationId: null });
      return [orderNumber];
    },
  },
  answer_dispute: {
    task: "answer_dispute",
    async prepare(desk) {
      const orderNumber = await captured(desk, "pm_card_createDispute");
      await addJob(desk, "ask_notifications", { gateway: "stripe" });
      await desk.work();
      const { id } = await desk.row<{ id: string }>(
        "SELECT id FROM disputes WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
        [orderNumber],
      );
      const input = { disputeId: id, kind: "evidence", text: "Signed for" } as const;
      must(await answerDispute(desk.context, { orderNumber }, input));
      return [orderNumber];
    },
  },
  inspect_hold: {
    task: "inspect_hold",
    async prepare(desk) {
      const orderNumber = await desk.confirmedOrder();
      const { reference } = await holdOf(desk, orderNumber);
      await atGateway(desk, `/v1/payment_intents/${reference}/capture`);
      await addJob(desk, "inspect_hold", { gateway: "stripe", reference });
      return [orderNumber];
    },
  },
  sync_hosted_page: {
    task: "sync_hosted_page",
    async prepare(desk) {
      const orderNumber = await desk.risenOrder();
      const page = await openPage(desk, await desk.ask(orderNumber), "another_card");
      await desk.payHostedPage(page.url, "4242 4242 4242 4242");
      await addJob(desk, "sync_hosted_page", { hostedSessionId: page.id });
      return [orderNumber];
    },
  },
  recheck_difference: {
    task: "recheck_difference",
    async prepare(desk) {
      const orderNumber = await captured(desk);
      const { reference } = await holdOf(desk, orderNumber);
      const { id } = await atGateway<{ id: string }>(desk, "/v1/refunds", {
        payment_intent: reference,
        amount: "5000",
      });
      await addJob(desk, "reconcile", { gateway: "stripe", kind: "asked" });
      await desk.work();
      await atGateway(desk, `/v1/refunds/${id}`, { "metadata[note]": "seen" });
      const difference = await desk.row<{ id: string }>(
        "SELECT id FROM reconciliation_differences WHERE status = 'open' AND gateway_reference = $1",
        [reference],
      );
      await addJob(desk, "recheck_difference", { differenceId: difference.id });
      return [orderNumber];
    },
  },
};

async function shipped(desk: ApprovalDesk, card?: string): Promise<{ orderNumber: string; invoiceId: string }> {
  const orderNumber = await desk.confirmedOrder(card === undefined ? {} : { card });
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  return { orderNumber, invoiceId };
}

async function captured(desk: ApprovalDesk, card?: string): Promise<string> {
  const { orderNumber } = await shipped(desk, card);
  await desk.work();
  return orderNumber;
}

function holdOf(desk: ApprovalDesk, orderNumber: string): Promise<{ id: string; reference: string }> {
  return desk.row(
    "SELECT a.id, a.gateway_reference AS reference FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
    [orderNumber],
  );
}

/** PayPal has kept its promise for three days, which is when it lets itself be asked for another. */
async function honourPeriodEnds({ database, sandbox }: ApprovalDesk, reference: string): Promise<void> {
  const { authorizations } = sandbox.paypal.state;
  const authorization = authorizations.get(reference);
  if (!authorization) throw new Error(`PayPal knows no ${reference}`);
  authorizations.put({ ...authorization, createdMs: authorization.createdMs - 4 * DAY_MS });
  await database.pool.query("UPDATE authorizations SET guaranteed_until = paydesk_now() WHERE gateway_reference = $1", [
    reference,
  ]);
}

async function openPage(
  desk: ApprovalDesk,
  approvalRequestId: string,
  method: "another_card" | "paypal",
): Promise<{ id: string; url: string }> {
  const answer = must(await desk.approve(approvalRequestId, { method }));
  if (answer.kind !== "hosted_page") throw new Error("expected a page at the gateway");
  await desk.work();
  return desk.row("SELECT id, url FROM hosted_sessions WHERE id = $1", [answer.hostedSessionId]);
}

async function addJob({ database, context }: ApprovalDesk, task: string, payload: object): Promise<void> {
  await database.pool.query("SELECT graphile_worker.add_job($1, $2::json)", [
    task,
    JSON.stringify({ storeId: context.storeId, ...payload }),
  ]);
}

let count = 0;
async function notify(desk: ApprovalDesk, meaning: InterpretedNotification): Promise<void> {
  const notification = {
    eventId: `evt_kill_${++count}`,
    type: meaning.kind,
    occurredAt: toInstant(Date.now()),
    meaning,
  };
  await receiveNotification(desk.context, "stripe", notification, {});
}

/** As somebody does in the gateway's own dashboard. */
async function atGateway<T>({ sandbox }: ApprovalDesk, path: string, form: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk" },
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
