import { requestApproval, requestApprovalInput } from "@/lib/operations/approval/request-approval";
import { askGateway } from "@/lib/operations/attempt/ask-gateway";
import { renewHold } from "@/lib/operations/authorization/renew-hold";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import type { Actor } from "@/lib/operations/operation-context";
import { authorizeOrder } from "@/lib/operations/order/authorize-order";
import { cancelLines, cancelLinesInput } from "@/lib/operations/order/cancel-lines";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { liftFraudStop, stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { applySpare } from "@/lib/operations/refund/apply-spare";
import { requestRefund, requestRefundInput } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { type Act, act, many, type Order } from "./act";
import { customerAnswers, customerPays } from "./customer-acts";
import type { Dice } from "./dice";
import { answerADispute, retryAnAnswer } from "./dispute-acts";
import { foundReplaced } from "./late-money-acts";
import type { LifeSetting } from "./life-setting";
import { askForOverride, decideOnOverride } from "./override-acts";
import { drawLines } from "./place-orders";

const shop: Actor = { kind: "api", keyName: "shop" };
const colleagues: readonly Actor[] = [
  { kind: "staff", userId: "usr_ada", name: "Ada" },
  { kind: "staff", userId: "usr_ben", name: "Ben" },
];

/** How often each act comes in one life, and how often what is done makes sense for the order as it is. */
/** What a life is about, apart from what is in every life. */
export type LifeKind = { readonly ofDisputes: boolean; readonly ofLateMoney: boolean };
export type Habits = { readonly weights: readonly number[]; readonly sense: number };

/**
 * Every life has its own: what is rare in one is daily business in another, so that rare things also meet each other. And some lives have a theme: a price
 * and its approval that are never settled, or people who press what makes no sense.
 */
export function drawHabits(dice: Dice, kind: LifeKind): Habits {
  const times = [
    [2, 0.3],
    [3, 1],
    [2, 5],
  ] as const;
  const theme = dice.weighted([
    [4, "none"],
    [1, "haggling"],
    [1, "heedless"],
  ] as const);
  const weights = acts.map(([weight, draw]) => {
    const habit = weight * dice.weighted(times);
    const busy = [theme === "haggling" && haggling, kind.ofDisputes && disputing, kind.ofLateMoney && lateMoney];
    return busy.reduce((often, each) => often * ((each || none).get(draw) ?? 1), habit);
  });
  return { weights, sense: theme === "heedless" ? 0.4 : 0.8 };
}

/** What somebody does next to one of the life's orders; undefined where chance chose something that there is nothing for. */
export async function drawAct(setting: LifeSetting, habits: Habits): Promise<Act | undefined> {
  const { dice } = setting;
  const orders = await many<Order & Omit<Facts, "orderStatus">>(setting, ordersAndFacts, []);
  if (orders.length === 0) return undefined;
  const order = dice.pick(orders);
  const facts: Facts = { ...order, orderStatus: order.status };
  // Mostly what there is something for, and now and then what nobody in their senses would press.
  for (let tries = dice.chance(habits.sense) ? MOST_DRAWS : 1; tries > 0; tries--) {
    const [, draw, hasSense] = dice.weighted(acts.map((each, at) => [habits.weights[at] ?? 0, each] as const));
    if (tries === 1 || hasSense === undefined || hasSense(facts)) return draw(setting, order);
  }
  return undefined;
}

const MOST_DRAWS = 12;

/** How far an order is, for choosing what could come next. */
type Facts = Record<
  | "stopped"
  | "releasable"
  | "shippable"
  | "owed"
  | "kept"
  | "held"
  | "uncovered"
  | "asked"
  | "pages"
  | "silent"
  | "spare"
  | "disputed"
  | "unheard"
  | "refused"
  | "override_asked",
  boolean
> & { readonly orderStatus: string };

const ordersAndFacts = `
SELECT o.id, o.order_number, o.status, o.currency, o.total_minor, o.is_fraud_stopped AS stopped, o.captured_minor > o.refunded_minor AS kept, o.spare_minor > 0 AS spare,
       coalesce((SELECT sum(r.amount_minor) FROM releases r WHERE r.order_id = o.id AND r.status <> 'cancelled'), 0) < o.total_minor AS releasable,
       EXISTS (SELECT 1 FROM releases r WHERE r.order_id = o.id AND r.status = 'open') AS shippable,
       EXISTS (SELECT 1 FROM invoices i WHERE i.order_id = o.id AND i.status IN ('open', 'failed', 'finally_failed')) AS owed,
       EXISTS (SELECT 1 FROM authorizations a WHERE a.order_id = o.id AND a.status = 'authorized') AS held,
       o.total_minor > coalesce(o.approved_total_minor, 0) AS uncovered,
       EXISTS (SELECT 1 FROM approval_requests q WHERE q.order_id = o.id AND q.status IN ('requested', 'sent', 'opened', 'payment_failed')) AS asked,
       EXISTS (SELECT 1 FROM hosted_sessions h WHERE h.url IS NOT NULL AND h.status = 'open'
         AND h.order_id IN (SELECT o.id UNION SELECT successor_id FROM order_links WHERE predecessor_id = o.id)) AS pages,
       EXISTS (SELECT 1 FROM attempts t WHERE t.order_id = o.id AND t.status IN ('unconfirmed', 'pending')) AS silent,
       EXISTS (SELECT 1 FROM disputes d WHERE d.order_id = o.id AND d.status = 'open'
         AND NOT EXISTS (SELECT 1 FROM dispute_answers x WHERE x.dispute_id = d.id AND x.status <> 'refused')) AS disputed,
       EXISTS (SELECT 1 FROM dispute_answers x WHERE x.order_id = o.id AND x.given_up_at IS NOT NULL) AS unheard,
       EXISTS (SELECT 1 FROM authorizations a WHERE a.order_id = o.id AND a.status IN ('declined', 'expired', 'voided')) AS refused,
       o.override_ask_id IS NOT NULL AS override_asked
     FROM orders o ORDER BY o.order_number`;

type Draw = (setting: LifeSetting, order: Order) => Act | undefined | Promise<Act | undefined>;
const isOpen = ({ orderStatus }: Facts) => orderStatus === "draft" || orderStatus === "confirmed";
const isLive = ({ orderStatus }: Facts) => orderStatus === "confirmed" || orderStatus === "shipped";

/** How often each is done, and when it makes sense. */
const acts: readonly (readonly [weight: number, draw: Draw, hasSense?: (facts: Facts) => boolean])[] = [
  [7, release, (facts) => facts.orderStatus === "confirmed" && facts.releasable && !facts.uncovered],
  [10, ship, (facts) => facts.orderStatus === "confirmed" && facts.shippable],
  [5, captureNow, ({ owed }) => owed],
  [5, refund, ({ kept }) => kept],
  [2.5, reprice, isLive],
  [2, cancelSome, isLive],
  [1.2, cancel, isLive],
  [1.2, fraudStop, ({ stopped }) => !stopped],
  [2, liftStop, ({ stopped }) => stopped],
  [3, renew, (facts) => isLive(facts) && facts.held],
  [2, authorizeAgain, (facts) => isLive(facts) && !facts.held],
  [2, confirmAgain, ({ orderStatus }) => orderStatus === "draft"],
  [3, askCustomer, (facts) => isLive(facts) && facts.uncovered && !facts.asked],
  [6, customerAnswers, ({ asked }) => asked],
  [5, customerPays, ({ pages }) => pages],
  [2, askAboutSilence, ({ silent }) => silent],
  [4, applyIt, ({ spare }) => spare],
  [1, foundToBeReplaced, (facts) => facts.orderStatus === "completed" && facts.kept],
  [5, answerADispute, ({ disputed }) => disputed],
  [3, retryAnAnswer, ({ unheard }) => unheard],
  [5, askForOverride, (facts) => isOpen(facts) && facts.refused && !facts.override_asked],
  [6, decideOnOverride, (facts) => isOpen(facts) && facts.override_asked],
];

const none: ReadonlyMap<Draw, number> = new Map();

/** By so much more often in a life in which prices are haggled over. */
const haggling: ReadonlyMap<Draw, number> = new Map<Draw, number>([
  [reprice, 4],
  [askCustomer, 6],
  [customerAnswers, 4],
  [customerPays, 2],
  [cancel, 3],
]);

/** And in a life of disputes, they are answered. */
const disputing: ReadonlyMap<Draw, number> = new Map<Draw, number>([
  [answerADispute, 12],
  [retryAnAnswer, 10],
]);

/** Where an order's money waits for a decision, somebody takes it, and the orders that it could pay go on changing. */
const lateMoney: ReadonlyMap<Draw, number> = new Map<Draw, number>([
  [applyIt, 8],
  [cancelSome, 3],
  [cancel, 2],
  [refund, 2],
]);

function release({ dice, as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  const some = dice.chance(0.5) ? { lines: [{ lineNo: dice.between(1, 2), quantity: dice.between(1, 2) }] } : {};
  return act(`release ${orderNumber} ${JSON.stringify(some)}`, () => releaseOrder(as(shop), { orderNumber }, some));
}

async function ship(setting: LifeSetting, { id, order_number: orderNumber }: Order): Promise<Act | undefined> {
  const releases = await many<{ release_no: number }>(
    setting,
    "SELECT release_no FROM releases WHERE order_id = $1 ORDER BY 1",
    [id],
  );
  if (releases.length === 0) return undefined;
  const { release_no: releaseNo } = setting.dice.pick(releases);
  return act(`ship ${orderNumber}/${releaseNo}`, () => shipRelease(setting.as(shop), { orderNumber, releaseNo }, {}));
}

async function captureNow(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const invoices = await many<{ id: string }>(
    setting,
    "SELECT id FROM invoices WHERE order_id = $1 ORDER BY invoice_number",
    [id],
  );
  if (invoices.length === 0) return undefined;
  const invoice = setting.dice.pick(invoices);
  const actor = setting.dice.pick(colleagues);
  return act(`capture ${order_number} ${invoice.id} by hand`, () =>
    requestCapture(setting.as(actor), { invoiceId: invoice.id, manual: true }),
  );
}

async function refund(
  setting: LifeSetting,
  { id, order_number: orderNumber, currency }: Order,
): Promise<Act | undefined> {
  const { dice, as } = setting;
  const [captured] = await many<{ minor: bigint }>(
    setting,
    "SELECT captured_minor AS minor FROM orders WHERE id = $1",
    [id],
  );
  if (!captured || captured.minor === 0n) return undefined;
  const step = currency === "KWD" ? 10 : 1;
  const whole = Number(captured.minor);
  const amountMinor = dice.chance(0.4) ? whole : Math.max(step, Math.floor((whole * dice.next()) / step) * step);
  const actor = dice.pick(colleagues);
  const input = requestRefundInput.parse({ amount: { amountMinor, currency }, reason: "returned" });
  return act(`refund ${amountMinor} of ${orderNumber}`, () => requestRefund(as(actor), { orderNumber }, input));
}

function reprice(setting: LifeSetting, { order_number: orderNumber, currency }: Order): Act {
  const lines = drawLines(setting, currency);
  const actor = setting.dice.pick([shop, ...colleagues]);
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor + (line.taxMinor ?? 0), 0);
  return act(`reprice ${orderNumber} to ${total}`, () =>
    repriceOrder(setting.as(actor), { orderNumber }, repriceOrderInput.parse({ lines })),
  );
}

function cancelSome({ dice, as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  const input = cancelLinesInput.parse({ lines: [{ lineNo: dice.between(1, 3), quantity: 1 }], reason: "not wanted" });
  return act(`cancel a line of ${orderNumber}`, () => cancelLines(as(shop), { orderNumber }, input));
}

function cancel({ dice, as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  const actor = dice.pick(colleagues);
  return act(`cancel ${orderNumber}`, () => cancelOrder(as(actor), { orderNumber }, { reason: "not wanted" }));
}

function fraudStop({ as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  return act(`stop ${orderNumber} for fraud`, () =>
    stopForFraud(as(colleagues[0] as Actor), { orderNumber }, { reason: "looks stolen" }),
  );
}

function liftStop({ as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  return act(`lift the stop of ${orderNumber}`, () =>
    liftFraudStop(as(colleagues[1] as Actor), { orderNumber }, { reason: "it was him" }),
  );
}

async function renew(setting: LifeSetting, { id, order_number: orderNumber }: Order): Promise<Act | undefined> {
  const holds = await many<{ id: string }>(
    setting,
    "SELECT id FROM authorizations WHERE order_id = $1 AND status = 'authorized' ORDER BY requested_at, id",
    [id],
  );
  if (holds.length === 0) return undefined;
  const hold = setting.dice.pick(holds);
  const actor = setting.dice.pick(colleagues);
  return act(`renew ${hold.id} of ${orderNumber}`, () =>
    renewHold(setting.as(actor), { orderNumber }, { authorizationId: hold.id }),
  );
}

function authorizeAgain({ dice, as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  const actor = dice.pick(colleagues);
  return act(`authorize ${orderNumber} again`, () => authorizeOrder(as(actor), { orderNumber }));
}

function confirmAgain({ as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  return act(`confirm ${orderNumber}`, () => confirmOrder(as(shop), { orderNumber }));
}

function askCustomer({ dice, as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  const actor = dice.pick(colleagues);
  const input = requestApprovalInput.parse(dice.chance(0.3) ? { linkHours: dice.between(1, 48) } : {});
  return act(`ask the customer of ${orderNumber}`, () => requestApproval(as(actor), { orderNumber }, input));
}

async function askAboutSilence(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const silent = await many<{ id: string }>(
    setting,
    "SELECT id FROM attempts WHERE order_id = $1 AND status IN ('unconfirmed', 'pending') ORDER BY requested_at, id",
    [id],
  );
  if (silent.length === 0) return undefined;
  const attempt = setting.dice.pick(silent);
  const actor = setting.dice.pick(colleagues);
  return act(`ask the gateway about ${attempt.id} of ${order_number}`, () => askGateway(setting.as(actor), attempt.id));
}

function foundToBeReplaced(setting: LifeSetting, { order_number: orderNumber }: Order): Promise<Act | undefined> {
  return foundReplaced(setting, orderNumber);
}

function applyIt(setting: LifeSetting, { order_number: orderNumber }: Order): Act {
  return applySpareMoney(setting, orderNumber);
}

export function applySpareMoney({ dice, as }: LifeSetting, orderNumber: string): Act {
  const actor = dice.pick(colleagues);
  return act(`apply spare money of ${orderNumber}`, () => applySpare(as(actor), { orderNumber }));
}
