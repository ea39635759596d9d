-- What one colleague has to be told: that somebody took over what they were working on.
CREATE TABLE staff_notices (
  store_id text NOT NULL,
  id text NOT NULL,
  user_id text NOT NULL,
  kind text NOT NULL,
  order_number text,
  actor text NOT NULL,
  reason text,
  created_at timestamptz(3) NOT NULL,
  read_at timestamptz(3),
  CONSTRAINT staff_notices_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT staff_notices_kind CHECK (kind IN ('claim_taken_over','order_assigned'))
);
CREATE INDEX staff_notices_unread ON staff_notices (store_id, user_id, created_at DESC) WHERE read_at IS NULL;

-- What is asleep wakes when its customer moves: found by order, and few at any time.
CREATE INDEX worklist_items_asleep ON worklist_items (store_id, order_id) WHERE closed_at IS NULL AND snoozed_until IS NOT NULL;
