-- "Are these right?": whom the owner is asked about each quarter, and what they answered.
CREATE TABLE sample_person (
  workspace_id INTEGER NOT NULL,
  quarter INTEGER NOT NULL,                   -- the year times four, and the quarter from 0
  place INTEGER NOT NULL,                     -- the order in which they are asked
  person_id INTEGER NOT NULL,
  number TEXT NOT NULL,                       -- 'warmth' or 'closeness'
  answer TEXT,                                -- 'right', 'too_high', 'too_low', 'unknown'
  said INTEGER,                               -- what the number was when it was answered
  answered_at INTEGER,
  PRIMARY KEY (workspace_id, quarter, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX sample_by_person ON sample_person (person_id);
