import { newId } from "@/lib/db/new-id";
import { recordNotice } from "@/lib/db/stores/notice-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { decideConfirm } from "@/lib/payments/authorizing";
import { add, type Money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { decideOverride, type OverrideRefusal } from "@/lib/payments/overriding";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { writeConfirmation } from "../order/confirm-when-covered";

export type DecideOverrideRefusal =
  | OrderMissing
  | OverrideRefusal
  | "only_staff"
  | "override_not_asked"
  | "override_own";
type Decision = { readonly overrideId: string; readonly word: string };
type Row = RowOf<"override_requests">;

/**
 * Lets a failed authorization pass: the goods may leave, and a draft is confirmed, although nothing holds the money, which stays owed. With `overrideId` it is
 * what a colleague asked for, and they are told; without, a supervisor's own act, which answers an open request too. No money moves.
 */
export async function allowOverride(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  { overrideId, word }: { readonly overrideId?: string; readonly word: string },
): Promise<Result<{ granted: Money }, DecideOverrideRefusal>> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<{ granted: Money }, DecideOverrideRefusal>> => {
      const { tx, order } = scope;
      const asked = await openRequest(scope);
      if (overrideId !== undefined && asked?.id !== overrideId) return refused("override_not_asked");
      if (asked?.askedBy === actor.userId) return refused("override_own");
      const missing = decideOverride(order, tx.now);
      if (!missing.ok) return refused(missing.reason);
      const { amountMinor, currency } = missing.value;
      const decided = { status: "allowed", amountMinor, decidedBy: actor.userId, word, decidedAt: toDate(tx.now) };
      const id = asked?.id ?? newId("ovr");
      if (asked) await tx.update("override_requests", { storeId: order.storeId, id, status: "asked" }, decided);
      else {
        const row = { storeId: order.storeId, id, orderId: order.id, currency };
        await tx.insert("override_requests", { ...row, ...decided });
      }
      await grant(scope, missing.value);
      await record(scope, "allowed", asked, { amountMinor: amountMinor.toString(), currency }, word);
      return ok({ granted: missing.value });
    },
    // Whoever asked may well hold the order: that is no reason why nobody could answer.
    { ignoresClaim: true },
  );
}

/** Says no to a colleague's request for an override, with a word for them. */
export async function refuseOverride(
  context: OperationContext,
  key: OrderKey,
  { overrideId, word }: Decision,
): Promise<Result<null, DecideOverrideRefusal>> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<null, DecideOverrideRefusal>> => {
      const { tx, order } = scope;
      const asked = await openRequest(scope);
      if (asked?.id !== overrideId) return refused("override_not_asked");
      if (asked.askedBy === actor.userId) return refused("override_own");
      const decided = { status: "refused", decidedBy: actor.userId, word, decidedAt: toDate(tx.now) };
      await tx.update("override_requests", { storeId: order.storeId, id: asked.id, status: "asked" }, decided);
      await tx.update("orders", { storeId: order.storeId, id: order.id }, { overrideAskId: null });
      await record(scope, "refused", asked, amountOf(asked), word);
      return ok(null);
    },
    { ignoresClaim: true },
  );
}

async function openRequest({ tx, order, loaded }: OrderChange): Promise<Row | undefined> {
  const id = loaded.row.overrideAskId;
  return id === null ? undefined : (await tx.select("override_requests", { storeId: order.storeId, id }))[0];
}

async function grant(scope: OrderChange, amount: Money): Promise<void> {
  const { tx, order } = scope;
  const granted = add(order.override.granted, amount);
  await tx.update(
    "orders",
    { storeId: order.storeId, id: order.id },
    {
      overrideMinor: granted.amountMinor,
      overrideAskId: null,
      version: order.version + 1,
      updatedAt: toDate(tx.now),
    },
  );
  const allowed: Order = { ...order, override: { granted, isAsked: false } };
  const confirmation = decideConfirm(allowed, tx.now);
  if (confirmation.ok) await writeConfirmation({ ...scope, order: allowed }, confirmation.value);
}

/** Both people stand in the audit: who decided as its author, who asked and why in its line. */
async function record(
  { tx, order, author, event, audit }: OrderChange,
  verdict: "allowed" | "refused",
  asked: Row | undefined,
  amount: { amountMinor: string; currency: string },
  word: string,
): Promise<void> {
  const userId = asked?.askedBy ?? null;
  const [asker] = userId === null ? [] : await tx.select("staff_users", { storeId: order.storeId, id: userId });
  const who = asked === undefined ? {} : { askedBy: asker?.name ?? userId, askedFor: asked.reason };
  await event(`override_${verdict}`, { ...amount, reason: word });
  await audit(`order.override_${verdict}`, { reason: word, after: { ...amount, ...who } });
  if (userId === null) return;
  const { orderNumber } = order;
  await recordNotice(tx, author, { userId, kind: `override_${verdict}`, orderNumber, reason: word });
}

function amountOf({ amountMinor, currency }: Row): { amountMinor: string; currency: string } {
  return { amountMinor: amountMinor.toString(), currency };
}
