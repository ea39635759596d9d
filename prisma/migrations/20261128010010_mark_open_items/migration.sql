-- A hold of an order that stands in no list is the common case, of every capture: one look by index, before anything is marked.
CREATE OR REPLACE FUNCTION mark_worklist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM worklist_items WHERE store_id = NEW.store_id AND order_id = NEW.order_id AND closed_at IS NULL) THEN
    PERFORM paydesk_mark_worklist(NEW.store_id, NEW.order_id);
  END IF;
  RETURN NULL;
END $$;
