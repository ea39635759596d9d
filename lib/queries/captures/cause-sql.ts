import { type CaptureCause, captureCauseOf } from "@/lib/format/capture-cause";

/**
 * The group of a failed invoice, in SQL; aliases: `w` its worklist row, `i` the invoice, and `o` its order where nothing else says whether it is stopped for
 * fraud. The table is lib/format/capture-cause.ts.
 */
export function causeSql(isFraudStopped = "o.is_fraud_stopped"): string {
  const byCause = new Map<CaptureCause, string[]>();
  for (const [reason, cause] of Object.entries(captureCauseOf)) {
    byCause.set(cause, [...(byCause.get(cause) ?? []), reason]);
  }
  const cases = [...byCause].map(
    ([cause, reasons]) => `WHEN i.last_reason IN (${reasons.map((reason) => `'${reason}'`).join(",")}) THEN '${cause}'`,
  );
  return `(CASE WHEN ${isFraudStopped} THEN 'fraud' WHEN w.list = 'unconfirmed' THEN 'no_answer' ${cases.join(" ")} ELSE 'unknown' END)`;
}

/** The two lists that the workbench joins: failed invoices, and invoices whose capture has no answer. */
export const failedCaptureLists = ["failed-captures", "unconfirmed"] as const;

/** Rows of one of them. Asked one by one, each list is walked in its index; `store` is a placeholder. */
export function failedCapturesFrom(store: string, list: (typeof failedCaptureLists)[number]): string {
  const invoice =
    list === "failed-captures"
      ? "JOIN invoices i ON i.store_id = w.store_id AND i.id = w.subject"
      : `JOIN attempts unanswered ON unanswered.store_id = w.store_id AND unanswered.id = w.subject
    JOIN invoices i ON i.store_id = w.store_id AND i.id = unanswered.invoice_id`;
  return `worklist_items w
    JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
    ${invoice}
    WHERE w.store_id = ${store} AND w.list = '${list}' AND w.closed_at IS NULL`;
}
