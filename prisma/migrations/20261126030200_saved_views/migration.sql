-- A view is owned by one person and seen by those it is shared with; which one a screen opens on is each reader's own choice.
ALTER TABLE saved_views DROP COLUMN is_pinned;
ALTER TABLE saved_views ADD CONSTRAINT saved_views_sharing CHECK (sharing IN ('private','team','everyone'));
ALTER TABLE saved_views ADD CONSTRAINT saved_views_texts CHECK (length(name) BETWEEN 1 AND 80 AND length(query) <= 2000);
CREATE UNIQUE INDEX saved_views_name ON saved_views (store_id, owner_id, screen, lower(name));
CREATE INDEX saved_views_screen ON saved_views (store_id, screen);

CREATE TABLE pinned_views (
  store_id text NOT NULL,
  user_id text NOT NULL,
  screen text NOT NULL,
  view_id text NOT NULL,
  CONSTRAINT pinned_views_pkey PRIMARY KEY (store_id, user_id, screen)
);
