import { type Author, recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import {
  type LoadedOrder,
  loadLockedOrder,
  type OrderKey,
  openedOrder,
  openWithOrder,
} from "@/lib/db/stores/order-store";
import { type Tx, transaction } from "@/lib/db/transaction";
import { MINUTE_MS } from "@/lib/payments/instant";
import type { Order } from "@/lib/payments/order";
import { type Result, refused } from "@/lib/payments/result";
import { actorText, type OperationContext } from "./operation-context";
import { settleLoadedOrder } from "./order/settle-order";

/** What a verb is given while it changes one order: the open transaction, the order under its lock, and the pens to write history with. */
export type OrderChange = {
  readonly tx: Tx;
  readonly loaded: LoadedOrder;
  readonly order: Order;
  readonly author: Author;
  event(type: string, data?: object): Promise<void>;
  /** The order as it stands after the verb's last write, from a verb that knows; else it is read again. */
  standsAs(order: Order): void;
  audit(action: string, line?: { reason?: string | null; before?: object; after?: object }): Promise<void>;
};

/** How long a claim lasts from the last act of its holder on the order. */
export const CLAIM_LEASE_MS = 5 * MINUTE_MS;

export type { OrderKey };
export type OrderMissing = "order_not_found" | "stale_version" | "claimed_by_other";

export type ChangeOptions = {
  /** For the few acts that touch neither money nor the order, or that must never wait: a note, a claim, a stop for fraud. */
  readonly ignoresClaim?: boolean;
};

/**
 * The one way to change an order: lock it, let the verb decide and write, then bring its worklist rows, outer statuses and due time up to date,
 * all in one short transaction. A refusal leaves nothing behind. `version` is the version that the person saw (CC-1). What a colleague has
 * claimed is theirs alone while the claim runs: anybody else is refused and told who holds it (CC-4).
 */
export async function changeOrder<T, R extends string>(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  change: (scope: OrderChange) => Promise<Result<T, R>>,
  options: ChangeOptions = {},
): Promise<Result<T, R | OrderMissing>> {
  try {
    return await transaction(
      context.pool,
      async (tx, opened) => {
        const loaded = openedOrder(opened);
        if (!loaded) return refused("order_not_found" as const);
        if (key.version !== undefined && key.version !== loaded.row.version) return refused("stale_version" as const);
        const holder = options.ignoresClaim ? undefined : await claimHolder(tx, context, loaded.row.id);
        if (holder !== undefined) return refused("claimed_by_other" as const, holder);
        let known: Order | null = null;
        const scope = makeScope(tx, context, loaded, (order) => {
          known = order;
        });
        const result = await change(scope);
        if (!result.ok) throw new Refusal(result);
        const changed = known ? { ...loaded, order: known } : await loadLockedOrder(tx, context.storeId, loaded.row.id);
        if (changed) await settleLoadedOrder(tx, changed);
        return result;
      },
      openWithOrder(context.storeId, key),
    );
  } catch (error) {
    if (error instanceof Refusal) return error.result as Result<T, R>;
    throw error;
  }
}

/** The name of the colleague whose claim stands in the way of this person; a person's own claim is renewed by what they do. */
export async function claimHolder(
  tx: Tx,
  { storeId, actor }: OperationContext,
  orderId: string,
): Promise<string | undefined> {
  if (actor.kind !== "staff") return undefined;
  const [claim] = await tx.select("order_claims", { storeId, orderId });
  if (!claim || claim.expiresAt.getTime() <= tx.now) return undefined;
  if (claim.userId === actor.userId) {
    await tx.update("order_claims", { storeId, orderId }, { expiresAt: new Date(tx.now + CLAIM_LEASE_MS) });
    return undefined;
  }
  const [holder] = await tx.select("staff_users", { storeId, id: claim.userId });
  return holder?.name ?? "A colleague";
}

export function authorOf(context: OperationContext): Author {
  return { storeId: context.storeId, actor: actorText(context.actor), correlationId: context.correlationId };
}

function makeScope(
  tx: Tx,
  context: OperationContext,
  loaded: LoadedOrder,
  standsAs: OrderChange["standsAs"],
): OrderChange {
  const author = authorOf(context);
  const orderId = loaded.row.id;
  return {
    tx,
    loaded,
    order: loaded.order,
    author,
    standsAs,
    event: (type, data) => recordEvent(tx, author, orderId, type, data),
    audit: (action, line = {}) =>
      recordAudit(tx, author, { action, subjectKind: "order", subjectId: orderId, orderId, ...line }),
  };
}

/** Rolls the transaction back and carries the refusal out of it. */
class Refusal extends Error {
  constructor(readonly result: Result<never, string>) {
    super("refused");
  }
}
