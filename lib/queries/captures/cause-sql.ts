import { type CaptureCause, captureCauseOf } from "@/lib/format/capture-cause";

/** The group of a failed invoice, in SQL; aliases: `w` its worklist row, `o` its order, `i` the invoice. The table is lib/format/capture-cause.ts. */
export function causeSql(): string {
  const byCause = new Map<CaptureCause, string[]>();
  for (const [reason, cause] of Object.entries(captureCauseOf)) {
    byCause.set(cause, [...(byCause.get(cause) ?? []), reason]);
  }
  const cases = [...byCause].map(
    ([cause, reasons]) => `WHEN i.last_reason IN (${reasons.map((reason) => `'${reason}'`).join(",")}) THEN '${cause}'`,
  );
  return `(CASE WHEN o.is_fraud_stopped THEN 'fraud' WHEN w.list = 'unconfirmed' THEN 'no_answer' ${cases.join(" ")} ELSE 'unknown' END)`;
}

/** Rows of the workbench: failed invoices, and invoices whose capture has no answer. `store` is a placeholder. */
export function failedCapturesFrom(store: string): string {
  return `worklist_items w
    JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
    LEFT JOIN attempts open_attempt ON w.list = 'unconfirmed' AND open_attempt.store_id = w.store_id AND open_attempt.id = w.subject
    JOIN invoices i ON i.store_id = w.store_id AND i.id = CASE w.list WHEN 'unconfirmed' THEN open_attempt.invoice_id ELSE w.subject END
    WHERE w.store_id = ${store} AND w.list IN ('failed-captures', 'unconfirmed') AND w.closed_at IS NULL`;
}
