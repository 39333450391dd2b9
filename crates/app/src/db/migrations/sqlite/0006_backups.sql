-- What became of each backup that was made by itself or by a page. The PostgreSQL migration of the same number says the
-- same.
CREATE TABLE backup_run (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,                    -- when it began
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL DEFAULT 0,
  restored INTEGER NOT NULL DEFAULT 0,    -- restored into a throw-away place, and found the same
  trouble TEXT NOT NULL DEFAULT '',       -- why there is none; empty where it was made
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_run_by_time ON backup_run (workspace_id, at);
