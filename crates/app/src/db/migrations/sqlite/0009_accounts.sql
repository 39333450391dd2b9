-- Who signs in: accounts of the server, their sessions, and what guards them. Accounts belong to no workspace: what one is
-- in a workspace stands in `member`.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The mail address, folded.
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Argon2id in PHC form; none until one is chosen.
    password TEXT,
    -- Sees to the server: accounts and backups.
    administrator INTEGER NOT NULL DEFAULT 0,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of what the cookie says.
    token TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    -- The workspace it shows.
    workspace_id INTEGER,
    -- The password was right, and the second factor is still asked for: not signed in.
    awaits_code INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- When a password, or what stands for one, was last given.
    confirmed_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id, seen_at);
CREATE INDEX session_by_seen ON session (seen_at);

-- Tries to sign in that failed, or are under way.
CREATE TABLE sign_in_attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What is counted together: a hash of the login, with the address where the account is known there.
    pot TEXT NOT NULL,
    address TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_attempt_by_pot ON sign_in_attempt (pot, at);
CREATE INDEX sign_in_attempt_by_address ON sign_in_attempt (address, at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);

CREATE TABLE second_factor (
    account_id INTEGER PRIMARY KEY REFERENCES account (id),
    -- Sealed with the key beside the database.
    secret TEXT NOT NULL,
    -- Since when it is asked for; none until a first code was right.
    confirmed_at INTEGER,
    -- The newest step whose code was taken: each is taken once.
    last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_code (
    account_id INTEGER NOT NULL REFERENCES account (id),
    -- SHA-256 of the code.
    code TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account_id, code)
) STRICT, WITHOUT ROWID;

-- Links by which a password is chosen, once.
CREATE TABLE account_key (
    -- SHA-256 of what the link says.
    key TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_key_by_account ON account_key (account_id);

-- What happened to accounts: sign-ins, failures, changes of what guards them.
CREATE TABLE account_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    account_id INTEGER,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX account_event_by_account ON account_event (account_id, kind, address, at);
