const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::int8`;

/** `DisputeFacts` of the dispute `d` about the capture `c` of the order `o` of the account `a`. */
export const disputeFactsSql = `json_build_object(
  'orderNumber', o.order_number, 'placedAt', ${ms("o.placed_at")}, 'totalMinor', o.total_minor::text, 'currency', o.currency,
  'customerName', a.name, 'customerEmail', a.email,
  'items', (SELECT coalesce(string_agg(l.quantity || ' x ' || l.name, ', ' ORDER BY l.line_no), '') FROM order_lines l
    WHERE l.store_id = o.store_id AND l.order_id = o.id AND l.revision = o.revision),
  'approvals', (SELECT coalesce(json_agg(json_build_object('amountMinor', r.amount_minor::text, 'at', ${ms("r.decided_at")}) ORDER BY r.decided_at), '[]')
    FROM approval_requests r WHERE r.store_id = o.store_id AND (r.order_id = o.id OR r.successor_id = o.id) AND r.status = 'approved' AND r.decided_at IS NOT NULL),
  'shipments', (SELECT coalesce(json_agg(json_build_object('at', ${ms("s.shipped_at")}, 'carrier', s.carrier, 'trackingNumber', s.tracking_number) ORDER BY s.shipped_at), '[]')
    FROM releases s WHERE s.store_id = o.store_id AND s.order_id = o.id AND s.shipped_at IS NOT NULL),
  'capturedMinor', c.amount_minor::text, 'capturedAt', ${ms("c.captured_at")}, 'refundedBeforeMinor', d.refunded_before_minor::text)`;
