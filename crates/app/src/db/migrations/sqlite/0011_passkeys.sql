-- Ways to sign in besides the password: passkeys, and accounts of another service.

CREATE TABLE passkey (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    -- Its number at the authenticator, hexadecimal.
    credential TEXT NOT NULL UNIQUE,
    -- The number of the account at the authenticator, drawn by chance; the same for all passkeys of an account.
    handle TEXT NOT NULL,
    -- COSE, hexadecimal.
    public_key TEXT NOT NULL,
    -- How often it has signed; 0 for those that do not count.
    sign_count INTEGER NOT NULL,
    -- The name it is bound to.
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX passkey_by_account ON passkey (account_id, id);

-- Who an account is at a service that signs people in (OpenID Connect).
CREATE TABLE account_link (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_link_by_account ON account_link (account_id);
