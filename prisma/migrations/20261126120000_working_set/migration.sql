-- The records that one person has open. A tab stands in one of twelve places, so a thirteenth cannot be written.
CREATE TABLE working_set_tabs (
  store_id text NOT NULL,
  user_id text NOT NULL,
  place integer NOT NULL,
  kind text NOT NULL,
  record_id text NOT NULL,
  is_pinned boolean NOT NULL DEFAULT false,
  opened_at timestamptz(3) NOT NULL,
  CONSTRAINT working_set_tabs_pkey PRIMARY KEY (store_id, user_id, place),
  CONSTRAINT working_set_tabs_place CHECK (place BETWEEN 1 AND 12),
  CONSTRAINT working_set_tabs_kind CHECK (kind IN ('order','customer')),
  CONSTRAINT working_set_tabs_user FOREIGN KEY (store_id, user_id) REFERENCES staff_users (store_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX working_set_tabs_record ON working_set_tabs (store_id, user_id, kind, record_id);
