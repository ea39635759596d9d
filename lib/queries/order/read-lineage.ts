import { type QueryScope, readRows } from "../query-scope";

/** One order of a lineage with all that a comparison needs. Amounts in JSON are text of minor units. */
export type LineageRow = {
  order_number: string;
  status: string;
  currency: string;
  placed_at: Date;
  /** 0 is the order asked about, negative what came before it, positive what replaced it. */
  place: number;
  is_complete: boolean | null;
  /** Why the order before it was asked about, as the store names it. */
  reason: string | null;
  settings: unknown;
  revision: number;
  /** The version that its customer agreed to, and that an order which took over took over with. */
  agreed_revision: number;
  /** A higher price makes a new order: the store wants it so, and nothing has shipped. */
  gives_way: boolean;
  lines: LineageLine[];
  methods: LineageMethod[];
};

export type LineageLine = {
  revision: number;
  lineNo: number;
  sku: string;
  name: string;
  quantity: number;
  unitPrice: string;
  tax: string;
  shipping: string;
  shippingTax: string;
  adjustment: string;
  tradingAgreement: string | null;
};

export type LineageMethod = {
  kind: string;
  gateway: string;
  token: string | null;
  brand: string | null;
  last4: string | null;
  amount: string;
};

/** Links make no ring, but a reading ends even where one was written by hand. */
const FARTHEST = 100;

/** An order and all that it replaced or was replaced by, oldest first, with lines and ways to pay: one statement, of one store (H17). */
export function readLineage(scope: QueryScope, orderNumber: string): Promise<LineageRow[]> {
  return readRows(
    scope,
    `WITH RECURSIVE this AS (
       SELECT id FROM orders WHERE store_id = $1 AND order_number = $2
     ), behind AS (
       SELECT id, 0 AS place FROM this
       UNION ALL
       SELECT l.predecessor_id, b.place - 1 FROM order_links l JOIN behind b ON l.successor_id = b.id WHERE l.store_id = $1 AND b.place > -$3::int
     ), ahead AS (
       SELECT id, 0 AS place FROM this
       UNION ALL
       SELECT l.successor_id, a.place + 1 FROM order_links l JOIN ahead a ON l.predecessor_id = a.id WHERE l.store_id = $1 AND a.place < $3::int
     ), chain AS (SELECT * FROM behind UNION SELECT * FROM ahead)
     SELECT o.order_number, o.status, o.currency, o.placed_at, chain.place, l.status = 'complete' AS is_complete, l.reason, s.settings,
       o.revision, coalesce(o.approved_revision, o.revision) AS agreed_revision, goods.lines, pay.methods,
       s.price_rise_policy = 'replace' AND NOT EXISTS (
         SELECT 1 FROM releases r WHERE r.store_id = o.store_id AND r.order_id = o.id AND r.status = 'shipped') AS gives_way
     FROM chain JOIN orders o ON o.store_id = $1 AND o.id = chain.id
     JOIN stores s ON s.id = o.store_id
     LEFT JOIN order_links l ON l.store_id = o.store_id AND l.successor_id = o.id
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('revision', x.revision, 'lineNo', x.line_no, 'sku', x.sku, 'name', x.name, 'quantity', x.quantity,
         'unitPrice', x.unit_price_minor::text, 'tax', x.tax_minor::text, 'shipping', x.shipping_minor::text, 'shippingTax', x.shipping_tax_minor::text,
         'adjustment', x.adjustment_minor::text, 'tradingAgreement', x.trading_agreement) ORDER BY x.revision, x.line_no), '[]') AS lines
       FROM order_lines x
       WHERE x.store_id = o.store_id AND x.order_id = o.id AND x.revision IN (o.revision, coalesce(o.approved_revision, o.revision))
     ) goods
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'gateway', m.gateway, 'token', m.token, 'brand', m.brand, 'last4', m.last4,
         'amount', held.amount::text) ORDER BY m.sequence), '[]') AS methods
       FROM order_payment_methods m CROSS JOIN LATERAL (
         SELECT coalesce(sum(z.amount_minor), 0)::bigint AS amount FROM authorizations z
         WHERE z.store_id = m.store_id AND z.payment_method_id = m.id
           AND z.status IN ('authorized','void_requested','void_unconfirmed','voided','expired','captured')
           AND NOT EXISTS (SELECT 1 FROM authorizations n WHERE n.store_id = z.store_id AND n.replaces_id = z.id AND n.authorized_at IS NOT NULL)
       ) held
       WHERE m.store_id = o.store_id AND m.order_id = o.id
     ) pay
     ORDER BY chain.place`,
    [scope.storeId, orderNumber, FARTHEST],
  );
}
