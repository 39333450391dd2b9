-- Keys are (workspace_id, id); ids are drawn from one sequence a workspace. Instants are microseconds UTC, days are
-- days since 1970-01-01 UTC, truth values 0 and 1. The PostgreSQL migration of the same number says the same.

CREATE TABLE workspace (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  owner_id INTEGER,                       -- the principal's person, once known
  next_id INTEGER NOT NULL DEFAULT 1,
  revision INTEGER NOT NULL DEFAULT 0,    -- grows with each change
  tied_through INTEGER NOT NULL DEFAULT 0 -- interactions up to this id are in the ties
) STRICT;

-- Which people changed with which revision; person_id 0: more than are worth listing.
CREATE TABLE change (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  revision INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, revision, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  for_member_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  inverse TEXT NOT NULL,
  undone_by INTEGER,
  part_of INTEGER,                          -- the act this one is a part of (a join made by an import)
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX act_by_part ON act (workspace_id, part_of) WHERE part_of IS NOT NULL;

CREATE TABLE source (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  id INTEGER NOT NULL,
  location TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, location)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  act_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  totals TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- What became of one item: one row for each record, and one for each item that could not be used.
CREATE TABLE record (
  workspace_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  reader_version INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  outcome INTEGER NOT NULL,               -- capture::Outcome
  tells INTEGER,                          -- the interaction, series or person it tells of
  place TEXT NOT NULL,                   -- file, number and offset
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, source_id, key),
  FOREIGN KEY (workspace_id, source_id) REFERENCES source (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_tells ON record (workspace_id, tells) WHERE tells IS NOT NULL;

CREATE TABLE person (
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  nature INTEGER NOT NULL DEFAULT 0,      -- identity::Nature; 0 is a human
  snoozed_until INTEGER,                  -- a day
  joined_into INTEGER,                    -- the person this one was recognised as
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_name ON person (workspace_id, nature, name_folded, id);

CREATE TABLE identity (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  domain TEXT,                          -- of an e-mail address
  person_id INTEGER NOT NULL,
  first_seen INTEGER,
  last_seen INTEGER,                      -- the last time they used it
  bounced_at INTEGER,
  away_at INTEGER,
  personal_mails INTEGER NOT NULL DEFAULT 0,
  discussion_mails INTEGER NOT NULL DEFAULT 0,
  bulk_mails INTEGER NOT NULL DEFAULT 0,
  robot_mails INTEGER NOT NULL DEFAULT 0,
  list_mails INTEGER NOT NULL DEFAULT 0,  -- discussions whose list this is
  resource INTEGER NOT NULL DEFAULT 0,    -- a calendar says it is a room or a thing
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, kind, value),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_by_person ON identity (workspace_id, person_id);
CREATE INDEX identity_by_domain ON identity (workspace_id, domain);

CREATE TABLE identity_name (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  source INTEGER NOT NULL,                -- identity::NameSource
  uses INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, name, source),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE position (
  workspace_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  organization TEXT NOT NULL,
  title TEXT NOT NULL,
  seen_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, organization, title),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- A calendar entry with its UID: what is known of it at its highest sequence.
CREATE TABLE series (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE interaction (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind INTEGER NOT NULL,                  -- interactions::Kind
  class INTEGER NOT NULL,                 -- interactions::Class
  at INTEGER NOT NULL,
  ends_at INTEGER,
  title TEXT NOT NULL,
  size INTEGER NOT NULL,                  -- how many were addressed or asked
  thread INTEGER,                            -- hash of a mail's own Message-ID
  answers INTEGER,                           -- hash of the Message-ID a mail through a list answers
  series_id INTEGER,
  sequence INTEGER NOT NULL DEFAULT 0,
  stamp INTEGER NOT NULL DEFAULT 0,
  is_override INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX interaction_by_thread ON interaction (workspace_id, thread) WHERE thread IS NOT NULL;
CREATE INDEX interaction_by_answer ON interaction (workspace_id, answers) WHERE answers IS NOT NULL;
CREATE INDEX interaction_by_series ON interaction (workspace_id, series_id) WHERE series_id IS NOT NULL;

CREATE TABLE participant (
  workspace_id INTEGER NOT NULL,
  interaction_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  role INTEGER NOT NULL,                  -- interactions::Role
  attendance INTEGER NOT NULL DEFAULT 0,  -- interactions::Attendance
  stamp INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, interaction_id, identity_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_by_identity ON participant (workspace_id, identity_id, at, interaction_id);

-- What the touches between two people add up to: all their days, packed by network::TieDays; a < b.
CREATE TABLE tie (
  workspace_id INTEGER NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  days TEXT NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_by_other ON tie (workspace_id, b, a);

-- Two people seen together; weight in 1/2520, so that every 1/(k-1) for k of 2 to 10 is a whole number.
CREATE TABLE acquaintance (
  workspace_id INTEGER NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX acquaintance_by_other ON acquaintance (workspace_id, b, a);

-- Pairs whose tie must be derived again from their interactions.
CREATE TABLE stale_pair (
  workspace_id INTEGER NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX stale_pair_by_other ON stale_pair (workspace_id, b, a);

CREATE TABLE note (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_person ON note (workspace_id, person_id, at);
