import type { Pool } from "pg";
import type { LedgerLine } from "@/lib/sandbox/stripe/ledger";

type Row = Record<string, unknown>;

export type OrderRow = Row & {
  id: string;
  order_number: string;
  status: string;
  currency: string;
  total_minor: bigint;
  approved_total_minor: bigint | null;
  captured_minor: bigint;
  refunded_minor: bigint;
  applied_in_minor: bigint;
  prepaid_minor: bigint;
  refund_failed_minor: bigint;
  spare_minor: bigint;
  is_fraud_stopped: boolean;
};
export type HoldRow = Row & {
  id: string;
  order_id: string;
  gateway: string;
  gateway_reference: string | null;
  payment_method_id: string;
  replaces_id: string | null;
  requested_at: Date;
  authorized_at: Date | null;
  status: string;
  amount_minor: bigint;
  captured_minor: bigint;
  reserved_minor: bigint;
  allowance_minor: bigint;
  currency: string;
  can_capture_again: boolean;
};
export type CaptureRow = Row & {
  id: string;
  order_id: string;
  invoice_id: string | null;
  authorization_id: string;
  status: string;
  amount_minor: bigint;
  refunded_minor: bigint;
  refund_reserved_minor: bigint;
  disputed_minor: bigint;
  applied_minor: bigint;
  currency: string;
  captured_at: Date | null;
};
export type RefundRow = Row & {
  id: string;
  order_id: string;
  capture_id: string;
  status: string;
  amount_minor: bigint;
  currency: string;
};
export type InvoiceRow = Row & {
  id: string;
  order_id: string;
  status: string;
  amount_minor: bigint;
  captured_minor: bigint;
  reserved_minor: bigint;
  currency: string;
  next_attempt_at: Date | null;
};
export type AttemptRow = Row & {
  id: string;
  order_id: string;
  operation_id: string;
  operation: string;
  obligation: string;
  idempotency_key: string;
  status: string;
  amount_minor: bigint;
  payment_method_id: string | null;
  authorization_id: string | null;
  invoice_id: string | null;
  capture_id: string | null;
  reason: string | null;
  requested_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  http_status: number | null;
  actor: string;
};
export type WorklistRow = Row & { order_id: string; list: string; reason: string; subject: string; next_step: string };
export type AuditRow = Row & { action: string; order_id: string | null; actor: string; created_at: Date };

/** A payment in a gateway's own books. `renews`: the payment whose hold it has taken over, where the gateway does that. */
export type BankPayment = Pick<LedgerLine, "id" | "amount" | "held" | "captured" | "refunded" | "metadata"> & {
  readonly renews?: string | null;
};

/** What the gateways themselves have written down. */
export type BankSide = {
  readonly payments: readonly BankPayment[];
  /** What it remembers to have answered under an idempotency key; `undoneMs`: since when nothing of it stands any more, where that is so. */
  readonly answerTo: (
    key: string,
  ) => { readonly status: number; readonly body: string; readonly undoneMs: number | null } | undefined;
  /** Its pages on which a customer can pay. */
  readonly pages: readonly {
    readonly id: string;
    /** The operation that it was opened by, where the gateway says so. */
    readonly operation: string | null;
    readonly status: string;
    readonly amount: number;
    readonly expiresAt: number;
  }[];
  /** Captured money that payers' banks want back. */
  readonly disputes: readonly {
    readonly id: string;
    readonly charge: string;
    readonly status: string;
    /** How often evidence was submitted; undefined at a gateway that takes no answer of ours. */
    readonly submissions?: number | undefined;
  }[];
};

/** Everything that both sides have written down about a life, read once, for the rules to look at. */
export type Books = {
  readonly moment: "soon" | "in the end";
  readonly nowMs: number;
  readonly bank: BankSide;
  readonly payments: readonly BankPayment[];
  readonly orders: readonly OrderRow[];
  readonly holds: readonly HoldRow[];
  readonly captures: readonly CaptureRow[];
  readonly refunds: readonly RefundRow[];
  readonly invoices: readonly InvoiceRow[];
  readonly attempts: readonly AttemptRow[];
  readonly worklist: readonly WorklistRow[];
  readonly audit: readonly AuditRow[];
  readonly links: readonly (Row & {
    predecessor_id: string;
    successor_id: string;
    status: string;
    completed_at: Date | null;
  })[];
  readonly releases: readonly (Row & { order_id: string; release_no: number; status: string; amount_minor: bigint })[];
  readonly entries: readonly (Row & {
    transaction_id: string;
    order_id: string;
    account: string;
    amount_minor: bigint;
    currency: string;
  })[];
  readonly events: readonly (Row & {
    order_id: string | null;
    type: string;
    actor: string;
    data: unknown;
    created_at: Date;
  })[];
  readonly notifications: readonly (Row & {
    event_id: string;
    status: string;
    type: string;
    received_at: Date;
    processed_at: Date | null;
  })[];
  readonly sessions: readonly (Row & {
    id: string;
    order_id: string;
    approval_request_id: string | null;
    gateway_reference: string | null;
    status: string;
    amount_minor: bigint;
  })[];
  readonly approvals: readonly (Row & {
    id: string;
    order_id: string;
    status: string;
    amount_minor: bigint;
    requested_at: Date;
    decided_at: Date | null;
    expires_at: Date;
  })[];
  readonly differences: readonly (Row & {
    kind: string;
    order_id: string | null;
    gateway_reference: string;
    status: string;
  })[];
  /** Of the ledgers that are our own: each hold with the operation that made it. */
  readonly houseHolds: readonly (Row & {
    id: string;
    operation_id: string | null;
    balance_id: string | null;
    amount_minor: bigint;
    taken_minor: bigint;
    released_minor: bigint;
    given_back_minor: bigint;
  })[];
  readonly houseMovements: readonly (Row & { operation_id: string; kind: string; refusal: string | null })[];
  readonly houseBalances: readonly (Row & { id: string; held_minor: bigint })[];
  /** Of ours to disputes; `is_waiting`: a job will send it. */
  readonly answers: readonly (Row & {
    id: string;
    order_id: string;
    gateway_reference: string;
    kind: "evidence" | "accept";
    status: string;
    given_up_at: Date | null;
    ended_at: Date | null;
    is_waiting: boolean;
  })[];
  readonly overrides: readonly (Row & { id: string; order_id: string; status: string; amount_minor: bigint })[];
  readonly disputes: readonly (Row & {
    capture_id: string;
    gateway_reference: string;
    status: string;
    amount_minor: bigint;
  })[];
};

export type Check = (books: Books) => Iterable<string>;

const queries = {
  orders: "SELECT * FROM orders ORDER BY order_number",
  holds: "SELECT * FROM authorizations ORDER BY requested_at, id",
  captures: "SELECT * FROM captures ORDER BY requested_at, id",
  refunds: "SELECT * FROM refunds ORDER BY requested_at, id",
  invoices: "SELECT * FROM invoices ORDER BY invoice_number",
  attempts: "SELECT * FROM attempts ORDER BY requested_at, id",
  worklist: "SELECT * FROM worklist_items WHERE closed_at IS NULL ORDER BY order_id, list, reason",
  audit: "SELECT * FROM audit_log ORDER BY id",
  links: "SELECT * FROM order_links ORDER BY predecessor_id",
  releases: "SELECT * FROM releases ORDER BY order_id, release_no",
  entries: "SELECT * FROM ledger_entries ORDER BY id",
  events: "SELECT * FROM events ORDER BY seq",
  notifications: "SELECT * FROM gateway_notifications ORDER BY received_at, event_id",
  sessions: "SELECT * FROM hosted_sessions ORDER BY created_at, id",
  approvals: "SELECT * FROM approval_requests ORDER BY requested_at, id",
  differences: "SELECT * FROM reconciliation_differences WHERE status = 'open' ORDER BY gateway_reference",
  disputes: "SELECT * FROM disputes ORDER BY id",
  answers: `SELECT a.*, d.gateway_reference, EXISTS (
      SELECT 1 FROM graphile_worker._private_jobs j WHERE j.key = 'dispute-answer:' || a.id AND j.attempts < j.max_attempts) AS is_waiting
    FROM dispute_answers a JOIN disputes d ON d.id = a.dispute_id ORDER BY a.requested_at, a.id`,
  overrides: "SELECT * FROM override_requests ORDER BY id",
  houseHolds: `SELECT h.*, (SELECT m.operation_id FROM house_movements m WHERE m.hold_id = h.id AND m.kind IN ('hold', 'hold_and_take') LIMIT 1) AS operation_id
    FROM house_holds h ORDER BY h.id`,
  houseMovements: "SELECT * FROM house_movements ORDER BY id",
  houseBalances: "SELECT * FROM house_balances ORDER BY id",
} as const;

export async function readBooks(pool: Pool, bank: BankSide, moment: Books["moment"], nowMs: number): Promise<Books> {
  const names = Object.keys(queries) as (keyof typeof queries)[];
  const results = (await pool.query(names.map((name) => queries[name]).join(";"))) as unknown as { rows: Row[] }[];
  const tables = Object.fromEntries(names.map((name, i) => [name, results[i]?.rows ?? []]));
  const books = { ...tables, moment, nowMs, bank } as unknown as Books;
  return { ...books, payments: [...bank.payments, ...books.houseHolds.map(toPayment)] };
}

/** A hold in a ledger of our own, as any gateway would tell of it. */
function toPayment(hold: Books["houseHolds"][number]): BankPayment {
  return {
    id: hold.id,
    amount: Number(hold.amount_minor),
    held: Number(hold.amount_minor - hold.taken_minor - hold.released_minor),
    captured: Number(hold.taken_minor),
    refunded: Number(hold.given_back_minor),
    metadata: hold.operation_id === null ? {} : { operation: hold.operation_id },
  };
}

export function total(rows: readonly { readonly amount_minor: bigint }[]): bigint {
  return rows.reduce((sum, row) => sum + row.amount_minor, 0n);
}

/** Gateway calls of which we do not know the end. */
export function isOpenAttempt({ status }: Pick<AttemptRow, "status">): boolean {
  return status === "requested" || status === "started" || status === "pending" || status === "unconfirmed";
}
