/**
 * The newest request of an order (store, order) of which its customer may have heard: one that was taken back unsent, in favour of the one before it, comes last.
 */
export const newestRequestSql = `SELECT * FROM approval_requests WHERE store_id = $1 AND order_id = $2
  ORDER BY (status = 'withdrawn' AND replaced_by_id IS NOT NULL), requested_at DESC, id DESC LIMIT 1`;
