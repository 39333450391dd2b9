-- How good the numbers are: what was judged, and which constants of a number are in use since when. Dated and kept.
CREATE TABLE judgement (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  import_id INTEGER NOT NULL,                 -- the newest import that had ended by then, 0 for none
  report TEXT NOT NULL,                       -- accuracy::Report as JSON
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- A decision at the beginning of a quarter (network::course).
CREATE TABLE refit (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number TEXT NOT NULL,                       -- 'warmth'
  terms INTEGER NOT NULL,                     -- the version of its terms
  from_day INTEGER NOT NULL,                  -- what was decided is in use from then on
  made_day INTEGER NOT NULL,                  -- the refit on trial knew nothing from then on
  learned_from INTEGER NOT NULL,              -- answers
  ties INTEGER NOT NULL,                      -- of so many ties
  outcome TEXT NOT NULL,
  refitted TEXT,                              -- constants as JSON, where there was enough to learn from
  in_use TEXT,                                -- those in use from then on; none for the fixed ones
  compared TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  void_at INTEGER,                            -- made again since, because much more of the past became known
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refit_by_day ON refit (workspace_id, number, from_day) WHERE void_at IS NULL;

-- Who would have stood among those past their rhythm within the last year, and whether that was right. Of the newest judgement.
CREATE TABLE past_alarm (
  workspace_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  was_right INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, person_id, day)
) STRICT, WITHOUT ROWID;
