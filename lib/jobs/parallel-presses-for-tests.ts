import type { Pool } from "pg";
import type { ApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import { approveRequest } from "@/lib/operations/approval/approve-request";
import { confirmSettlement } from "@/lib/operations/attempt/decide-settlement";
import { proposeSettlement } from "@/lib/operations/attempt/propose-settlement";
import { renewHold } from "@/lib/operations/authorization/renew-hold";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import type { OperationContext } from "@/lib/operations/operation-context";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { applySpare } from "@/lib/operations/refund/apply-spare";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { money } from "@/lib/payments/money";
import { ledger } from "@/lib/sandbox/stripe/ledger";
import { must } from "./desk-for-tests";
import { captureInvoice } from "./tasks/capture-invoice";
import type { WorkerContext } from "./worker-context";

type Answer = { readonly ok: boolean; readonly reason?: string };

/** One money command, made ready to be pressed by many at the same moment. */
export type Trial = {
  press(nth: number): Promise<Answer>;
  /** How many may be told yes, and what the others may be told. */
  readonly winners: number;
  readonly losers: readonly string[];
  /** What it did: at the gateway by its own books, and in ours. */
  effect(): Promise<unknown>;
  readonly expected: unknown;
};

/** A desk, and beside it a pool from which fifty transactions can be open at once. */
export type WideDesk = ApprovalDesk & { readonly wide: OperationContext };

const WHOLE = 20_000;
const REFUND = 1_500;
const RISEN = 24_118;

export function widen(desk: ApprovalDesk, pool: Pool): WideDesk {
  return { ...desk, wide: { ...desk.context, pool } };
}

/** Every command that moves money or decides about it. */
export const moneyCommands: Readonly<Record<string, (desk: WideDesk) => Promise<Trial>>> = {
  "authorize an order": authorize,
  "capture, by hand and in the background": capture,
  "exchange a hold": exchange,
  "cancel, and release the hold": cancel,
  "refund a part": refund,
  "approve a higher price": approve,
  "apply spare money": apply,
  "pay an order ahead with spare money": payAhead,
  "settle a call that never got an answer": settle,
};

async function authorize(desk: WideDesk): Promise<Trial> {
  const { externalId, customerToken, token } = await desk.customer();
  const orderNumber = `P-${externalId}`;
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: WHOLE }];
  const paymentMethods = [{ type: "card", token, customerToken }];
  const input = putOrderInput.parse({
    account: externalId,
    source: "commerce",
    currency: "USD",
    lines,
    paymentMethods,
  });
  must(await putOrder(desk.context, orderNumber, input));
  return {
    press: () => confirmOrder(desk.wide, { orderNumber }),
    winners: 1,
    losers: ["authorize_in_progress"],
    effect: () => effectOf(desk, [orderNumber]),
    expected: { payments: 1, held: WHOLE, captured: 0, captures: 0, refunded: 0, statuses: ["confirmed"] },
  };
}

async function capture(desk: WideDesk): Promise<Trial> {
  const { orderNumber, orderId, invoiceId } = await shipped(desk);
  const worker = workerOf(desk);
  const { storeId } = desk.context;
  return {
    async press(nth) {
      if (nth % 2 === 0) return requestCapture(desk.wide, { invoiceId, manual: true });
      const answer = await captureInvoice(worker, { storeId, orderId, invoiceId });
      return answer === "succeeded" ? { ok: true } : { ok: false, reason: answer };
    },
    winners: 1,
    losers: ["capture_in_progress", "already_captured"],
    effect: () => effectOf(desk, [orderNumber]),
    expected: { payments: 1, held: 0, captured: WHOLE, captures: 1, refunded: 0, statuses: ["completed"] },
  };
}

async function exchange(desk: WideDesk): Promise<Trial> {
  const orderNumber = await desk.confirmedOrder();
  const { id: authorizationId } = await holdOf(desk, orderNumber);
  return {
    press: () => renewHold(desk.wide, { orderNumber }, { authorizationId }),
    winners: 1,
    losers: ["authorize_in_progress"],
    effect: () => effectOf(desk, [orderNumber]),
    expected: { payments: 2, held: WHOLE, captured: 0, captures: 0, refunded: 0, statuses: ["confirmed"] },
  };
}

async function cancel(desk: WideDesk): Promise<Trial> {
  const orderNumber = await desk.confirmedOrder();
  const { reference } = await holdOf(desk, orderNumber);
  const calls = await callsTo(desk, `/v1/payment_intents/${reference}/cancel`);
  return {
    press: () => cancelOrder(desk.wide, { orderNumber }, { reason: "not wanted" }),
    // A repeat is told that it is done.
    winners: 50,
    losers: [],
    effect: async () => ({
      ...(await effectOf(desk, [orderNumber])),
      calls: (await callsTo(desk, `/v1/payment_intents/${reference}/cancel`)) - calls,
    }),
    expected: { payments: 1, held: 0, captured: 0, captures: 0, refunded: 0, statuses: ["cancelled"], calls: 1 },
  };
}

async function refund(desk: WideDesk): Promise<Trial> {
  const orderNumber = await captured(desk);
  const winners = Math.floor(WHOLE / REFUND);
  return {
    press: () => requestRefund(desk.wide, { orderNumber }, { amount: money(REFUND, "USD"), reason: "returned" }),
    winners,
    losers: ["exceeds_refundable"],
    effect: () => effectOf(desk, [orderNumber]),
    expected: {
      payments: 1,
      held: 0,
      captured: WHOLE,
      captures: 1,
      refunded: winners * REFUND,
      statuses: ["completed"],
    },
  };
}

async function approve(desk: WideDesk): Promise<Trial> {
  const orderNumber = await desk.risenOrder({ totalMinor: RISEN });
  const approvalRequestId = await desk.ask(orderNumber);
  const method = await desk.ownCard(orderNumber);
  const customer: OperationContext = { ...desk.wide, actor: { kind: "customer", approvalRequestId } };
  return {
    press: () => approveRequest(customer, { approvalRequestId, method, shownAmount: money(RISEN, "USD") }),
    winners: 1,
    losers: ["approval_in_progress"],
    effect: () => effectOf(desk, [orderNumber, `${orderNumber}-2`]),
    expected: { payments: 2, held: RISEN, captured: 0, captures: 0, refunded: 0, statuses: ["replaced", "confirmed"] },
  };
}

/** A replaced order keeps what was captured for it; its successor owes as much. No gateway is asked: what it took before stays what it took. */
async function apply(desk: WideDesk): Promise<Trial> {
  const old = await captured(desk);
  const { orderNumber } = await shipped(desk);
  return applied(desk, old, orderNumber, { status: "completed", paid: WHOLE, ahead: 0, received: 1, prepaid: 0 });
}

/** The same where nothing of the successor has shipped: its hold goes back, and it is paid ahead. */
async function payAhead(desk: WideDesk): Promise<Trial> {
  const old = await captured(desk);
  const orderNumber = await desk.confirmedOrder();
  return applied(desk, old, orderNumber, { status: "confirmed", paid: 0, ahead: WHOLE, received: 1, prepaid: 1 });
}

type AppliedMoney = { status: string; paid: number; ahead: number; received: number; prepaid: number };

/** `received` and `prepaid` are lines in the successor's books. */
async function applied(
  desk: WideDesk,
  old: string,
  orderNumber: string,
  { status, ...money }: AppliedMoney,
): Promise<Trial> {
  await replaceBy(desk, old, orderNumber);
  return {
    press: () => applySpare(desk.wide, { orderNumber: old }),
    winners: 1,
    losers: ["nothing_spare"],
    effect: async () => ({
      ...(await effectOf(desk, [old, orderNumber])),
      ...(await desk.row<Record<string, unknown>>(
        `SELECT o.applied_in_minor::int AS applied, o.prepaid_minor::int AS ahead,
           (SELECT coalesce(sum(i.captured_minor), 0)::int FROM invoices i WHERE i.order_id = o.id) AS paid,
           (SELECT count(*)::int FROM ledger_entries l WHERE l.order_id = o.id AND l.account = 'transfers') AS received,
           (SELECT count(*)::int FROM ledger_entries l WHERE l.order_id = o.id AND l.account = 'prepayments') AS prepaid
         FROM orders o WHERE o.order_number = $1`,
        [orderNumber],
      )),
    }),
    expected: {
      payments: 2,
      held: 0,
      captured: WHOLE,
      captures: 1,
      refunded: 0,
      statuses: ["replaced", status],
      applied: WHOLE,
      ...money,
    },
  };
}

async function replaceBy(desk: WideDesk, old: string, orderNumber: string): Promise<void> {
  const { rows } = await desk.database.pool.query<{ id: string }>(
    "SELECT id FROM orders WHERE order_number = ANY($1) ORDER BY order_number = $2",
    [[old, orderNumber], orderNumber],
  );
  await desk.database.pool.query(
    `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at)
     VALUES ($1, $2, $3, 'price_rise', 'complete', 0, 'USD', now())`,
    [desk.context.storeId, rows[0]?.id, rows[1]?.id],
  );
  await desk.database.pool.query("UPDATE orders SET status = 'replaced' WHERE order_number = $1", [old]);
}

/** The first colleague proposes and the second confirms, each fifty times at once; the gateway had done it, and stayed silent about it. */
async function settle(desk: WideDesk): Promise<Trial> {
  const orderNumber = await desk.confirmedOrder();
  const { reference } = await holdOf(desk, orderNumber);
  await desk.fault({ action: "drop_after", path: `/v1/payment_intents/${reference}*`, count: null });
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.work();
  await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
  // The ladder has been climbed to its end: what is left is people.
  const { id: attemptId } = await desk.row<{ id: string }>(
    `UPDATE attempts SET enquiry_count = 20, next_enquiry_at = NULL, started_at = started_at - interval '90 days'
     WHERE operation = 'capture' AND order_id = (SELECT id FROM orders WHERE order_number = $1) RETURNING id`,
    [orderNumber],
  );
  const evidence = { attemptId, verdict: "happened", reference: "ch_seen", note: "seen in its dashboard" } as const;
  const by = (userId: string): OperationContext => ({ ...desk.wide, actor: { kind: "staff", userId, name: userId } });
  const proposals = await Promise.all(Array.from({ length: 50 }, () => proposeSettlement(by("usr_ada"), evidence)));
  const [proposed, ...others] = proposals.filter((answer) => answer.ok);
  if (!proposed?.ok || others.length > 0) throw new Error(`${others.length + 1} proposals were taken`);
  return {
    press: () => confirmSettlement(by("usr_ben"), proposed.value.settlementId),
    winners: 1,
    losers: ["already_answered", "settlement_not_found"],
    effect: () => effectOf(desk, [orderNumber]),
    expected: { payments: 1, held: 0, captured: WHOLE, captures: 1, refunded: 0, statuses: ["completed"] },
  };
}

async function shipped(desk: WideDesk): Promise<{ orderNumber: string; orderId: string; invoiceId: string }> {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  const { id } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [orderNumber]);
  return { orderNumber, orderId: id, invoiceId };
}

async function captured(desk: WideDesk): Promise<string> {
  const { orderNumber } = await shipped(desk);
  await desk.work();
  return orderNumber;
}

function holdOf(desk: WideDesk, orderNumber: string): Promise<{ id: string; reference: string }> {
  return desk.row(
    "SELECT a.id, a.gateway_reference AS reference FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
    [orderNumber],
  );
}

function workerOf({ wide, gateways }: WideDesk): WorkerContext {
  return {
    pool: wide.pool,
    gateway(name) {
      const gateway = gateways.get(name);
      if (!gateway) throw new Error(`no gateway ${name}`);
      return gateway;
    },
  };
}

/** What the gateway's own books say about these orders, and how far the orders are. Throws where our books say otherwise. */
async function effectOf({ sandbox, database }: WideDesk, orderNumbers: readonly string[]) {
  const lines = ledger(sandbox.world).intents.filter(({ metadata }) =>
    orderNumbers.includes(metadata.order_number ?? ""),
  );
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
  const { rows } = await database.pool.query<{ status: string; captured: number; refunded: number }>(
    `SELECT status, captured_minor::int AS captured, refunded_minor::int AS refunded FROM orders
     WHERE order_number = ANY($1) ORDER BY order_number`,
    [orderNumbers],
  );
  const effect = {
    payments: lines.length,
    held: sum(({ held }) => held),
    captured: sum(({ captured }) => captured),
    captures: sum(({ captures }) => captures),
    refunded: sum(({ refunded }) => refunded),
    statuses: rows.map(({ status }) => status),
  };
  const ours = rows.map(({ captured, refunded }) => [captured, refunded]);
  const counted = [ours.reduce((total, [c = 0]) => total + c, 0), ours.reduce((total, [, r = 0]) => total + r, 0)];
  if (counted[0] !== effect.captured || counted[1] !== effect.refunded)
    throw new Error(`I4: we count ${counted}, the gateway ${effect.captured},${effect.refunded}`);
  return effect;
}

async function callsTo({ sandbox }: WideDesk, path: string): Promise<number> {
  const calls = (await (await fetch(`${sandbox.url}/__sandbox/calls`)).json()) as { recent: { path: string }[] };
  return calls.recent.filter((call) => call.path === path).length;
}
