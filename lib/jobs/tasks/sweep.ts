import { transaction } from "@/lib/db/transaction";
import { releaseAlertMails } from "@/lib/operations/alert/release-alert-mails";
import { reviveAttempt } from "@/lib/operations/attempt/record-outcome";
import { assignNewWork, storesThatDeal } from "@/lib/operations/order/assign-new-work";
import { refreshOrder } from "@/lib/operations/order/refresh-order";
import { requestDeliveries } from "@/lib/operations/outbox/request-deliveries";
import { requestDueGatewayTasks } from "@/lib/operations/reconciliation/schedules";
import { systemContext, type WorkerContext } from "../worker-context";

const BATCH = 200;

/**
 * Carries out what has fallen due by the house's clock: orders whose holds, links or retries are due, attempts to be asked about or sent again,
 * attempts whose worker died. The due times are rows, so a missed tick is caught up and two sweeps do no harm (JB-4).
 */
export async function sweep(worker: WorkerContext): Promise<number> {
  let done = 0;
  for (let batch = BATCH; batch === BATCH; ) {
    const due = await worker.pool.query<{ store_id: string; id: string }>(
      "SELECT store_id, id FROM orders WHERE due_at <= paydesk_now() ORDER BY due_at, id LIMIT $1",
      [BATCH],
    );
    batch = due.rows.length;
    for (const row of due.rows) {
      await refreshOrder(systemContext(worker, row.store_id, "sweep", `sweep:${row.id}`), row.id);
      done++;
    }
    if (done > 100_000) break;
  }
  return (
    done +
    (await reviveAttempts(worker)) +
    (await dealNewWork(worker)) +
    (await releaseAlertMails(worker.pool)) +
    (await requestDueGatewayTasks(worker.pool)) +
    (await requestDeliveries(worker.pool))
  );
}

async function dealNewWork(worker: WorkerContext): Promise<number> {
  let dealt = 0;
  for (const storeId of await storesThatDeal(worker.pool)) {
    dealt += await assignNewWork(systemContext(worker, storeId, "new_work", `new-work:${storeId}`));
  }
  return dealt;
}

/** JB-2: a dead worker's attempt is taken over when its lease has ended, not when a queue's lock happens to. */
async function reviveAttempts(worker: WorkerContext): Promise<number> {
  return transaction(
    worker.pool,
    async (tx, [waiting = []]) => {
      for (const attempt of waiting as readonly { storeId: string; id: string }[]) await reviveAttempt(tx, attempt);
      return waiting.length;
    },
    [{ text: waitingAttempts, values: [] }],
  );
}

const waitingAttempts = `
SELECT store_id, id FROM attempts WHERE status IN ('unconfirmed','pending','requested') AND next_enquiry_at <= paydesk_now()
UNION ALL SELECT store_id, id FROM attempts WHERE status = 'started' AND lease_until < clock_timestamp()
ORDER BY id LIMIT 500`;
