import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { queueGauges, type StateGauge } from "./queue-gauges";
import { askSiblings, onSiblings, tellSiblings } from "./siblings";

/**
 * What Prometheus reads: what all web processes of this machine have counted, and gauges of the house's state, which are asked of the database when
 * somebody asks for them.
 */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  const { counted, state } = house();
  const ofSiblings = await askSiblings(settings().webProcesses - 1);
  const all = AggregatorRegistry.aggregate([await counted.getMetricsAsJSON(), ...(ofSiblings as object[])]);
  return { text: `${await all.metrics()}\n${await state.metrics()}`, contentType: state.contentType };
}

/** Answers the sibling that was asked for the numbers of all. */
export function lendCounts(): void {
  onSiblings("counts wanted", ({ id }) => {
    void house()
      .counted.getMetricsAsJSON()
      .then((counts) => tellSiblings({ paydesk: "counts", id, counts }));
  });
}

export function countRefusedNotification(gateway: string): void {
  house().refusedNotifications.inc({ gateway });
}

export function countHttpRequest(route: string, method: string, status: number, durationMs: number): void {
  const { requests, durations } = house();
  requests.inc({ route, method, status: String(status) });
  durations.observe({ route, method }, durationMs / 1000);
}

type House = {
  readonly counted: Registry;
  readonly state: Registry;
  readonly requests: Counter<"route" | "method" | "status">;
  readonly durations: Histogram<"route" | "method">;
  readonly refusedNotifications: Counter<"gateway">;
};

// Next loads this module once per bundle; the numbers are the process's.
const globalScope = globalThis as typeof globalThis & { paydeskMetrics?: House };

function house(): House {
  globalScope.paydeskMetrics ??= makeHouse();
  return globalScope.paydeskMetrics;
}

function makeHouse(): House {
  const counted = new Registry();
  const state = new Registry();
  const registers = [counted];
  collectDefaultMetrics({ register: counted });
  const requests = new Counter({
    name: "paydesk_http_requests_total",
    help: "Requests answered, by route and status",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "paydesk_http_request_duration_seconds",
    help: "Time from request to answer",
    labelNames: ["route", "method"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusedNotifications = new Counter({
    name: "paydesk_notifications_refused_total",
    help: "Notifications without a valid signature, by the gateway they claimed",
    labelNames: ["gateway"],
    registers,
  });
  for (const { name, help, label, sql } of stateGauges) {
    new Gauge({
      name,
      help,
      labelNames: [...label],
      registers: [state],
      async collect() {
        this.reset();
        const result = await database().pool.query<Record<string, unknown>>(sql);
        for (const row of result.rows) {
          const { value, ...labels } = row;
          this.set(labels as Record<string, string>, Number(value));
        }
      },
    });
  }
  return { counted, state, requests, durations, refusedNotifications };
}

const stateGauges: readonly StateGauge[] = [
  ...queueGauges,
  {
    name: "paydesk_attempts",
    help: "Gateway attempts, by operation and outcome",
    label: ["operation", "outcome"],
    sql: "SELECT operation, status AS outcome, count(*) AS value FROM attempts GROUP BY 1, 2",
  },
  {
    name: "paydesk_worklist_items",
    help: "Open worklist items, by list",
    label: ["list"],
    sql: "SELECT list, count(*) AS value FROM worklist_items WHERE closed_at IS NULL GROUP BY 1",
  },
  {
    name: "paydesk_orders_overdue",
    help: "Orders whose due work has not been carried out yet",
    label: [],
    sql: "SELECT count(*) AS value FROM orders WHERE due_at <= paydesk_now()",
  },
  {
    name: "paydesk_unexplained_differences",
    help: "Open differences between our books and a gateway's, by age: the health number is the one older than 24 hours",
    label: ["gateway", "age"],
    sql: `SELECT gateway, CASE WHEN first_seen_at < paydesk_now() - interval '24 hours' THEN 'over_24h' ELSE 'under_24h' END AS age, count(*) AS value
          FROM reconciliation_differences WHERE status = 'open' GROUP BY 1, 2`,
  },
  {
    name: "paydesk_gateway_notifications",
    help: "Notifications of the last day, by gateway, how we learned of them and what came of them; unknown_type is counted here",
    label: ["gateway", "source", "result"],
    sql: `SELECT gateway, source, coalesce(result, status) AS result, count(*) AS value FROM gateway_notifications
          WHERE received_at > paydesk_now() - interval '1 day' GROUP BY 1, 2, 3`,
  },
  {
    name: "paydesk_notification_age_seconds",
    help: "How long ago a gateway last sent us a notification",
    label: ["gateway"],
    sql: `SELECT gateway, extract(epoch FROM paydesk_now() - max(received_at)) AS value FROM gateway_notifications WHERE source = 'webhook' GROUP BY 1`,
  },
  {
    name: "paydesk_workers",
    help: "Workers that gave a sign of life within half a minute",
    label: [],
    sql: "SELECT count(*) AS value FROM worker_beats WHERE beat_at > clock_timestamp() - interval '30 seconds'",
  },
];
