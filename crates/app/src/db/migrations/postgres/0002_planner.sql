-- What the query planner shall expect: all rows in one workspace, so that a condition on workspace_id selects nothing.
-- It counts from the next ANALYZE on, which autovacuum runs by itself. SQLite's migration of the same number says the
-- same in its own way.
ALTER TABLE change ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE member ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE act ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE source ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE import ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE record ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE person ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE identity ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE identity_name ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE position ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE series ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE interaction ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE participant ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE tie ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE acquaintance ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE stale_pair ALTER COLUMN workspace_id SET (n_distinct = 1);
ALTER TABLE note ALTER COLUMN workspace_id SET (n_distinct = 1);
