import { type Money, money } from "@/lib/payments/money";
import { type OwnStatusValue, ownStatusesColumn } from "../status-fields/own-status";
import { isoOrNull } from "./iso-or-null";

/** One order as lists and the answers to commands show it. */
export type ApiOrderRow = {
  orderNumber: string;
  account: { externalId: string; name: string };
  source: string;
  reference: string | null;
  status: string;
  captureStatus: string;
  isFraudStopped: boolean;
  total: Money;
  approvedTotal: Money | null;
  captured: Money;
  refunded: Money;
  reasons: string[];
  ownStatuses: OwnStatusValue[];
  placedAt: string;
  promisedShipDate: string | null;
  confirmedAt: string | null;
  shippedAt: string | null;
  cancelledAt: string | null;
  updatedAt: string;
  version: number;
};

export type OrderRowJson = {
  id: string;
  order_number: string;
  external_id: string;
  account_name: string;
  source: string;
  reference: string | null;
  status: string;
  capture_status: string;
  is_fraud_stopped: boolean;
  currency: string;
  total_minor: bigint;
  approved_total_minor: bigint | null;
  captured_minor: bigint;
  refunded_minor: bigint;
  reasons: string[];
  own_statuses: OwnStatusValue[];
  placed_at: Date;
  promised_ship_at: Date | null;
  confirmed_at: Date | null;
  shipped_at: Date | null;
  cancelled_at: Date | null;
  updated_at: Date;
  version: number;
};

/** Of the order `o` and its account `a`. */
export const orderRowColumns = `o.id, o.order_number, a.external_id, a.name AS account_name, o.source, o.reference, o.status, o.capture_status,
  o.is_fraud_stopped, o.currency, o.total_minor, o.approved_total_minor, o.captured_minor, o.refunded_minor, o.placed_at, o.promised_ship_at,
  o.confirmed_at, o.shipped_at, o.cancelled_at, o.updated_at, o.version,
  ARRAY(SELECT DISTINCT w.reason FROM worklist_items w
        WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.closed_at IS NULL AND w.list <> 'connector-failures' ORDER BY w.reason) AS reasons,
  ${ownStatusesColumn} AS own_statuses`;

export function toApiOrderRow(row: OrderRowJson): ApiOrderRow {
  return {
    orderNumber: row.order_number,
    account: { externalId: row.external_id, name: row.account_name },
    source: row.source,
    reference: row.reference,
    status: row.status,
    captureStatus: row.capture_status,
    isFraudStopped: row.is_fraud_stopped,
    total: money(row.total_minor, row.currency),
    approvedTotal: row.approved_total_minor === null ? null : money(row.approved_total_minor, row.currency),
    captured: money(row.captured_minor, row.currency),
    refunded: money(row.refunded_minor, row.currency),
    reasons: row.reasons,
    ownStatuses: row.own_statuses,
    placedAt: row.placed_at.toISOString(),
    promisedShipDate: isoOrNull(row.promised_ship_at),
    confirmedAt: isoOrNull(row.confirmed_at),
    shippedAt: isoOrNull(row.shipped_at),
    cancelledAt: isoOrNull(row.cancelled_at),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}
