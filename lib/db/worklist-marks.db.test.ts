import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { worklistReasons } from "@/lib/payments/order-state";
import { reasonOrder } from "@/lib/queries/worklists/reason-order";

let desk: DeskForTests;
let orderId: string;
beforeAll(async () => {
  desk = await openDeskForTests();
  const orderNumber = await desk.confirmedOrder();
  orderId = (await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [orderNumber])).id;
});
afterAll(() => desk.close());

type Row = {
  id: string;
  list: string;
  reason: string;
  deadline_at: Date | null;
  leads: boolean;
  leads_reason: boolean;
};

async function openRows(): Promise<Row[]> {
  const { rows } = await desk.database.pool.query<Row>(
    "SELECT id, list, reason, deadline_at, leads, leads_reason FROM worklist_items WHERE order_id = $1 AND closed_at IS NULL",
    [orderId],
  );
  return rows;
}

async function open(id: string, list: string, reason: string, deadline: Date | null): Promise<void> {
  await desk.database.pool.query(
    `INSERT INTO worklist_items (store_id, id, order_id, list, reason, subject, amount_minor, currency, deadline_at, next_step, why, opened_at, updated_at)
     SELECT store_id, $2, id, $3, $4, $2, 100, currency, $5, 'review', 'declined', now(), now() FROM orders WHERE id = $1`,
    [orderId, id, list, reason, deadline],
  );
}

const dayMs = 86_400_000;
/** The same numbers in every run. */
const dice = (step: number, sides: number) => (step * 2_654_435_761) % sides;

function firstOf(rows: readonly Row[]): string | undefined {
  const place = (row: Row) => [rankOf(row.reason), row.deadline_at?.getTime() ?? Infinity] as const;
  const sorted = rows.toSorted((one, other) => {
    const [a, b] = [place(one), place(other)];
    return a[0] - b[0] || (a[1] === b[1] ? (one.id < other.id ? -1 : 1) : a[1] - b[1]);
  });
  return sorted[0]?.id;
}

const ranked = reasonOrder.filter(
  (reason) => reasonOrder.indexOf(reason) < reasonOrder.indexOf("authorization_expiring"),
);
function rankOf(reason: string): number {
  const rank = [...ranked, "authorization_expiring"].indexOf(reason);
  return rank === -1 ? 99 : rank;
}

describe("marks on worklist rows", () => {
  it("H04 P04: of an order's open reasons exactly one leads in each list, whatever opens, closes or moves its deadline", async () => {
    for (let step = 1; step <= 60; step++) {
      const rows = await openRows();
      const chosen = rows[dice(step, Math.max(1, rows.length))];
      const deadline = step % 4 === 0 ? null : new Date(Date.now() + dice(step, 5) * dayMs);
      if (chosen && step % 3 === 0) {
        await desk.database.pool.query("UPDATE worklist_items SET closed_at = now() WHERE id = $1", [chosen.id]);
      } else if (chosen && step % 5 === 0) {
        await desk.database.pool.query("UPDATE worklist_items SET deadline_at = $2 WHERE id = $1", [
          chosen.id,
          deadline,
        ]);
      } else {
        const reason = worklistReasons[dice(step * 7, worklistReasons.length)] ?? "price_rise";
        await open(`wli_mark${step}`, step % 2 ? "unpaid" : "expiring", reason, deadline);
      }
      const now = await openRows();
      for (const list of ["unpaid", "expiring"]) {
        const own = now.filter((row) => row.list === list);
        expect(own.filter((row) => row.leads).map((row) => row.id)).toEqual(own.length === 0 ? [] : [firstOf(own)]);
        for (const reason of new Set(own.map((row) => row.reason))) {
          const same = own.filter((row) => row.reason === reason);
          expect(same.filter((row) => row.leads_reason).map((row) => row.id)).toEqual([firstOf(same)]);
        }
      }
    }
  });

  it("F04 H04: the database ranks every reason as the pages do", async () => {
    const { rows } = await desk.database.pool.query<{ reason: string }>(
      "SELECT reason FROM unnest($1::text[]) WITH ORDINALITY AS r(reason, place) ORDER BY paydesk_reason_rank(reason), place",
      [reasonOrder],
    );
    expect(rows.map(({ reason }) => reason)).toEqual(reasonOrder);
    const known = reasonOrder.slice(0, reasonOrder.indexOf("authorization_expiring") + 1);
    const { rows: ranks } = await desk.database.pool.query<{ rank: number }>(
      "SELECT DISTINCT paydesk_reason_rank(reason) AS rank FROM unnest($1::text[]) AS r(reason)",
      [known],
    );
    expect(ranks).toHaveLength(known.length);
  });

  it("H02 H18: each row knows when the order's hold ends, also after the gateway has ended it early", async () => {
    await open("wli_hold", "unpaid", "not_covered", null);
    const holdOf = () =>
      desk.row<{ knows: Date | null; ends: Date | null; ended: Date | null }>(
        `SELECT w.hold_ends_at AS knows, z.expires_at AS ends, z.ended_at AS ended FROM worklist_items w JOIN authorizations z ON z.order_id = w.order_id WHERE w.id = 'wli_hold'`,
      );
    const live = await holdOf();
    expect(live.ends).not.toBeNull();
    expect(live.knows).toEqual(live.ends);
    await desk.database.pool.query(
      "UPDATE authorizations SET status = 'expired', ended_at = paydesk_now() WHERE order_id = $1",
      [orderId],
    );
    const ended = await holdOf();
    expect(ended.knows).toEqual(ended.ended);
    expect(ended.knows?.getTime()).toBeLessThan(live.knows?.getTime() ?? 0);
  });
});
