-- What is erased for good, how long sources are kept, and what may not be erased. The PostgreSQL migration of the same number says
-- the same.

-- For each address of somebody who was forgotten: a hash that only the key beside the database can make.
CREATE TABLE forgotten (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  tag TEXT NOT NULL,
  act_id INTEGER NOT NULL,                 -- the act of the forgetting
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, tag)
) STRICT, WITHOUT ROWID;

-- For how many months contact that a source tells of is kept; a source without a row is kept for ever.
CREATE TABLE retention (
  workspace_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  months INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, source_id),
  FOREIGN KEY (workspace_id, source_id) REFERENCES source (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- What may not be erased: one person, or contact of a range of days; until it is lifted.
CREATE TABLE hold (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  id INTEGER NOT NULL,
  person_id INTEGER,                       -- nobody in particular without one
  from_day INTEGER,                        -- days since 1970-01-01, both included
  until_day INTEGER,
  reason TEXT NOT NULL,
  set_by INTEGER NOT NULL,                 -- a member
  set_at INTEGER NOT NULL,
  lifted_by INTEGER,
  lifted_at INTEGER,
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
