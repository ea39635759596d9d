import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import {
  type ChangeMethodRefusal,
  decideLimit,
  decideMove,
  decideRemove,
  decideResume,
  decideSuspend,
  type MethodQuestion,
} from "@/lib/payments/changing-methods";
import type { PaymentMethodId } from "@/lib/payments/ids";
import { type Money, money } from "@/lib/payments/money";
import { ok, type Result } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";

export type MethodKey = OrderKey & {
  readonly version?: number | undefined;
  readonly paymentMethodId: string;
};
export type MethodAnswer = Promise<Result<{ paymentMethodId: string }, ChangeMethodRefusal | OrderMissing>>;

/** Takes a way to pay out of the charging order without touching what it holds (S35). */
export function suspendMethod(context: OperationContext, key: MethodKey): MethodAnswer {
  return changeMethod(context, key, "suspended", decideSuspend, (scope) => suspend(scope, context, key));
}

/** Puts it back into the charging order (S38). */
export function resumeMethod(context: OperationContext, key: MethodKey): MethodAnswer {
  return changeMethod(context, key, "resumed", decideResume, (scope) =>
    write(scope, key, { status: "active", suspendedBy: null }),
  );
}

/** Takes off a way to pay that has no money on it and never had any; the database holds this too (S37). */
export function removeMethod(context: OperationContext, key: MethodKey): MethodAnswer {
  return changeMethod(context, key, "removed", decideRemove, async (scope) => {
    await write(scope, key, { status: "removed" });
  });
}

/** Exchanges it with the way to pay that is charged before or after it (S22, S28). */
export function moveMethod(
  context: OperationContext,
  key: MethodKey,
  { direction }: { readonly direction: "up" | "down" },
): MethodAnswer {
  const decide = (question: MethodQuestion) => decideMove(question, direction);
  return changeMethod(context, key, "moved", decide, async (scope, [one, other]) => {
    // A sequence is unique on its order, so the first one steps aside.
    const aside = Math.min(0, ...scope.order.methods.map((method) => method.sequence)) - 1;
    await write(scope, key, { sequence: aside });
    await write(scope, { paymentMethodId: other.id }, { sequence: one.sequence });
    await write(scope, key, { sequence: other.sequence });
  });
}

/** Sets the most that it may be charged, in minor units of the order's currency; null for no limit, zero suspends it (S30, S35). */
export function limitMethod(
  context: OperationContext,
  key: MethodKey,
  { limitMinor }: { readonly limitMinor: bigint | null },
): MethodAnswer {
  const toLimit = ({ order }: MethodQuestion): Money | null =>
    limitMinor === null ? null : money(limitMinor, order.total.currency);
  const decide = (question: MethodQuestion) => decideLimit(question, toLimit(question));
  return changeMethod(context, key, "limited", decide, async (scope, { limit, suspends }) => {
    if (suspends) await suspend(scope, context, key);
    else await write(scope, key, { limitMinor: limit?.amountMinor ?? null });
  });
}

/** The one road for a change of a way to pay: the rule decides under the order's lock, then the row, the timeline and the audit line are written. */
function changeMethod<T>(
  context: OperationContext,
  key: MethodKey,
  what: "suspended" | "resumed" | "removed" | "moved" | "limited",
  decide: (question: MethodQuestion) => Result<T, ChangeMethodRefusal>,
  change: (scope: OrderChange, decided: T) => Promise<void>,
): MethodAnswer {
  const { paymentMethodId } = key;
  return changeOrder(context, key, async (scope): MethodAnswer => {
    const { order, tx } = scope;
    const decision = decide({ order, methodId: paymentMethodId as PaymentMethodId, now: tx.now });
    if (!decision.ok) return decision;
    const before = await rowOf(scope, paymentMethodId);
    await change(scope, decision.value);
    const after = await rowOf(scope, paymentMethodId);
    await recordMethodChange(scope, `payment_method_${what}`, after, before);
    return ok({ paymentMethodId });
  });
}

/** The timeline's line, the audit line and the order's next version. */
export async function recordMethodChange(
  { tx, order, loaded, event, audit }: OrderChange,
  type: string,
  after: RowOf<"order_payment_methods">,
  before: RowOf<"order_payment_methods"> | null,
): Promise<void> {
  const { storeId, id } = order;
  await tx.update("orders", { storeId, id }, { version: loaded.row.version + 1, updatedAt: toDate(tx.now) });
  const limit = after.limitMinor === null ? {} : { limitMinor: after.limitMinor.toString() };
  await event(type, { paymentMethodId: after.id, ...limit, currency: after.currency });
  await audit(type.replace("payment_method_", "payment_method."), {
    ...(before && { before: factsOf(before) }),
    after: factsOf(after),
  });
}

/** What an audit line tells of a way to pay; never its token. */
function factsOf({ id, kind, last4, status, sequence, limitMinor }: RowOf<"order_payment_methods">): object {
  return { paymentMethodId: id, kind, last4, status, sequence, limitMinor: limitMinor?.toString() ?? null };
}

function suspend(scope: OrderChange, { actor }: OperationContext, key: Pick<MethodKey, "paymentMethodId">) {
  return write(scope, key, { status: "suspended", suspendedBy: actorText(actor) });
}

async function write(
  { tx, order }: OrderChange,
  { paymentMethodId }: { readonly paymentMethodId: string },
  columns: Partial<RowOf<"order_payment_methods">>,
): Promise<void> {
  await tx.update("order_payment_methods", { storeId: order.storeId, id: paymentMethodId }, columns);
}

async function rowOf({ tx, order }: OrderChange, id: string): Promise<RowOf<"order_payment_methods">> {
  const [row] = await tx.select("order_payment_methods", { storeId: order.storeId, orderId: order.id, id });
  if (!row) throw new Error(`order ${order.id} lost its payment method ${id}`);
  return row;
}
