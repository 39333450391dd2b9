-- Who was asked for an introduction, and to whom, so that the same person is not asked too often.
CREATE TABLE introduction_ask (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  connector_id INTEGER NOT NULL,                  -- who was asked
  target_id INTEGER NOT NULL,                     -- to whom
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, connector_id) REFERENCES person (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, target_id) REFERENCES person (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX introduction_ask_by_time ON introduction_ask (workspace_id, at);
CREATE INDEX introduction_ask_by_connector ON introduction_ask (workspace_id, connector_id);
CREATE INDEX introduction_ask_by_target ON introduction_ask (workspace_id, target_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('introduction_ask', 'introduction_ask', '1000 1000 1'),
  ('introduction_ask', 'introduction_ask_by_time', '1000 1000 1'),
  ('introduction_ask', 'introduction_ask_by_connector', '1000 1000 5'),
  ('introduction_ask', 'introduction_ask_by_target', '1000 1000 5');
ANALYZE sqlite_schema;
