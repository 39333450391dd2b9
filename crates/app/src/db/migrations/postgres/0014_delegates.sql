-- Delegates: what is suggested and delegated, invitations, and who wrote what by hand.
-- The SQLite migration of the same number says the same.

-- The member who logged or wrote it; none for what sources told, and for what was written before this was kept.
ALTER TABLE interaction ADD COLUMN logged_by BIGINT;
ALTER TABLE note ADD COLUMN written_by BIGINT;

-- Who was recognised as somebody: with a private person their earlier selves are private too.
CREATE INDEX person_by_join ON person (workspace_id, joined_into) WHERE joined_into IS NOT NULL;

-- What a delegate asked for and the principal decides: the act as data.
CREATE TABLE suggestion (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  ask TEXT COLLATE "C" NOT NULL,                          -- tray::Ask as JSON
  words TEXT COLLATE "C" NOT NULL,                        -- the act in words
  why TEXT COLLATE "C" NOT NULL DEFAULT '',               -- the delegate's reason
  answer TEXT COLLATE "C" NOT NULL DEFAULT 'open',        -- tray::Answer
  answered_at BIGINT,
  act_id BIGINT,                                -- the act it became
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);
CREATE INDEX suggestion_by_answer ON suggestion (answer, workspace_id, id);

-- What was given to a delegate to do.
CREATE TABLE delegation (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,                    -- who does it
  by_member_id BIGINT NOT NULL,                 -- who gave it
  person_id BIGINT,                             -- towards whom, if towards somebody
  at BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  due_day BIGINT,
  done_at BIGINT,
  outcome TEXT COLLATE "C" NOT NULL DEFAULT '',           -- what came of it
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);
CREATE INDEX delegation_by_member ON delegation (workspace_id, member_id, id);
CREATE INDEX delegation_by_person ON delegation (person_id, workspace_id) WHERE person_id IS NOT NULL;

-- A link by which somebody becomes a member, once.
CREATE TABLE invitation (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key_hash TEXT COLLATE "C" NOT NULL UNIQUE,              -- SHA-256 of what stands in the link
  name TEXT COLLATE "C" NOT NULL,                         -- whom it is for
  role TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,                        -- access::Scope as JSON
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  member_id BIGINT,                             -- whoever came by it
  PRIMARY KEY (workspace_id, id)
);
