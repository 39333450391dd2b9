-- What is erased for good, how long sources are kept, and what may not be erased. The SQLite migration of the same number says
-- the same.

-- For each address of somebody who was forgotten: a hash that only the key beside the database can make.
CREATE TABLE forgotten (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  tag TEXT COLLATE "C" NOT NULL,
  act_id BIGINT NOT NULL,                 -- the act of the forgetting
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, tag)
);

-- For how many months contact that a source tells of is kept; a source without a row is kept for ever.
CREATE TABLE retention (
  workspace_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  months BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, source_id),
  FOREIGN KEY (workspace_id, source_id) REFERENCES source (workspace_id, id)
);

-- What may not be erased: one person, or contact of a range of days; until it is lifted.
CREATE TABLE hold (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  id BIGINT NOT NULL,
  person_id BIGINT,                       -- nobody in particular without one
  from_day BIGINT,                        -- days since 1970-01-01, both included
  until_day BIGINT,
  reason TEXT COLLATE "C" NOT NULL,
  set_by BIGINT NOT NULL,                 -- a member
  set_at BIGINT NOT NULL,
  lifted_by BIGINT,
  lifted_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
