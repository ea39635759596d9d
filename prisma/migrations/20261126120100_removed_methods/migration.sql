-- A way to pay on which money stands, or from which it was taken, is never taken off its order: it is suspended. Looked at when the transaction ends,
-- because content that is replaced whole moves a hold from the old row to the new one.
CREATE FUNCTION refuse_removing_charged_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM order_payment_methods m
    JOIN authorizations z ON z.store_id = m.store_id AND z.payment_method_id = m.id
    WHERE m.store_id = NEW.store_id AND m.id = NEW.id AND m.status = 'removed'
      AND (z.status NOT IN ('declined','voided','expired') OR z.captured_minor > 0)
  ) THEN
    RAISE EXCEPTION 'payment method % has money on it and cannot be removed', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'removed_methods_hold_nothing';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER removed_methods_hold_nothing AFTER UPDATE OF status ON order_payment_methods
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'removed' AND OLD.status <> 'removed')
  EXECUTE FUNCTION refuse_removing_charged_method();
