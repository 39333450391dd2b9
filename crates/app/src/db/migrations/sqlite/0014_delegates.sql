-- Delegates: what is suggested and delegated, invitations, and who wrote what by hand.
-- The PostgreSQL migration of the same number says the same.

-- The member who logged or wrote it; none for what sources told, and for what was written before this was kept.
ALTER TABLE interaction ADD COLUMN logged_by INTEGER;
ALTER TABLE note ADD COLUMN written_by INTEGER;

-- Who was recognised as somebody: with a private person their earlier selves are private too.
CREATE INDEX person_by_join ON person (workspace_id, joined_into) WHERE joined_into IS NOT NULL;

-- What a delegate asked for and the principal decides: the act as data.
CREATE TABLE suggestion (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ask TEXT NOT NULL,                          -- tray::Ask as JSON
  words TEXT NOT NULL,                        -- the act in words
  why TEXT NOT NULL DEFAULT '',               -- the delegate's reason
  answer TEXT NOT NULL DEFAULT 'open',        -- tray::Answer
  answered_at INTEGER,
  act_id INTEGER,                                -- the act it became
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_by_answer ON suggestion (answer, workspace_id, id);

-- What was given to a delegate to do.
CREATE TABLE delegation (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,                    -- who does it
  by_member_id INTEGER NOT NULL,                 -- who gave it
  person_id INTEGER,                             -- towards whom, if towards somebody
  at INTEGER NOT NULL,
  task TEXT NOT NULL,
  due_day INTEGER,
  done_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '',           -- what came of it
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegation_by_member ON delegation (workspace_id, member_id, id);
CREATE INDEX delegation_by_person ON delegation (person_id, workspace_id) WHERE person_id IS NOT NULL;

-- A link by which somebody becomes a member, once.
CREATE TABLE invitation (
  workspace_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,              -- SHA-256 of what stands in the link
  name TEXT NOT NULL,                         -- whom it is for
  role TEXT NOT NULL,
  scope TEXT NOT NULL,                        -- access::Scope as JSON
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  member_id INTEGER,                             -- whoever came by it
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
