/**
 * What became of a row that was asked for, as its own attempts and mail say: an item is the alias of `bulk_job_items`. A gateway without an
 * answer is neither done nor failed.
 */
export function failedItemSql(item: string): string {
  return `(${attemptIs(item, "IN ('declined','rejected','not_sent')")} OR ${mailIs(item, "IN ('failed','refused','dropped')")})`;
}

/** A row whose outcome is still to come: a call without a definite answer, or a mail that has not left. */
export function openItemSql(item: string): string {
  return `(NOT ${failedItemSql(item)} AND (${attemptIs(item, "NOT IN ('succeeded','declined','rejected','not_sent')")} OR ${mailIs(item, "= 'requested'")}))`;
}

function attemptIs(item: string, test: string): string {
  return `EXISTS (SELECT 1 FROM attempts a WHERE a.store_id = ${item}.store_id AND a.id = ANY(${item}.attempt_ids) AND a.status ${test})`;
}

function mailIs(item: string, test: string): string {
  return `EXISTS (SELECT 1 FROM mails m WHERE m.store_id = ${item}.store_id AND m.approval_request_id = ${item}.approval_request_id AND m.kind = 'approval_request' AND m.status ${test})`;
}
