-- AlterTable
ALTER TABLE "payment_types" ADD COLUMN     "is_batchable" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "house_balances" ADD COLUMN     "agreed_limit_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "authorizations" ADD COLUMN     "can_capture_again" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "house_holds" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "balance_id" TEXT,
    "document_number" TEXT,
    "order_number" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "taken_minor" BIGINT NOT NULL DEFAULT 0,
    "released_minor" BIGINT NOT NULL DEFAULT 0,
    "given_back_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "is_deposited" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "house_holds_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "house_movements" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ledger" TEXT NOT NULL,
    "balance_id" TEXT,
    "hold_id" TEXT,
    "take_id" TEXT,
    "document_number" TEXT,
    "order_number" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "released_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "is_deposit" BOOLEAN NOT NULL DEFAULT false,
    "refusal" TEXT,
    "note" TEXT,
    "balance_after_minor" BIGINT,
    "held_after_minor" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "house_movements_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "account_receivables" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "movement_id" TEXT NOT NULL,
    "order_number" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_receivables_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "house_holds_id_key" ON "house_holds"("id");

-- CreateIndex
CREATE UNIQUE INDEX "house_holds_store_id_id_currency_key" ON "house_holds"("store_id", "id", "currency");

-- CreateIndex
CREATE INDEX "house_movements_store_id_balance_id_created_at_idx" ON "house_movements"("store_id", "balance_id", "created_at");

-- CreateIndex
CREATE INDEX "house_movements_store_id_hold_id_idx" ON "house_movements"("store_id", "hold_id");

-- CreateIndex
CREATE INDEX "house_movements_store_id_take_id_idx" ON "house_movements"("store_id", "take_id");

-- CreateIndex
CREATE UNIQUE INDEX "house_movements_store_id_operation_id_key" ON "house_movements"("store_id", "operation_id");

-- CreateIndex
CREATE INDEX "account_receivables_store_id_account_id_created_at_idx" ON "account_receivables"("store_id", "account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_receivables_store_id_movement_id_key" ON "account_receivables"("store_id", "movement_id");

-- CreateIndex
CREATE INDEX "house_balances_store_id_account_id_idx" ON "house_balances"("store_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "house_balances_store_id_id_currency_key" ON "house_balances"("store_id", "id", "currency");

-- AddForeignKey
ALTER TABLE "house_holds" ADD CONSTRAINT "house_holds_store_id_balance_id_currency_fkey" FOREIGN KEY ("store_id", "balance_id", "currency") REFERENCES "house_balances"("store_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "house_movements" ADD CONSTRAINT "house_movements_store_id_balance_id_currency_fkey" FOREIGN KEY ("store_id", "balance_id", "currency") REFERENCES "house_balances"("store_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "house_movements" ADD CONSTRAINT "house_movements_store_id_hold_id_currency_fkey" FOREIGN KEY ("store_id", "hold_id", "currency") REFERENCES "house_holds"("store_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- by hand

ALTER TABLE payment_types ADD CONSTRAINT payment_types_capture_means CHECK (capture_means IN ('settles_at_once','recorded','nothing_to_do','deposits'));
UPDATE payment_types SET is_batchable = true WHERE gateway = 'offline';

ALTER TABLE house_movements ADD CONSTRAINT house_movements_kind CHECK (kind IN ('grant','hold','hold_and_take','take','release','give_back','bounce'));
ALTER TABLE house_movements ADD CONSTRAINT house_movements_ledger CHECK (ledger IN ('stored_value','customer_account','check','offline'));
ALTER TABLE house_movements ADD CONSTRAINT house_movements_amounts CHECK (released_minor >= 0 AND (amount_minor > 0 OR (amount_minor >= 0 AND refusal IS NOT NULL)));
ALTER TABLE house_holds ADD CONSTRAINT house_holds_ceiling CHECK (amount_minor > 0 AND taken_minor >= 0 AND released_minor >= 0 AND taken_minor + released_minor <= amount_minor AND given_back_minor BETWEEN 0 AND taken_minor);
ALTER TABLE account_receivables ADD CONSTRAINT account_receivables_account FOREIGN KEY (store_id, account_id) REFERENCES accounts (store_id, id);
ALTER TABLE account_receivables ADD CONSTRAINT account_receivables_movement FOREIGN KEY (store_id, movement_id) REFERENCES house_movements (store_id, id);

-- A check is one document, recorded once; handed back unused, it may come again (MT-5).
CREATE UNIQUE INDEX house_holds_one_check ON house_holds (store_id, document_number) WHERE kind = 'check' AND released_minor < amount_minor;

-- A movement that was not refused moves its hold and its balance itself: nobody writes the one and forgets the other.
CREATE FUNCTION apply_house_movement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  balance_change bigint := 0;
  held_change bigint := 0;
BEGIN
  IF NEW.refusal IS NOT NULL THEN RETURN NEW; END IF;
  CASE NEW.kind
    WHEN 'grant' THEN balance_change := NEW.amount_minor;
    WHEN 'hold' THEN held_change := NEW.amount_minor;
    WHEN 'hold_and_take' THEN balance_change := -NEW.amount_minor;
    WHEN 'take' THEN balance_change := -NEW.amount_minor; held_change := -(NEW.amount_minor + NEW.released_minor);
    WHEN 'release' THEN held_change := -NEW.amount_minor;
    WHEN 'give_back', 'bounce' THEN balance_change := NEW.amount_minor;
  END CASE;
  IF NEW.balance_id IS NOT NULL THEN
    -- A limit that was lowered under the debt falls as the debt does, and never rises by a movement.
    UPDATE house_balances SET balance_minor = balance_minor + balance_change, held_minor = held_minor + held_change, version = version + 1,
      limit_minor = least(limit_minor, greatest(agreed_limit_minor, held_minor + held_change - balance_minor - balance_change))
      WHERE store_id = NEW.store_id AND id = NEW.balance_id AND kind = NEW.ledger
      RETURNING balance_minor, held_minor INTO NEW.balance_after_minor, NEW.held_after_minor;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'movement % has no balance in its ledger', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'house_movements_balance';
    END IF;
  END IF;
  IF NEW.kind = 'grant' THEN RETURN NEW; END IF;
  IF NEW.kind IN ('hold', 'hold_and_take') THEN
    INSERT INTO house_holds (store_id, id, kind, balance_id, document_number, order_number, amount_minor, taken_minor, currency, is_deposited, created_at)
    VALUES (NEW.store_id, NEW.hold_id, NEW.ledger, NEW.balance_id, NEW.document_number, NEW.order_number, NEW.amount_minor,
      CASE WHEN NEW.kind = 'hold_and_take' THEN NEW.amount_minor ELSE 0 END, NEW.currency, NEW.is_deposit, NEW.created_at);
    RETURN NEW;
  END IF;
  UPDATE house_holds SET
    taken_minor = taken_minor + CASE WHEN NEW.kind = 'take' THEN NEW.amount_minor ELSE 0 END,
    released_minor = released_minor + NEW.released_minor + CASE WHEN NEW.kind = 'release' THEN NEW.amount_minor ELSE 0 END,
    given_back_minor = given_back_minor + CASE WHEN NEW.kind IN ('give_back', 'bounce') THEN NEW.amount_minor ELSE 0 END,
    is_deposited = is_deposited OR NEW.is_deposit
    WHERE store_id = NEW.store_id AND id = NEW.hold_id AND kind = NEW.ledger AND balance_id IS NOT DISTINCT FROM NEW.balance_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'movement % has no hold in its ledger', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'house_movements_hold';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER house_movements_apply BEFORE INSERT ON house_movements FOR EACH ROW EXECUTE FUNCTION apply_house_movement();

-- And nothing else moves them.
CREATE FUNCTION only_by_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% is moved by house_movements only', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_only_by_movement';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER house_balances_only_by_movement BEFORE UPDATE ON house_balances FOR EACH ROW
  WHEN (OLD.balance_minor <> NEW.balance_minor OR OLD.held_minor <> NEW.held_minor OR OLD.kind <> NEW.kind) EXECUTE FUNCTION only_by_movement();
CREATE TRIGGER house_balances_open_empty AFTER INSERT ON house_balances FOR EACH ROW
  WHEN (NEW.balance_minor <> 0 OR NEW.held_minor <> 0) EXECUTE FUNCTION only_by_movement();
CREATE TRIGGER house_holds_only_by_movement BEFORE INSERT OR UPDATE ON house_holds FOR EACH ROW EXECUTE FUNCTION only_by_movement();
CREATE TRIGGER house_movements_append_only BEFORE UPDATE OR DELETE ON house_movements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER house_movements_no_truncate BEFORE TRUNCATE ON house_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER house_holds_keep BEFORE DELETE ON house_holds FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_receivables_append_only BEFORE UPDATE OR DELETE ON account_receivables FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_receivables_no_truncate BEFORE TRUNCATE ON account_receivables FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
