-- "Are these right?": whom the owner is asked about each quarter, and what they answered.
CREATE TABLE sample_person (
  workspace_id BIGINT NOT NULL,
  quarter BIGINT NOT NULL,                   -- the year times four, and the quarter from 0
  place BIGINT NOT NULL,                     -- the order in which they are asked
  person_id BIGINT NOT NULL,
  number TEXT NOT NULL,                       -- 'warmth' or 'closeness'
  answer TEXT,                                -- 'right', 'too_high', 'too_low', 'unknown'
  said BIGINT,                               -- what the number was when it was answered
  answered_at BIGINT,
  PRIMARY KEY (workspace_id, quarter, place)
);
CREATE INDEX sample_by_person ON sample_person (person_id);
