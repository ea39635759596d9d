import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import {
  createStaging,
  judgeStaged,
  loadChunk,
  nextChunk,
  type StagedPayment,
  type StagedRefusal,
  stage,
} from "@/lib/db/stores/import-store";
import { transaction } from "@/lib/db/transaction";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

export type ImportCounts = { orders: number; payments: number; alreadyLoaded: number; refusals: StagedRefusal[] };

const STAGE_ROWS = 2_000;
const CHUNK_ORDERS = 4_000;

/**
 * Loads payments of finished orders. Rows arrive in any order and are loaded order by order; what cannot be loaded is answered line by line, the
 * rest is loaded. Running it again loads nothing twice.
 */
export async function importPayments(
  context: OperationContext,
  payments: AsyncIterable<StagedPayment>,
  onProgress: (step: string, count: number) => void = () => {},
): Promise<ImportCounts> {
  const client = await context.pool.connect();
  try {
    await client.query("SET statement_timeout = '10min'");
    await createStaging(client);
    await stageAll(client, payments, onProgress);
    const { refusals, alreadyLoaded } = await judgeStaged(client, context.storeId);
    const counts: ImportCounts = { orders: 0, payments: 0, alreadyLoaded, refusals };
    const author = authorOf(context);
    for (let after = ""; ; ) {
      const chunk = await nextChunk(client, after, CHUNK_ORDERS);
      if (!chunk) break;
      const loaded = await loadChunk(client, context.storeId, {
        after,
        last: chunk.last,
        actor: author.actor,
        correlationId: context.correlationId,
      });
      counts.orders += loaded.orders;
      counts.payments += loaded.payments;
      onProgress("orders loaded", counts.orders);
      after = chunk.last;
    }
    await recordRun(context, counts);
    return counts;
  } finally {
    // The staging table and the longer limit belong to this connection alone.
    client.release(true);
  }
}

async function stageAll(
  client: Parameters<typeof stage>[0],
  payments: AsyncIterable<StagedPayment>,
  onProgress: (step: string, count: number) => void,
): Promise<void> {
  let batch: StagedPayment[] = [];
  let count = 0;
  for await (const payment of payments) {
    batch.push(payment);
    if (batch.length < STAGE_ROWS) continue;
    await stage(client, batch);
    count += batch.length;
    onProgress("rows read", count);
    batch = [];
  }
  if (batch.length > 0) await stage(client, batch);
}

async function recordRun(context: OperationContext, counts: ImportCounts): Promise<void> {
  await transaction(context.pool, (tx) =>
    recordAudit(tx, authorOf(context), {
      action: "orders.imported",
      subjectKind: "import_run",
      subjectId: newId("imp"),
      after: {
        orders: counts.orders,
        payments: counts.payments,
        alreadyLoaded: counts.alreadyLoaded,
        refused: counts.refusals.length,
      },
    }),
  );
}
