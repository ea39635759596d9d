import { type DeskForTests, must } from "@/lib/jobs/desk-for-tests";
import type { InterpretedNotification } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { receiveNotification } from "../notification/receive-notification";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";

type Hold = { id: string; reference: string; charge: string };

/** Orders whose money was captured at a desk, and what gateway and database say about them later. */
export function capturedMoneyAt(desk: DeskForTests) {
  async function capturedOrder(card?: string): Promise<string> {
    const orderNumber = await desk.confirmedOrder(card === undefined ? {} : { card });
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    return orderNumber;
  }

  let count = 0;
  /** What the gateway's webhook says, past its signature: stored, then acted on by the worker. */
  async function notify(meaning: InterpretedNotification): Promise<void> {
    const notification = { eventId: `evt_${++count}`, type: meaning.kind, occurredAt: toInstant(Date.now()), meaning };
    await receiveNotification(desk.context, "stripe", notification, {});
    await desk.work();
  }

  const control = (path: string, body: object) =>
    fetch(`${desk.sandbox.url}/__sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });

  const holdOf = (orderNumber: string) =>
    desk.row<Hold>(
      `SELECT z.id, z.gateway_reference AS reference, c.gateway_reference AS charge FROM authorizations z
       JOIN captures c ON c.authorization_id = z.id WHERE z.order_id = (SELECT id FROM orders WHERE order_number = $1)`,
      [orderNumber],
    );
  const orderRow = (orderNumber: string) =>
    desk.row<Record<string, unknown>>("SELECT * FROM orders WHERE order_number = $1", [orderNumber]);
  const listsOf = async (orderNumber: string) => {
    const { rows } = await desk.database.pool.query<{ line: string }>(
      `SELECT list || ' ' || reason || ' ' || amount_minor AS line FROM worklist_items
       WHERE closed_at IS NULL AND order_id = (SELECT id FROM orders WHERE order_number = $1) ORDER BY 1`,
      [orderNumber],
    );
    return rows.map((row) => row.line);
  };
  /** Every account of the order's books; they balance by themselves, so this says where the money is. */
  const clearingOf = async (orderNumber: string) =>
    (
      await desk.row<{ sum: bigint }>(
        `SELECT coalesce(sum(amount_minor), 0)::int8 AS sum FROM ledger_entries
         WHERE account = 'clearing:stripe' AND order_id = (SELECT id FROM orders WHERE order_number = $1)`,
        [orderNumber],
      )
    ).sum;

  return { capturedOrder, notify, control, holdOf, orderRow, listsOf, clearingOf };
}
