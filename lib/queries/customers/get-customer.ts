import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { relationshipText, toneText } from "@/lib/format/customer-words";
import { initialsOf } from "@/lib/format/initials";
import { methodLabel } from "@/lib/format/method-label";
import { maskEmail } from "@/lib/payments/approval";
import { toInstant } from "@/lib/payments/instant";
import { type QueryScope, readRows } from "../query-scope";

export type CustomerRecord = {
  id: string;
  name: string;
  initials: string;
  externalId: string;
  /** First letter and domain: enough to tell addresses apart. */
  email: string | null;
  phone: string | null;
  city: string | null;
  locale: string;
  timeZone: string;
  relationship: string;
  tone: { label: string; why: string };
  /** What the open orders still wait for, per currency. */
  owes: AmountView[];
  /** Captured in the last twelve months, per currency. */
  paidInYear: AmountView[];
  openOrders: number;
  orders: number;
  failedBefore: number;
  linksSent: number;
  linksApproved: number;
  savedMethods: { id: string; label: string; expiry: string | null }[];
};

/** One customer with what they owe, paid, missed and answered (F05 to F09); null where the store has no such customer. */
export async function getCustomer(scope: QueryScope, accountId: string): Promise<CustomerRecord | null> {
  const [row] = await readRows<CustomerJson>(scope, customerSql, [scope.storeId, accountId, new Date(scope.now)]);
  if (!row) return null;
  const since = row.customer_since === null ? null : toInstant(row.customer_since.getTime());
  return {
    id: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    externalId: row.external_id,
    email: row.email === null ? null : maskEmail(row.email),
    phone: row.phone,
    city: row.city,
    locale: row.locale,
    timeZone: row.time_zone,
    relationship: relationshipText(since, scope.now, row.orders),
    tone: toneText(since, scope.now, row.failed_before),
    owes: row.owes.map(toSum),
    paidInYear: row.paid.map(toSum),
    openOrders: row.open_orders,
    orders: row.orders,
    failedBefore: row.failed_before,
    linksSent: row.links_sent,
    linksApproved: row.links_approved,
    savedMethods: row.methods.map((method) => ({
      id: method.id,
      label: methodLabel(method),
      expiry:
        method.month && method.year
          ? `${String(method.month).padStart(2, "0")}/${String(method.year).slice(-2)}`
          : null,
    })),
  };
}

type SumJson = [string, string];
type CustomerJson = {
  id: string;
  name: string;
  external_id: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  locale: string;
  time_zone: string;
  customer_since: Date | null;
  owes: SumJson[];
  paid: SumJson[];
  open_orders: number;
  orders: number;
  failed_before: number;
  links_sent: number;
  links_approved: number;
  methods: {
    id: string;
    kind: string;
    brand: string | null;
    last4: string | null;
    month: number | null;
    year: number | null;
  }[];
};

function toSum([currency, minor]: SumJson): AmountView {
  return minorToAmountView(BigInt(minor), currency);
}

const sums = (from: string) =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_array(currency, minor::text) ORDER BY currency), '[]') FROM (${from}) sums)`;

const customerSql = `
WITH own AS (SELECT o.* FROM orders o WHERE o.store_id = $1 AND o.account_id = $2)
SELECT a.id, a.name, a.external_id, a.email, a.phone, a.city, a.locale, a.time_zone, a.customer_since,
  ${sums(`SELECT w.currency, sum(w.amount_minor)::int8 AS minor FROM (
    SELECT DISTINCT ON (w.order_id) w.currency, w.amount_minor FROM worklist_items w JOIN own ON own.id = w.order_id
    WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL ORDER BY w.order_id, w.amount_minor DESC) w GROUP BY w.currency`)} AS owes,
  ${sums(`SELECT c.currency, sum(c.amount_minor - c.refunded_minor)::int8 AS minor FROM captures c JOIN own ON own.id = c.order_id
    WHERE c.store_id = $1 AND c.status = 'captured' AND c.captured_at >= $3::timestamptz - interval '1 year' GROUP BY c.currency`)} AS paid,
  (SELECT count(*)::int FROM own WHERE status IN ('draft','proposed','confirmed','shipped')) AS open_orders,
  (SELECT count(*)::int FROM own) AS orders,
  (SELECT count(DISTINCT w.order_id)::int FROM worklist_items w JOIN own ON own.id = w.order_id WHERE w.store_id = $1 AND w.list = 'unpaid'
     AND w.reason IN ('capture_failed','authorization_declined','authorization_expired','approval_payment_failed')) AS failed_before,
  (SELECT count(*)::int FROM approval_requests r JOIN own ON own.id = r.order_id WHERE r.store_id = $1) AS links_sent,
  (SELECT count(*)::int FROM approval_requests r JOIN own ON own.id = r.order_id WHERE r.store_id = $1 AND r.status = 'approved') AS links_approved,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'brand', m.brand, 'last4', m.last4, 'month', m.expiry_month, 'year', m.expiry_year)
     ORDER BY m.created_at, m.id), '[]') FROM saved_payment_methods m WHERE m.store_id = $1 AND m.account_id = $2 AND m.is_active) AS methods
FROM accounts a WHERE a.store_id = $1 AND a.id = $2`;
