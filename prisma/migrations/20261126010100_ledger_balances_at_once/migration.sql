-- The books balance after each statement that writes to them: one look for all of its lines, where there was one at commit for every line.
DROP TRIGGER ledger_balances ON ledger_entries;
CREATE OR REPLACE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced text;
BEGIN
  -- By its index for each transaction, however large the books were when this was planned.
  SELECT t.transaction_id INTO unbalanced
  FROM (SELECT DISTINCT store_id, transaction_id FROM written) AS t
  CROSS JOIN LATERAL (
    SELECT 1 FROM ledger_entries AS e WHERE e.store_id = t.store_id AND e.transaction_id = t.transaction_id
    GROUP BY e.currency HAVING sum(e.amount_minor) <> 0
  ) AS wrong
  LIMIT 1;
  IF unbalanced IS NOT NULL THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', unbalanced USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_balances();
