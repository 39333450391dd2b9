-- What is known of an address knows which import said it, so that an import can be taken back whole: a name, a position, a
-- detail and a mark stand once for each import that said them. 0 is said by imports from before this, or not by an import.
-- The PostgreSQL migration of the same number says the same.
ALTER TABLE identity_name RENAME TO identity_name_before;
CREATE TABLE identity_name (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  source INTEGER NOT NULL,                -- identity::NameSource
  import_id INTEGER NOT NULL DEFAULT 0,
  uses INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, name, source, import_id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO identity_name (workspace_id, identity_id, name, source, uses, last_day)
SELECT workspace_id, identity_id, name, source, uses, last_day FROM identity_name_before;
DROP TABLE identity_name_before;

ALTER TABLE position RENAME TO position_before;
CREATE TABLE position (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  organization TEXT NOT NULL,
  title TEXT NOT NULL,
  import_id INTEGER NOT NULL DEFAULT 0,
  seen_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, organization, title, import_id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO position (workspace_id, identity_id, organization, title, seen_day)
SELECT workspace_id, identity_id, organization, title, seen_day FROM position_before;
DROP TABLE position_before;

ALTER TABLE identity_detail RENAME TO identity_detail_before;
CREATE TABLE identity_detail (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,                     -- details::Kind
  value TEXT NOT NULL,
  import_id INTEGER NOT NULL DEFAULT 0,
  seen_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, kind, value, import_id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO identity_detail (workspace_id, identity_id, kind, value, seen_day)
SELECT workspace_id, identity_id, kind, value, seen_day FROM identity_detail_before;
DROP TABLE identity_detail_before;

-- What the columns of the same names in `identity` are added up from, and on how many cards the address stands.
CREATE TABLE identity_mark (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  bounced_at INTEGER,
  away_at INTEGER,
  list_mails INTEGER NOT NULL DEFAULT 0,
  resource INTEGER NOT NULL DEFAULT 0,
  cards INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, identity_id, import_id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO identity_mark (workspace_id, identity_id, import_id, bounced_at, away_at, list_mails, resource, cards)
SELECT d.workspace_id, d.id, 0, d.bounced_at, d.away_at, d.list_mails, d.resource, 1 FROM identity AS d
WHERE d.bounced_at IS NOT NULL OR d.away_at IS NOT NULL OR d.list_mails > 0 OR d.resource > 0
  OR EXISTS (SELECT 1 FROM record AS k WHERE k.workspace_id = d.workspace_id AND k.tells = d.person_id);

DELETE FROM sqlite_stat1 WHERE tbl IN ('identity_name', 'position', 'identity_detail', 'identity_mark');
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('identity_name', 'identity_name', '200000 200000 2 1 1 1'),
  ('position', 'position', '50000 50000 2 1 1 1'),
  ('identity_detail', 'identity_detail', '50000 50000 2 1 1 1'),
  ('identity_mark', 'identity_mark', '50000 50000 2 1');
ANALYZE sqlite_schema;
