-- Money of another order that pays for this one before its goods ship: never more than what was applied to it.
ALTER TABLE "orders" ADD COLUMN     "prepaid_minor" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE orders ADD CONSTRAINT orders_prepaid CHECK (prepaid_minor BETWEEN 0 AND applied_in_minor) NOT VALID;
