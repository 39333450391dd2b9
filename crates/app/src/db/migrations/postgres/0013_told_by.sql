-- What is known of an address knows which import said it, so that an import can be taken back whole. The SQLite migration of
-- the same number says more.
ALTER TABLE identity_name ADD COLUMN import_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE identity_name DROP CONSTRAINT identity_name_pkey,
  ADD PRIMARY KEY (workspace_id, identity_id, name, source, import_id);
ALTER TABLE position ADD COLUMN import_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE position DROP CONSTRAINT position_pkey,
  ADD PRIMARY KEY (workspace_id, identity_id, organization, title, import_id);
ALTER TABLE identity_detail ADD COLUMN import_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE identity_detail DROP CONSTRAINT identity_detail_pkey,
  ADD PRIMARY KEY (workspace_id, identity_id, kind, value, import_id);

CREATE TABLE identity_mark (
  workspace_id BIGINT NOT NULL,
  identity_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  bounced_at BIGINT,
  away_at BIGINT,
  list_mails BIGINT NOT NULL DEFAULT 0,
  resource BIGINT NOT NULL DEFAULT 0,
  cards BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, identity_id, import_id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
);
ALTER TABLE identity_mark ALTER COLUMN workspace_id SET (n_distinct = 1);
INSERT INTO identity_mark (workspace_id, identity_id, import_id, bounced_at, away_at, list_mails, resource, cards)
SELECT d.workspace_id, d.id, 0, d.bounced_at, d.away_at, d.list_mails, d.resource, 1 FROM identity AS d
WHERE d.bounced_at IS NOT NULL OR d.away_at IS NOT NULL OR d.list_mails > 0 OR d.resource > 0
  OR EXISTS (SELECT 1 FROM record AS k WHERE k.workspace_id = d.workspace_id AND k.tells = d.person_id);
