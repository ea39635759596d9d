-- AlterTable
ALTER TABLE "stores" ADD COLUMN     "auto_renew_hours" INTEGER,
ADD COLUMN     "auto_renew_ship_days" INTEGER;

-- The hours at which each hold is looked at (lib/payments/renewing.ts).
ALTER TABLE stores ADD CONSTRAINT stores_auto_renew CHECK (auto_renew_hours IN (72,48,36,24,12,6) AND auto_renew_ship_days >= 0);
