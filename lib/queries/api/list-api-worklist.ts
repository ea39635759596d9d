import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { cursorText, parseCursor } from "./cursor";
import type { ApiPage, ApiPageRequest } from "./list-api-orders";
import { rowsToRead } from "./rows-to-read";
import {
  type ApiWorklistReason,
  ownerJoin,
  toApiWorklistReason,
  type WorklistJson,
  worklistColumns,
} from "./worklist-row";

export type ApiWorklistRow = ApiWorklistReason & {
  id: string;
  orderNumber: string;
  orderStatus: string;
  account: { externalId: string; name: string };
};

/** One row per reason, the nearest deadline first and those without one last. Null where the cursor is none of this list's. */
export async function listApiWorklist(
  scope: Pick<QueryScope, "pool" | "storeId">,
  list: string,
  reason: string | undefined,
  { limit, cursor }: ApiPageRequest,
): Promise<ApiPage<ApiWorklistRow> | null> {
  const after = cursor === undefined ? null : parseCursor(list, cursor);
  if (after === undefined) return null;
  const values = new SqlValues();
  const terms = [`w.store_id = ${values.add(scope.storeId)}`, `w.list = ${values.add(list)}`, "w.closed_at IS NULL"];
  if (reason !== undefined) terms.push(`w.reason = ${values.add(reason)}`);
  if (after) terms.push(beyond(values, after));
  const read = await readRows<WorklistJson & WorklistOrderJson>(
    scope,
    `SELECT w.id, ${worklistColumns}, o.order_number AS "orderNumber", o.status AS "orderStatus", a.external_id AS "externalId", a.name AS "accountName"
     FROM worklist_items w
     JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
     JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id ${ownerJoin}
     WHERE ${terms.join(" AND ")} ORDER BY ${DEADLINE}, w.id LIMIT ${rowsToRead(limit)}`,
    values.list,
  );
  const last = read.length > limit ? read[limit - 1] : undefined;
  return {
    items: read.slice(0, limit).map(toWorklistRow),
    nextCursor: last ? cursorText(list, [last.deadline?.toISOString() ?? null, last.id]) : null,
  };
}

type WorklistOrderJson = {
  id: string;
  orderNumber: string;
  orderStatus: string;
  externalId: string;
  accountName: string;
};

/** Rows without a deadline come last. Said so in the key, a page begins at its place in the index instead of walking there. */
const DEADLINE = "coalesce(w.deadline_at, 'infinity'::timestamptz)";

function beyond(values: SqlValues, { at, id }: { at: Date | null; id: string }): string {
  return `(${DEADLINE}, w.id) > (${values.add(at ?? "infinity")}::timestamptz, ${values.add(id)})`;
}

function toWorklistRow(row: WorklistJson & WorklistOrderJson): ApiWorklistRow {
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    orderStatus: row.orderStatus,
    account: { externalId: row.externalId, name: row.accountName },
    ...toApiWorklistReason(row),
  };
}
