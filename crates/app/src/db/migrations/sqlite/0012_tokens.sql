-- What programs come in with: tokens for the interface of programs, and passwords for address books and calendars.

CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    -- The network it opens, and whose eyes it has there.
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    -- `api` or `app`.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- SHA-256 of what the program says.
    secret TEXT NOT NULL UNIQUE,
    -- What it is for, in words, parted by spaces.
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- None for what is good until it is ended.
    expires_at INTEGER,
    used_at INTEGER,
    used_from TEXT NOT NULL DEFAULT '',
    ended_at INTEGER
) STRICT;
CREATE INDEX token_by_account ON token (account_id, id);

-- What happened to an account, newest first.
CREATE INDEX account_event_newest ON account_event (account_id, id);
