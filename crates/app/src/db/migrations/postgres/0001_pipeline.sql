-- Keys are (workspace_id, id); ids are drawn from one sequence a workspace. Instants are microseconds UTC, days are
-- days since 1970-01-01 UTC, truth values 0 and 1. The SQLite migration of the same number says the same.

CREATE TABLE workspace (
  id BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  owner_id BIGINT,                       -- the principal's person, once known
  next_id BIGINT NOT NULL DEFAULT 1,
  revision BIGINT NOT NULL DEFAULT 0,    -- grows with each change
  tied_through BIGINT NOT NULL DEFAULT 0 -- interactions up to this id are in the ties
);

-- Which people changed with which revision; person_id 0: more than are worth listing.
CREATE TABLE change (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  revision BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, revision, person_id)
);

CREATE TABLE member (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE act (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  for_member_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  inverse TEXT COLLATE "C" NOT NULL,
  undone_by BIGINT,
  part_of BIGINT,                          -- the act this one is a part of (a join made by an import)
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);
CREATE INDEX act_by_part ON act (workspace_id, part_of) WHERE part_of IS NOT NULL;

CREATE TABLE source (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  id BIGINT NOT NULL,
  location TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, location)
);

CREATE TABLE import (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  act_id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  totals TEXT COLLATE "C" NOT NULL DEFAULT '{}',
  PRIMARY KEY (workspace_id, id)
);

-- What became of one item: one row for each record, and one for each item that could not be used.
CREATE TABLE record (
  workspace_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  content_hash TEXT COLLATE "C" NOT NULL,
  reader_version BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  outcome BIGINT NOT NULL,               -- capture::Outcome
  tells BIGINT,                          -- the interaction, series or person it tells of
  place TEXT COLLATE "C" NOT NULL,                   -- file, number and offset
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, source_id, key),
  FOREIGN KEY (workspace_id, source_id) REFERENCES source (workspace_id, id)
);
CREATE INDEX record_tells ON record (workspace_id, tells) WHERE tells IS NOT NULL;

CREATE TABLE person (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  id BIGINT NOT NULL,
  uid TEXT COLLATE "C" NOT NULL,
  slug TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  name_folded TEXT COLLATE "C" NOT NULL,
  nature BIGINT NOT NULL DEFAULT 0,      -- identity::Nature; 0 is a human
  snoozed_until BIGINT,                  -- a day
  joined_into BIGINT,                    -- the person this one was recognised as
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, slug)
);
CREATE INDEX person_by_name ON person (workspace_id, nature, name_folded, id);

CREATE TABLE identity (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  domain TEXT COLLATE "C",                          -- of an e-mail address
  person_id BIGINT NOT NULL,
  first_seen BIGINT,
  last_seen BIGINT,                      -- the last time they used it
  bounced_at BIGINT,
  away_at BIGINT,
  personal_mails BIGINT NOT NULL DEFAULT 0,
  discussion_mails BIGINT NOT NULL DEFAULT 0,
  bulk_mails BIGINT NOT NULL DEFAULT 0,
  robot_mails BIGINT NOT NULL DEFAULT 0,
  list_mails BIGINT NOT NULL DEFAULT 0,  -- discussions whose list this is
  resource BIGINT NOT NULL DEFAULT 0,    -- a calendar says it is a room or a thing
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, kind, value),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
);
CREATE INDEX identity_by_person ON identity (workspace_id, person_id);
CREATE INDEX identity_by_domain ON identity (workspace_id, domain);

CREATE TABLE identity_name (
  workspace_id BIGINT NOT NULL,
  identity_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  source BIGINT NOT NULL,                -- identity::NameSource
  uses BIGINT NOT NULL,
  last_day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, name, source),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
);

CREATE TABLE position (
  workspace_id BIGINT NOT NULL,
  identity_id BIGINT NOT NULL,
  organization TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  seen_day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, identity_id, organization, title),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
);

-- A calendar entry with its UID: what is known of it at its highest sequence.
CREATE TABLE series (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  uid TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, uid)
);

CREATE TABLE interaction (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL,                  -- interactions::Kind
  class BIGINT NOT NULL,                 -- interactions::Class
  at BIGINT NOT NULL,
  ends_at BIGINT,
  title TEXT COLLATE "C" NOT NULL,
  size BIGINT NOT NULL,                  -- how many were addressed or asked
  thread BIGINT,                            -- hash of a mail's own Message-ID
  answers BIGINT,                           -- hash of the Message-ID a mail through a list answers
  series_id BIGINT,
  sequence BIGINT NOT NULL DEFAULT 0,
  stamp BIGINT NOT NULL DEFAULT 0,
  is_override BIGINT NOT NULL DEFAULT 0,
  cancelled BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);
CREATE INDEX interaction_by_thread ON interaction (workspace_id, thread) WHERE thread IS NOT NULL;
CREATE INDEX interaction_by_answer ON interaction (workspace_id, answers) WHERE answers IS NOT NULL;
CREATE INDEX interaction_by_series ON interaction (workspace_id, series_id) WHERE series_id IS NOT NULL;

CREATE TABLE participant (
  workspace_id BIGINT NOT NULL,
  interaction_id BIGINT NOT NULL,
  identity_id BIGINT NOT NULL,
  role BIGINT NOT NULL,                  -- interactions::Role
  attendance BIGINT NOT NULL DEFAULT 0,  -- interactions::Attendance
  stamp BIGINT NOT NULL DEFAULT 0,
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, interaction_id, identity_id, role)
);
CREATE INDEX participant_by_identity ON participant (workspace_id, identity_id, at, interaction_id);

-- What the touches between two people add up to: all their days, packed by network::TieDays; a < b.
CREATE TABLE tie (
  workspace_id BIGINT NOT NULL,
  a BIGINT NOT NULL,
  b BIGINT NOT NULL,
  days TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
);
CREATE INDEX tie_by_other ON tie (workspace_id, b, a);

-- Two people seen together; weight in 1/2520, so that every 1/(k-1) for k of 2 to 10 is a whole number.
CREATE TABLE acquaintance (
  workspace_id BIGINT NOT NULL,
  a BIGINT NOT NULL,
  b BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  last_day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
);
CREATE INDEX acquaintance_by_other ON acquaintance (workspace_id, b, a);

-- Pairs whose tie must be derived again from their interactions.
CREATE TABLE stale_pair (
  workspace_id BIGINT NOT NULL,
  a BIGINT NOT NULL,
  b BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, a, b)
);
CREATE INDEX stale_pair_by_other ON stale_pair (workspace_id, b, a);

CREATE TABLE note (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
);
CREATE INDEX note_by_person ON note (workspace_id, person_id, at);

-- SQLite's json_each for the one use Kith makes of it: an array of rows bound as text.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value JSONB)
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS 'SELECT jsonb_array_elements(list::jsonb)';
