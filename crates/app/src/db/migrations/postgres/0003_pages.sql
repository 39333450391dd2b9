-- What the owner says of people, what cards say of them besides how they are reached, settings, and imports that can be
-- stopped and gone on with. The SQLite migration of the same number says the same.

-- What the owner said of a person, a row a thing: who they are (name, city, birthday …) and how they matter (key,
-- closeness, never). It stands above what any source says.
CREATE TABLE person_detail (
  workspace_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,                     -- details::Kind
  value TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, person_id, kind),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
);
CREATE INDEX person_detail_by_kind ON person_detail (workspace_id, kind, person_id);

-- What a source said of the person behind an address; it moves with the address.
CREATE TABLE identity_detail (
  workspace_id BIGINT NOT NULL,
  identity_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,                     -- details::Kind
  value TEXT COLLATE "C" NOT NULL,
  seen_day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, kind, value),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
);

-- That somebody was not to be on Today's list, and why.
CREATE TABLE dismissal (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  until_day BIGINT,                      -- left alone until then; never again without
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
);
CREATE INDEX dismissal_by_person ON dismissal (workspace_id, person_id, at);

-- What a member set: time zone, date format, how many people a day …
CREATE TABLE setting (
  workspace_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, member_id, key),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);

-- The owner alone reads a private note.
ALTER TABLE note ADD COLUMN private BIGINT NOT NULL DEFAULT 0;

-- An import knows what it was asked for, so that it can be gone on with.
ALTER TABLE import ADD COLUMN request TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE import ADD COLUMN stopped BIGINT NOT NULL DEFAULT 0;
CREATE INDEX record_by_import ON record (workspace_id, import_id, outcome, source_id, key);

-- The few who are no humans, are left alone, or are someone else by now.
CREATE INDEX person_set_aside ON person (workspace_id, id, nature, snoozed_until)
  WHERE nature <> 0 OR snoozed_until IS NOT NULL OR joined_into IS NOT NULL;

ALTER TABLE person_detail ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE identity_detail ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE dismissal ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE setting ALTER COLUMN workspace_id SET (n_distinct = 1);
