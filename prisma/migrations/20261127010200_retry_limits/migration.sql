-- CreateTable
CREATE TABLE "retry_limits" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "limit_id" TEXT NOT NULL,
    "most" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retry_limits_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE INDEX "retry_limits_store_id_limit_id_valid_from_idx" ON "retry_limits"("store_id", "limit_id", "valid_from" DESC);

-- The most refused tries that a network allows on that day; where it publishes no number, what the house allows itself. Null for a limit that does not exist.
-- lib/payments/retry-budget.ts says the same with its sources.
CREATE FUNCTION paydesk_retry_ceiling(limit_id text, at timestamptz) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE limit_id
    WHEN 'visa.30d' THEN CASE WHEN at >= timestamptz '2025-05-19 00:00:00+00' THEN 20 ELSE 15 END
    WHEN 'mastercard.24h' THEN 10
    WHEN 'mastercard.30d' THEN 35
    WHEN 'other.30d' THEN 8
  END
$$;

-- A store may allow itself less than its network does, never more, and not from a day that has passed. What it once said stays.
ALTER TABLE retry_limits ADD CONSTRAINT retry_limits_most CHECK (coalesce(most BETWEEN 1 AND paydesk_retry_ceiling(limit_id, valid_from), false));
ALTER TABLE retry_limits ADD CONSTRAINT retry_limits_from CHECK (valid_from >= created_at);
ALTER TABLE retry_limits ADD CONSTRAINT retry_limits_why CHECK (length(trim(note)) > 0);
CREATE TRIGGER retry_limits_append_only BEFORE UPDATE OR DELETE ON retry_limits FOR EACH ROW EXECUTE FUNCTION refuse_change();
