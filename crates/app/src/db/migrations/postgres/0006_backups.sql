-- What became of each backup that was made by itself or by a page. The SQLite migration of the same number says the
-- same.
CREATE TABLE backup_run (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,                     -- when it began
  file TEXT COLLATE "C" NOT NULL,
  bytes BIGINT NOT NULL DEFAULT 0,
  restored BIGINT NOT NULL DEFAULT 0,     -- restored into a throw-away place, and found the same
  trouble TEXT COLLATE "C" NOT NULL DEFAULT '', -- why there is none; empty where it was made
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX backup_run_by_time ON backup_run (workspace_id, at);
