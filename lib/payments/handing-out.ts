import { MINUTE_MS } from "./instant";

/** Somebody who can be given work, and how many open orders they have already. */
export type Hand = { readonly userId: string; readonly held: number };

/** An open order that somebody has, and that nobody is working on at this moment. */
export type HeldOrder = { readonly orderId: string; readonly ownerId: string };

export type Handover = { readonly orderId: string; readonly from: string | null; readonly to: string | null };

/** A claim whose holder has done nothing with the order for this long is stuck. */
export const STUCK_CLAIM_MS = 20 * MINUTE_MS;

/**
 * Deals orders that belong to nobody so that everyone ends with as equal a number as possible. `unowned` is in the order of what is lost first (most
 * money with least time): the first goes to whoever has least on their desk. What people have stays theirs, unless `movable` names it; then the
 * fewest moves that even the rest out are added, and what can wait longest moves first. `movable` is ranked like `unowned`.
 */
export function dealEvenly(
  unowned: readonly string[],
  hands: readonly Hand[],
  movable: readonly HeldOrder[],
): Handover[] {
  if (hands.length === 0) return [];
  const held = new Map(hands.map(({ userId, held }) => [userId, held]));
  const dealt = unowned.map((orderId): Handover => {
    const to = emptiest(held);
    held.set(to, countOf(held, to) + 1);
    return { orderId, from: null, to };
  });
  return [...dealt, ...levelOut(held, movable)];
}

function levelOut(held: Map<string, number>, movable: readonly HeldOrder[]): Handover[] {
  const moves: Handover[] = [];
  for (let left = movable.toReversed(); ; ) {
    const to = emptiest(held);
    const [order] = left
      .filter(({ ownerId }) => countOf(held, ownerId) > countOf(held, to) + 1)
      .sort((a, b) => countOf(held, b.ownerId) - countOf(held, a.ownerId));
    if (order === undefined) return moves;
    moves.push({ orderId: order.orderId, from: order.ownerId, to });
    held.set(order.ownerId, countOf(held, order.ownerId) - 1);
    held.set(to, countOf(held, to) + 1);
    left = left.filter((each) => each !== order);
  }
}

/** A new order that nobody has. `colleagueId` already has another open order of the same customer; null: nobody has. */
export type NewWork = { readonly orderId: string; readonly accountId: string; readonly colleagueId: string | null };

export type DealtWork = {
  readonly orderId: string;
  readonly to: string;
  readonly because: "knows_customer" | "has_least";
};

/** Whoever has so many orders more than the emptiest desk gets no more of them, also where they know the customer. */
export const TOO_MANY_MORE = 10;

/**
 * Deals new orders (F19): each goes to whoever has this customer's other orders, so that one customer speaks with one person; else, or where that desk is too
 * full, to whoever has least. `hands` are those who are there; `work` is in the order of what is lost first.
 */
export function dealNewWork(work: readonly NewWork[], hands: readonly Hand[]): DealtWork[] {
  if (hands.length === 0) return [];
  const held = new Map(hands.map(({ userId, held }) => [userId, held]));
  const knows = new Map<string, string>();
  return work.map(({ orderId, accountId, colleagueId }) => {
    const least = emptiest(held);
    const knowing = hands.find(({ userId }) => userId === (knows.get(accountId) ?? colleagueId))?.userId;
    const isFree = knowing !== undefined && countOf(held, knowing) < countOf(held, least) + TOO_MANY_MORE;
    const to = isFree ? knowing : least;
    held.set(to, countOf(held, to) + 1);
    knows.set(accountId, to);
    return { orderId, to, because: isFree ? "knows_customer" : "has_least" };
  });
}

/** The first of those with the least. */
function emptiest(held: ReadonlyMap<string, number>): string {
  return [...held].reduce((least, each) => (each[1] < least[1] ? each : least))[0];
}

function countOf(held: ReadonlyMap<string, number>, userId: string): number {
  return held.get(userId) ?? 0;
}
