import { type ConnectorHealth, connectorHealth, type RecordedCall } from "@/lib/payments/connector-health";
import type { GatewayName } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { type QueryScope, readRows } from "../query-scope";

/** A far side that the store depends on. `waiting`: calls and mails that nobody has answered or taken yet. */
export type Connector = {
  readonly name: GatewayName | "mail";
  readonly health: ConnectorHealth;
  readonly waiting: number;
};

/** So many of the newest calls are looked at; ids sort by age, so the primary key finds them. */
const NEWEST_CALLS = 300;
const NEWEST_MAILS = 50;

/** The gateways beyond our own ledgers that the store takes payments through, and its mail server. */
export async function listConnectors(scope: QueryScope): Promise<Connector[]> {
  const rows = await readRows<{ name: Connector["name"]; at: Date | null; answered_at: Date | null }>(
    scope,
    `WITH newest AS (
       SELECT gateway, status, coalesce(started_at, requested_at) AS at, finished_at FROM attempts WHERE store_id = $1 ORDER BY id DESC LIMIT ${NEWEST_CALLS}
     ), mailed AS (
       SELECT status, created_at, started_at, sent_at, attempt_count FROM mails WHERE store_id = $1 ORDER BY id DESC LIMIT ${NEWEST_MAILS}
     )
     SELECT g.gateway AS name, newest.at, CASE WHEN newest.status IN ('succeeded','declined','rejected') THEN newest.finished_at END AS answered_at
     FROM (SELECT DISTINCT gateway FROM payment_types WHERE store_id = $1 AND is_enabled AND gateway IN ('stripe','paypal')) g
       LEFT JOIN newest ON newest.gateway = g.gateway AND newest.status <> 'pending'
     UNION ALL
     SELECT 'mail', mailed.at, mailed.answered_at FROM (SELECT 1) one LEFT JOIN (
       SELECT coalesce(started_at, created_at) AS at, sent_at AS answered_at FROM mailed
       WHERE status = 'sent' OR (status IN ('requested','failed') AND attempt_count > 0)
     ) mailed ON TRUE ORDER BY name DESC`,
    [scope.storeId],
  );
  return [...new Set(rows.map(({ name }) => name))].map((name) => {
    const calls = rows.flatMap((row): RecordedCall[] =>
      row.name !== name || row.at === null
        ? []
        : [{ at: toInstant(row.at.getTime()), answeredAt: row.answered_at && toInstant(row.answered_at.getTime()) }],
    );
    return {
      name,
      health: connectorHealth(calls, scope.now),
      waiting: calls.filter(({ answeredAt }) => answeredAt === null).length,
    };
  });
}
