import { lockName } from "@/lib/db/lock-name";
import { newId } from "@/lib/db/new-id";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { insertRevision } from "@/lib/db/stores/line-store";
import { loadWindows } from "@/lib/db/stores/window-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toDateOrNull, toMomentOrNull } from "@/lib/db/to-domain";
import { type Tx, transaction } from "@/lib/db/transaction";
import { holdEnds } from "@/lib/payments/authorization-window";
import type { GatewayName, MethodKind } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { orderTotal } from "@/lib/payments/order-lines";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { methodRow, tokenNeeding } from "../payment-method/method-row";
import { type PutOrderInput, toOrderLines } from "./put-order-input";
import { settleOrder } from "./settle-order";

export type PutOrderRefusal =
  | "account_not_found"
  | "order_already_confirmed"
  | "currency_mismatch"
  | "payment_type_not_allowed"
  | "payment_token_missing"
  | "authorization_already_used"
  | "promotion_not_valid";

/**
 * Creates an order that is not confirmed yet, or replaces its content whole. A confirmed order is changed by `reprice`, never by this.
 * Amounts come from the lines; no total is taken from outside.
 */
export async function putOrder(
  context: OperationContext,
  orderNumber: string,
  input: PutOrderInput,
): Promise<Result<{ orderId: string; isNew: boolean }, PutOrderRefusal>> {
  try {
    return await transaction(context.pool, (tx) => writeOrder(tx, context, orderNumber, input));
  } catch (error) {
    if (error instanceof Refusal) return refused(error.reason, error.detail);
    throw error;
  }
}

async function writeOrder(tx: Tx, context: OperationContext, orderNumber: string, input: PutOrderInput) {
  const { storeId } = context;
  const author = authorOf(context);
  const [account] = await tx.select("accounts", { storeId, externalId: input.account });
  if (!account) throw new Refusal("account_not_found", input.account);
  await lockName(tx, "order", storeId, orderNumber);
  const [known] = await tx.select("orders", { storeId, orderNumber }, { lock: true });
  if (known && known.status !== "draft") throw new Refusal("order_already_confirmed");
  if (known && known.currency !== input.currency) throw new Refusal("currency_mismatch", known.currency);
  if (known) await refuseWhereHeld(tx, known, input);
  if (input.promotions.length > 0) throw new Refusal("promotion_not_valid", input.promotions[0]);

  const orderId = known?.id ?? newId("ord");
  const revision = (known?.revision ?? 0) + 1;
  const lines = toOrderLines(input.lines, input.currency);
  const total = orderTotal(input.currency, lines);
  const now = toDate(tx.now);
  const columns = {
    accountId: account.id,
    source: input.source,
    reference: input.reference ?? null,
    totalMinor: total.amountMinor,
    revision,
    placedAt: input.placedAt ?? known?.placedAt ?? now,
    promisedShipAt: input.promisedShipAt ?? null,
    updatedAt: now,
  };
  if (known) await tx.update("orders", { storeId, id: orderId }, { ...columns, version: known.version + 1 });
  else
    await tx.insert("orders", {
      storeId,
      id: orderId,
      orderNumber,
      status: "draft",
      currency: input.currency,
      ...columns,
      createdAt: now,
    });
  await insertRevision(tx, { storeId, orderId, revision, currency: input.currency }, lines, {
    total,
    actor: author.actor,
    reason: null,
  });
  await replaceMethods(tx, account, orderId, input);
  await recordEvent(tx, author, orderId, known ? "order_replaced_content" : "order_received", {
    totalMinor: total.amountMinor.toString(),
    currency: input.currency,
  });
  await recordAudit(tx, author, {
    action: known ? "order.updated" : "order.created",
    subjectKind: "order",
    subjectId: orderId,
    orderId,
    before: known ? { totalMinor: known.totalMinor.toString() } : null,
    after: { totalMinor: total.amountMinor.toString() },
  });
  await settleOrder(tx, storeId, orderId);
  return ok({ orderId, isNew: !known });
}

/**
 * Money may already stand behind a draft whose confirmation failed half-way: its methods and amounts are then changed on the desk, not overwritten.
 * A hold that the shop itself brought stays where the shop names it again, so that the same order may be put twice.
 */
async function refuseWhereHeld(tx: Tx, order: RowOf<"orders">, input: PutOrderInput): Promise<void> {
  const holds = await tx.select("authorizations", { storeId: order.storeId, orderId: order.id });
  const priors = input.paymentMethods.flatMap((method) => method.priorAuthorization ?? []);
  const isNamedAgain = (hold: RowOf<"authorizations">) =>
    hold.status === "authorized" &&
    priors.some((prior) => prior.gatewayReference === hold.gatewayReference && prior.amountMinor === hold.amountMinor);
  if (holds.some((hold) => !endedStatuses.has(hold.status) && !isNamedAgain(hold))) {
    throw new Refusal("order_already_confirmed", "authorizations exist");
  }
}

const endedStatuses: ReadonlySet<string> = new Set(["declined", "voided", "expired"]);

async function replaceMethods(
  tx: Tx,
  account: RowOf<"accounts">,
  orderId: string,
  input: PutOrderInput,
): Promise<void> {
  const { storeId } = account;
  const types = await tx.select("payment_types", { storeId, isEnabled: true });
  await tx.rows(
    `UPDATE order_payment_methods SET status = 'removed', sequence = least(0, (
       SELECT min(sequence) FROM order_payment_methods WHERE store_id = $1 AND order_id = $2)) - 1 - sequence
     WHERE store_id = $1 AND order_id = $2 AND sequence >= 0`,
    [storeId, orderId],
  );
  const saved = await tx.rows<RowOf<"saved_payment_methods">>(
    "SELECT s.* FROM saved_payment_methods s JOIN orders o ON o.store_id = s.store_id AND o.account_id = s.account_id WHERE o.store_id = $1 AND o.id = $2",
    [storeId, orderId],
  );
  for (const [index, method] of input.paymentMethods.entries()) {
    const type = types.find((each) => each.kind === method.type);
    if (!type) throw new Refusal("payment_type_not_allowed", method.type);
    const gateway = method.gateway ?? type.gateway;
    if (tokenNeeding.has(gateway) && !method.token && !method.priorAuthorization)
      throw new Refusal("payment_token_missing", `/paymentMethods/${index}/token`);
    const known = saved.find((each) => each.gateway === gateway && each.token === method.token);
    const given = { ...method, kind: method.type, gateway };
    const place = { orderId, sequence: index, currency: input.currency, createdAt: toDate(tx.now) };
    const row = methodRow(account, given, known, place);
    await tx.insert("order_payment_methods", row);
    if (method.priorAuthorization)
      await takeOverHold(
        tx,
        {
          storeId,
          orderId,
          id: row.id,
          gateway,
          kind: method.type,
          brand: method.brand ?? null,
          currency: input.currency,
        },
        method.priorAuthorization,
      );
  }
}

type MethodKey = {
  storeId: string;
  orderId: string;
  id: string;
  gateway: string;
  kind: MethodKind;
  brand: string | null;
  currency: string;
};

/** A hold that the shop's front end took before the order arrived counts like one of ours. */
async function takeOverHold(
  tx: Tx,
  method: MethodKey,
  prior: NonNullable<PutOrderInput["paymentMethods"][number]["priorAuthorization"]>,
): Promise<void> {
  const key = { storeId: method.storeId, gateway: method.gateway, gatewayReference: prior.gatewayReference };
  const [taken] = await tx.select("authorizations", key);
  if (taken && taken.orderId !== method.orderId)
    throw new Refusal("authorization_already_used", prior.gatewayReference);
  if (taken) {
    await tx.update("authorizations", { storeId: method.storeId, id: taken.id }, { paymentMethodId: method.id });
    return;
  }
  const authorizedAt = toInstant((prior.authorizedAt ?? toDate(tx.now)).getTime());
  const ends = holdEnds({
    gatewayExpiresAt: toMomentOrNull(prior.expiresAt ?? null),
    gatewayGuaranteedUntil: null,
    authorizedAt,
    gateway: method.gateway as GatewayName,
    methodKind: method.kind,
    brand: method.brand,
    initiator: "customer",
    windows: await loadWindows(tx, method.storeId),
  });
  await tx.insert("authorizations", {
    storeId: method.storeId,
    id: newId("aut"),
    orderId: method.orderId,
    paymentMethodId: method.id,
    gateway: method.gateway,
    gatewayReference: prior.gatewayReference,
    initiator: "customer",
    status: "authorized",
    amountMinor: prior.amountMinor,
    currency: method.currency,
    requestedAt: toDate(authorizedAt),
    authorizedAt: toDate(authorizedAt),
    expiresAt: toDate(ends.expiresAt),
    expirySource: ends.source,
    guaranteedUntil: toDateOrNull(ends.guaranteedUntil),
  });
}

class Refusal extends Error {
  constructor(
    readonly reason: PutOrderRefusal,
    readonly detail?: string,
  ) {
    super(reason);
  }
}
