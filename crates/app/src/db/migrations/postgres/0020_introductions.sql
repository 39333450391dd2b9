-- Who was asked for an introduction, and to whom, so that the same person is not asked too often.
CREATE TABLE introduction_ask (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  connector_id BIGINT NOT NULL,                  -- who was asked
  target_id BIGINT NOT NULL,                     -- to whom
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, connector_id) REFERENCES person (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, target_id) REFERENCES person (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX introduction_ask_by_time ON introduction_ask (workspace_id, at);
CREATE INDEX introduction_ask_by_connector ON introduction_ask (workspace_id, connector_id);
CREATE INDEX introduction_ask_by_target ON introduction_ask (workspace_id, target_id);
