-- AlterTable
ALTER TABLE "stores" ADD COLUMN     "alert_hold_hours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "alert_silence_minutes" INTEGER NOT NULL DEFAULT 60;

-- The clock looks at an order at each of these moments, so that another choice needs no walk over all orders. lib/payments/alerting.ts says the same.
ALTER TABLE stores ADD CONSTRAINT stores_alert_times
  CHECK (alert_hold_hours IN (6, 12, 24, 36, 48, 72) AND alert_silence_minutes IN (15, 30, 60, 120, 240));
