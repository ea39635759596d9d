-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stores" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "support_phone" TEXT NOT NULL,
    "support_email" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "currency" CHAR(3) NOT NULL,
    "price_rise_policy" TEXT NOT NULL DEFAULT 'replace',
    "successor_numbering" TEXT NOT NULL DEFAULT 'suffix',
    "next_order_number" BIGINT NOT NULL DEFAULT 1,
    "next_invoice_number" BIGINT NOT NULL DEFAULT 1,
    "expiring_soon_hours" INTEGER NOT NULL DEFAULT 72,
    "approval_link_hours" INTEGER NOT NULL DEFAULT 168,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_types" (
    "store_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "charge_sequence" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "capture_means" TEXT NOT NULL DEFAULT 'settles_at_once',
    "default_limit_minor" BIGINT,

    CONSTRAINT "payment_types_pkey" PRIMARY KEY ("store_id","kind")
);

-- CreateTable
CREATE TABLE "authorization_windows" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gateway" TEXT,
    "method_kind" TEXT,
    "brand" TEXT,
    "initiator" TEXT,
    "validity_hours" INTEGER NOT NULL,
    "honour_hours" INTEGER,
    "source" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "authorization_windows_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "staff_users" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "theme" TEXT NOT NULL DEFAULT 'system',
    "density" TEXT NOT NULL DEFAULT 'comfy',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_users_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "staff_sessions" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_sessions_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "rate_counters" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "store_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("store_id","api_key_id","key")
);

-- CreateTable
CREATE TABLE "accounts" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "contact_email" TEXT,
    "phone" TEXT,
    "city" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "customer_since" TIMESTAMPTZ(3),
    "credit_limit_minor" BIGINT,
    "credit_currency" CHAR(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "saved_payment_methods" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "customer_token" TEXT,
    "brand" TEXT,
    "last4" TEXT,
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "fingerprint" TEXT,
    "label" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_payment_methods_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "house_balances" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" TEXT,
    "token" TEXT NOT NULL,
    "last4" TEXT,
    "currency" CHAR(3) NOT NULL,
    "limit_minor" BIGINT NOT NULL DEFAULT 0,
    "balance_minor" BIGINT NOT NULL DEFAULT 0,
    "held_minor" BIGINT NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "house_balances_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "orders" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_number" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "reference" TEXT,
    "status" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "approved_total_minor" BIGINT,
    "captured_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "capture_status" TEXT NOT NULL DEFAULT 'none',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "approved_revision" INTEGER,
    "is_fraud_stopped" BOOLEAN NOT NULL DEFAULT false,
    "fraud_reason" TEXT,
    "is_manual_only" BOOLEAN NOT NULL DEFAULT false,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "promised_ship_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "confirm_requested_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "owner_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order_revisions" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_revisions_pkey" PRIMARY KEY ("store_id","order_id","revision")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "shipping_tax_minor" BIGINT NOT NULL,
    "adjustment_minor" BIGINT NOT NULL,
    "trading_agreement" TEXT,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("store_id","order_id","revision","line_no")
);

-- CreateTable
CREATE TABLE "order_promotions" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "adjustment_minor" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_promotions_pkey" PRIMARY KEY ("store_id","order_id","code")
);

-- CreateTable
CREATE TABLE "order_links" (
    "store_id" TEXT NOT NULL,
    "predecessor_id" TEXT NOT NULL,
    "successor_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "difference_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "approval_request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_links_pkey" PRIMARY KEY ("store_id","predecessor_id")
);

-- CreateTable
CREATE TABLE "releases" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "release_no" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "carrier" TEXT,
    "tracking_number" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "shipped_at" TIMESTAMPTZ(3),
    "capture_date" TIMESTAMPTZ(3),

    CONSTRAINT "releases_pkey" PRIMARY KEY ("store_id","order_id","release_no")
);

-- CreateTable
CREATE TABLE "release_lines" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "release_no" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "release_lines_pkey" PRIMARY KEY ("store_id","order_id","release_no","line_no")
);

-- CreateTable
CREATE TABLE "invoices" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_number" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "release_no" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "captured_minor" BIGINT NOT NULL DEFAULT 0,
    "reserved_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "last_reason" TEXT,
    "last_raw_code" TEXT,
    "last_raw_message" TEXT,
    "last_failed_at" TIMESTAMPTZ(3),
    "next_step" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "capture_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order_payment_methods" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "token" TEXT,
    "customer_token" TEXT,
    "brand" TEXT,
    "last4" TEXT,
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "fingerprint" TEXT,
    "saved_method_id" TEXT,
    "limit_minor" BIGINT,
    "fixed_minor" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "suspended_by" TEXT,
    "last_reason" TEXT,
    "last_raw_code" TEXT,
    "last_failed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_payment_methods_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "authorizations" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "payment_method_id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "initiator" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "captured_minor" BIGINT NOT NULL DEFAULT 0,
    "reserved_minor" BIGINT NOT NULL DEFAULT 0,
    "allowance_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "authorized_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "expiry_source" TEXT,
    "guaranteed_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "replaces_id" TEXT,
    "hosted_session_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "authorizations_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "captures" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "authorization_id" TEXT NOT NULL,
    "payment_method_id" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "refund_reserved_minor" BIGINT NOT NULL DEFAULT 0,
    "disputed_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "captured_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "captures_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "capture_id" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "return_id" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "refunded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "disputes" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "capture_id" TEXT NOT NULL,
    "gateway_reference" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "obligation" TEXT NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payment_method_id" TEXT,
    "authorization_id" TEXT,
    "capture_id" TEXT,
    "invoice_id" TEXT,
    "refund_id" TEXT,
    "approval_request_id" TEXT,
    "hosted_session_id" TEXT,
    "request" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "lease_no" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "enquiry_count" INTEGER NOT NULL DEFAULT 0,
    "next_enquiry_at" TIMESTAMPTZ(3),
    "gateway_reference" TEXT,
    "reason" TEXT,
    "raw_code" TEXT,
    "raw_message" TEXT,
    "network_code" TEXT,
    "gateway_request_id" TEXT,
    "http_status" INTEGER,
    "fingerprint" TEXT,
    "next_step" TEXT,
    "is_manual" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "hosted_sessions" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "approval_request_id" TEXT,
    "payment_method_id" TEXT,
    "authorization_id" TEXT,
    "gateway" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "url" TEXT,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "hosted_sessions_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "store_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "unapplied_money" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT,
    "capture_id" TEXT,
    "authorization_id" TEXT,
    "gateway" TEXT NOT NULL,
    "gateway_reference" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "unapplied_money_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "batches" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "batch_number" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL DEFAULT 0,
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "batch_items" (
    "store_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "capture_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "batch_items_pkey" PRIMARY KEY ("store_id","batch_id","capture_id")
);

-- CreateTable
CREATE TABLE "trading_agreement_amounts" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_no" INTEGER,
    "agreement" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "store_amount_minor" BIGINT NOT NULL,
    "store_currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trading_agreement_amounts_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "returns" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "return_number" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "transferred_out_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "returns_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "return_lines" (
    "store_id" TEXT NOT NULL,
    "return_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "received_quantity" INTEGER NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "return_lines_pkey" PRIMARY KEY ("store_id","return_id","line_no")
);

-- CreateTable
CREATE TABLE "exchanges" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "return_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "transferred_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchanges_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "approval_requests" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "previous_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_salt" TEXT NOT NULL,
    "short_code" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "failure_reason" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "reminders_left" INTEGER NOT NULL DEFAULT 0,
    "estimated_delivery_at" TIMESTAMPTZ(3),
    "customer_note" TEXT,
    "failure_count" INTEGER NOT NULL DEFAULT 0,
    "replaced_by_id" TEXT,
    "successor_id" TEXT,
    "correlation_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "approval_requests_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "mails" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT,
    "approval_request_id" TEXT,
    "kind" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "status" TEXT NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "worklist_items" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3),
    "next_step" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "owner_id" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worklist_items_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order_claims" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "lease_no" INTEGER NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_claims_pkey" PRIMARY KEY ("store_id","order_id")
);

-- CreateTable
CREATE TABLE "notes" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "events" (
    "store_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "order_id" TEXT,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("store_id","seq")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "store_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "order_id" TEXT,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "address" TEXT,
    "correlation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "screen" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "sharing" TEXT NOT NULL DEFAULT 'private',
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "bulk_job_items" (
    "store_id" TEXT NOT NULL,
    "bulk_job_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "order_number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_job_items_pkey" PRIMARY KEY ("store_id","bulk_job_id","subject_id")
);

-- CreateTable
CREATE TABLE "rule_sets" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version_no" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "author_id" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_sets_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "gateway_notifications" (
    "store_id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "result" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "gateway_notifications_pkey" PRIMARY KEY ("store_id","gateway","event_id")
);

-- CreateTable
CREATE TABLE "outbox_messages" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "version_no" INTEGER NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_try_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_messages_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "import_runs" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "order_count" INTEGER NOT NULL DEFAULT 0,
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_runs_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "worker_beats" (
    "worker_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_users_email_key" ON "staff_users"("email");

-- CreateIndex
CREATE INDEX "staff_sessions_store_id_user_id_idx" ON "staff_sessions"("store_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_sessions_id_key" ON "staff_sessions"("id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "accounts_store_id_email_idx" ON "accounts"("store_id", "email");

-- CreateIndex
CREATE INDEX "accounts_store_id_name_idx" ON "accounts"("store_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_store_id_external_id_key" ON "accounts"("store_id", "external_id");

-- CreateIndex
CREATE INDEX "saved_payment_methods_store_id_last4_idx" ON "saved_payment_methods"("store_id", "last4");

-- CreateIndex
CREATE UNIQUE INDEX "saved_payment_methods_store_id_account_id_gateway_token_key" ON "saved_payment_methods"("store_id", "account_id", "gateway", "token");

-- CreateIndex
CREATE UNIQUE INDEX "house_balances_store_id_kind_token_key" ON "house_balances"("store_id", "kind", "token");

-- CreateIndex
CREATE INDEX "orders_store_id_account_id_placed_at_idx" ON "orders"("store_id", "account_id", "placed_at" DESC);

-- CreateIndex
CREATE INDEX "orders_store_id_placed_at_id_idx" ON "orders"("store_id", "placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "orders_store_id_status_placed_at_id_idx" ON "orders"("store_id", "status", "placed_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_store_id_order_number_key" ON "orders"("store_id", "order_number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_store_id_id_currency_key" ON "orders"("store_id", "id", "currency");

-- CreateIndex
CREATE INDEX "order_links_store_id_completed_at_idx" ON "order_links"("store_id", "completed_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_links_store_id_successor_id_key" ON "order_links"("store_id", "successor_id");

-- CreateIndex
CREATE INDEX "invoices_store_id_order_id_idx" ON "invoices"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_store_id_invoice_number_key" ON "invoices"("store_id", "invoice_number");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_store_id_order_id_release_no_key" ON "invoices"("store_id", "order_id", "release_no");

-- CreateIndex
CREATE INDEX "order_payment_methods_store_id_last4_idx" ON "order_payment_methods"("store_id", "last4");

-- CreateIndex
CREATE UNIQUE INDEX "order_payment_methods_store_id_order_id_sequence_key" ON "order_payment_methods"("store_id", "order_id", "sequence");

-- CreateIndex
CREATE INDEX "authorizations_store_id_order_id_idx" ON "authorizations"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "authorizations_store_id_gateway_gateway_reference_idx" ON "authorizations"("store_id", "gateway", "gateway_reference");

-- CreateIndex
CREATE INDEX "captures_store_id_order_id_idx" ON "captures"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "captures_store_id_invoice_id_idx" ON "captures"("store_id", "invoice_id");

-- CreateIndex
CREATE INDEX "captures_store_id_gateway_reference_idx" ON "captures"("store_id", "gateway_reference");

-- CreateIndex
CREATE INDEX "refunds_store_id_order_id_idx" ON "refunds"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "disputes_store_id_order_id_idx" ON "disputes"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "disputes_store_id_gateway_reference_key" ON "disputes"("store_id", "gateway_reference");

-- CreateIndex
CREATE INDEX "attempts_store_id_order_id_requested_at_idx" ON "attempts"("store_id", "order_id", "requested_at");

-- CreateIndex
CREATE INDEX "attempts_store_id_operation_id_idx" ON "attempts"("store_id", "operation_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempts_store_id_idempotency_key_key" ON "attempts"("store_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "hosted_sessions_store_id_order_id_idx" ON "hosted_sessions"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "hosted_sessions_store_id_gateway_gateway_reference_idx" ON "hosted_sessions"("store_id", "gateway", "gateway_reference");

-- CreateIndex
CREATE INDEX "ledger_entries_store_id_order_id_idx" ON "ledger_entries"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "ledger_entries_store_id_transaction_id_idx" ON "ledger_entries"("store_id", "transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "batches_store_id_batch_number_key" ON "batches"("store_id", "batch_number");

-- CreateIndex
CREATE UNIQUE INDEX "batch_items_store_id_capture_id_key" ON "batch_items"("store_id", "capture_id");

-- CreateIndex
CREATE INDEX "trading_agreement_amounts_store_id_order_id_idx" ON "trading_agreement_amounts"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "returns_store_id_order_id_idx" ON "returns"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "returns_store_id_return_number_key" ON "returns"("store_id", "return_number");

-- CreateIndex
CREATE UNIQUE INDEX "exchanges_store_id_order_id_key" ON "exchanges"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_requests_token_hash_key" ON "approval_requests"("token_hash");

-- CreateIndex
CREATE INDEX "approval_requests_store_id_order_id_requested_at_idx" ON "approval_requests"("store_id", "order_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "mails_store_id_order_id_idx" ON "mails"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "mails_store_id_message_id_key" ON "mails"("store_id", "message_id");

-- CreateIndex
CREATE INDEX "worklist_items_store_id_order_id_idx" ON "worklist_items"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "notes_store_id_order_id_created_at_idx" ON "notes"("store_id", "order_id", "created_at");

-- CreateIndex
CREATE INDEX "events_store_id_order_id_seq_idx" ON "events"("store_id", "order_id", "seq");

-- CreateIndex
CREATE INDEX "audit_log_store_id_order_id_idx" ON "audit_log"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "audit_log_store_id_created_at_idx" ON "audit_log"("store_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "rule_sets_store_id_name_version_no_key" ON "rule_sets"("store_id", "name", "version_no");

-- CreateIndex
CREATE INDEX "gateway_notifications_store_id_received_at_idx" ON "gateway_notifications"("store_id", "received_at");

-- CreateIndex
CREATE INDEX "outbox_messages_store_id_subject_id_idx" ON "outbox_messages"("store_id", "subject_id");

-- AddForeignKey
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_store_id_user_id_fkey" FOREIGN KEY ("store_id", "user_id") REFERENCES "staff_users"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_payment_methods" ADD CONSTRAINT "saved_payment_methods_store_id_account_id_fkey" FOREIGN KEY ("store_id", "account_id") REFERENCES "accounts"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_store_id_account_id_fkey" FOREIGN KEY ("store_id", "account_id") REFERENCES "accounts"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_revisions" ADD CONSTRAINT "order_revisions_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_promotions" ADD CONSTRAINT "order_promotions_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_links" ADD CONSTRAINT "order_links_store_id_predecessor_id_fkey" FOREIGN KEY ("store_id", "predecessor_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_links" ADD CONSTRAINT "order_links_store_id_successor_id_fkey" FOREIGN KEY ("store_id", "successor_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_lines" ADD CONSTRAINT "release_lines_store_id_order_id_release_no_fkey" FOREIGN KEY ("store_id", "order_id", "release_no") REFERENCES "releases"("store_id", "order_id", "release_no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_payment_methods" ADD CONSTRAINT "order_payment_methods_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorizations" ADD CONSTRAINT "authorizations_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorizations" ADD CONSTRAINT "authorizations_store_id_payment_method_id_fkey" FOREIGN KEY ("store_id", "payment_method_id") REFERENCES "order_payment_methods"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "captures" ADD CONSTRAINT "captures_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "captures" ADD CONSTRAINT "captures_store_id_invoice_id_fkey" FOREIGN KEY ("store_id", "invoice_id") REFERENCES "invoices"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "captures" ADD CONSTRAINT "captures_store_id_authorization_id_fkey" FOREIGN KEY ("store_id", "authorization_id") REFERENCES "authorizations"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_store_id_capture_id_fkey" FOREIGN KEY ("store_id", "capture_id") REFERENCES "captures"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_items" ADD CONSTRAINT "batch_items_store_id_batch_id_fkey" FOREIGN KEY ("store_id", "batch_id") REFERENCES "batches"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_store_id_return_id_fkey" FOREIGN KEY ("store_id", "return_id") REFERENCES "returns"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worklist_items" ADD CONSTRAINT "worklist_items_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_store_id_bulk_job_id_fkey" FOREIGN KEY ("store_id", "bulk_job_id") REFERENCES "bulk_jobs"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
