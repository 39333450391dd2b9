-- What the owner says of people, what cards say of them besides how they are reached, settings, and imports that can be
-- stopped and gone on with. The PostgreSQL migration of the same number says the same.

-- What the owner said of a person, a row a thing: who they are (name, city, birthday …) and how they matter (key,
-- closeness, never). It stands above what any source says.
CREATE TABLE person_detail (
  workspace_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  kind TEXT NOT NULL,                     -- details::Kind
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, person_id, kind),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_detail_by_kind ON person_detail (workspace_id, kind, person_id);

-- What a source said of the person behind an address; it moves with the address.
CREATE TABLE identity_detail (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,                     -- details::Kind
  value TEXT NOT NULL,
  seen_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, kind, value),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- That somebody was not to be on Today's list, and why.
CREATE TABLE dismissal (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  until_day INTEGER,                      -- left alone until then; never again without
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dismissal_by_person ON dismissal (workspace_id, person_id, at);

-- What a member set: time zone, date format, how many people a day …
CREATE TABLE setting (
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (workspace_id, member_id, key),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- The owner alone reads a private note.
ALTER TABLE note ADD COLUMN private INTEGER NOT NULL DEFAULT 0;

-- An import knows what it was asked for, so that it can be gone on with.
ALTER TABLE import ADD COLUMN request TEXT NOT NULL DEFAULT '{}';
ALTER TABLE import ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_by_import ON record (workspace_id, import_id, outcome, source_id, key);

-- The few who are no humans, are left alone, or are someone else by now.
CREATE INDEX person_set_aside ON person (workspace_id, id, nature, snoozed_until)
  WHERE nature <> 0 OR snoozed_until IS NOT NULL OR joined_into IS NOT NULL;

ANALYZE workspace;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('person_detail', 'person_detail', '5000 5000 3 1'),
  ('person_detail', 'person_detail_by_kind', '5000 5000 500 1'),
  ('identity_detail', 'identity_detail', '50000 50000 2 1 1'),
  ('dismissal', 'dismissal', '10000 10000 1'),
  ('dismissal', 'dismissal_by_person', '10000 10000 5 1'),
  ('setting', 'setting', '20 20 20 1'),
  ('import', 'import', '1000 1000 1'),
  ('record', 'record_by_import', '5000000 5000000 50000 20000 20000 1'),
  ('person', 'person_set_aside', '5000 5000 1 1 1');
ANALYZE sqlite_schema;
