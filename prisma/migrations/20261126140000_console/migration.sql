-- What the supervisor's console looks for: the order that waits longest, and cards that were refused.

CREATE INDEX worklist_items_waiting ON worklist_items (store_id, opened_at, id) WHERE list = 'unpaid' AND closed_at IS NULL;
CREATE INDEX attempts_declined_holds ON attempts (store_id, finished_at) WHERE status = 'declined' AND operation IN ('authorize', 'authorize_and_capture');
