import { createHash } from "node:crypto";
import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { mostInBulk } from "@/lib/payments/bulk-work";
import { dealEvenly, type Handover } from "@/lib/payments/handing-out";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { leadingItemsFrom } from "../worklists/leading-items";
import { riskOrder } from "../worklists/risk-order";
import { noFilter } from "../worklists/worklist-filter";
import { isStuckSql } from "./stuck-claims";

/** How unpaid orders are to change hands. `without`: colleagues who are away and get nothing. */
export type HandOutRequest =
  | { readonly act: "even_out"; readonly moveToo: boolean; readonly without: readonly string[] }
  | { readonly act: "reassign"; readonly fromId: string; readonly toId: string }
  | { readonly act: "release" };

export type PlannedRow = Handover & {
  readonly orderNumber: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

export type HandOutShare = {
  readonly id: string;
  readonly name: string;
  /** Open unpaid orders that are awake: before, and if all goes as planned. */
  readonly before: number;
  readonly after: number;
  readonly gets: number;
  /** What they get is worth, one per currency. */
  readonly sums: AmountView[];
};

export type HandOutPlan = {
  readonly rows: PlannedRow[];
  readonly shares: HandOutShare[];
  /** Orders that stay where they are because a colleague works on them at this moment. */
  readonly leftAlone: number;
  /** More than can be handed out at once; the rest comes with the next plan. */
  readonly isCut: boolean;
  /** Names this very plan: what a person agreed to, they agreed to by this. */
  readonly plan: string;
};

/** Who would get what, read anew at each call. Only orders of the unpaid list that are awake count; what is lost first comes first. */
export async function planHandOut(scope: QueryScope, request: HandOutRequest): Promise<HandOutPlan> {
  const people = await readPeople(scope);
  const open = await readOpen(scope, request);
  const free = open.filter((order) => !order.claimed).slice(0, mostInBulk);
  const byId = new Map(free.map((order) => [order.id, order]));
  const rows = handoversOf(request, people, free)
    .slice(0, mostInBulk)
    .flatMap((handover): PlannedRow[] => {
      const order = byId.get(handover.orderId);
      if (!order) return [];
      const { order_number, amount_minor, currency } = order;
      return [{ ...handover, orderNumber: order_number, amountMinor: amount_minor, currency }];
    });
  return {
    rows,
    shares: people.filter((person) => isConcerned(request, rows, person)).map((person) => shareOf(person, rows)),
    leftAlone: open.length - open.filter((order) => !order.claimed).length,
    isCut: open.length > mostInBulk,
    plan: nameOf(rows),
  };
}

type PersonRow = { id: string; name: string; role: string; held: number };
type OpenRow = {
  id: string;
  order_number: string;
  amount_minor: bigint;
  currency: string;
  owner_id: string | null;
  claimed: boolean;
};

function handoversOf(request: HandOutRequest, people: PersonRow[], free: OpenRow[]): Handover[] {
  if (request.act === "release") return free.map(({ id, owner_id }) => ({ orderId: id, from: owner_id, to: null }));
  if (request.act === "reassign") {
    const isKnown = people.some(({ id }) => id === request.toId) && request.toId !== request.fromId;
    return isKnown ? free.map(({ id, owner_id }) => ({ orderId: id, from: owner_id, to: request.toId })) : [];
  }
  const hands = people
    .filter(({ id, role }) => role === "csr" && !request.without.includes(id))
    .map(({ id, held }) => ({ userId: id, held }));
  const movable = free.flatMap(({ id, owner_id }) => (owner_id === null ? [] : [{ orderId: id, ownerId: owner_id }]));
  return dealEvenly(
    free.filter(({ owner_id }) => owner_id === null).map(({ id }) => id),
    hands,
    movable,
  );
}

/** Whoever may get something is shown, with nothing too: an empty share is an answer. */
function isConcerned(request: HandOutRequest, rows: PlannedRow[], { id, role }: PersonRow): boolean {
  if (request.act === "even_out") return role === "csr";
  return rows.some(({ from, to }) => from === id || to === id);
}

function shareOf({ id, name, held }: PersonRow, rows: PlannedRow[]): HandOutShare {
  const own = rows.filter(({ to }) => to === id);
  const given = rows.filter(({ from }) => from === id).length;
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of own) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return {
    id,
    name,
    before: held,
    after: held + own.length - given,
    gets: own.length,
    sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => minorToAmountView(minor, currency)),
  };
}

function nameOf(rows: readonly PlannedRow[]): string {
  const text = rows.map(({ orderId, from, to }) => `${orderId} ${from} ${to}`).join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** Colleagues whose work unpaid orders are, those with the least first. */
function readPeople(scope: QueryScope): Promise<PersonRow[]> {
  return readRows<PersonRow>(
    scope,
    `WITH held AS (
       SELECT o.owner_id, count(*)::int AS held FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
       WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND w.leads AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2)
         AND o.owner_id IS NOT NULL GROUP BY 1
     )
     SELECT s.id, s.name, s.role, coalesce(held.held, 0) AS held FROM staff_users s LEFT JOIN held ON held.owner_id = s.id
     WHERE s.store_id = $1 AND s.is_active AND s.role IN ('csr','supervisor') ORDER BY held, s.name, s.id`,
    [scope.storeId, new Date(scope.now)],
  );
}

function readOpen(scope: QueryScope, request: HandOutRequest): Promise<OpenRow[]> {
  const values = new SqlValues();
  const items = leadingItemsFrom(
    scope,
    values,
    "unpaid",
    noFilter,
    "JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id",
  );
  const term = termOf(scope, values, request);
  const moment = values.add(new Date(scope.now));
  return readRows<OpenRow>(
    scope,
    `SELECT o.id, o.order_number, w.amount_minor, w.currency, o.owner_id, EXISTS (
       SELECT 1 FROM order_claims c WHERE c.store_id = o.store_id AND c.order_id = o.id AND c.expires_at > ${moment}) AS claimed
     FROM ${items} AND ${term} ORDER BY ${riskOrder("w")
       .map(({ sql }) => sql)
       .join(", ")} LIMIT ${mostInBulk + 1}`,
    values.list,
  );
}

function termOf(scope: QueryScope, values: SqlValues, request: HandOutRequest): string {
  if (request.act === "release") return isStuckSql(scope, values);
  if (request.act === "reassign") return `o.owner_id = ${values.add(request.fromId)}`;
  if (!request.moveToo) return "o.owner_id IS NULL";
  return `(o.owner_id IS NULL OR (o.owner_id <> ALL(${values.add(request.without)}) AND EXISTS (
    SELECT 1 FROM staff_users s WHERE s.store_id = o.store_id AND s.id = o.owner_id AND s.is_active AND s.role = 'csr')))`;
}
