//! SQL of passkeys.

pub const KNOWN: &str = "SELECT credential, handle, site FROM passkey WHERE account_id = $1 ORDER BY id";
pub const INSERT: &str = "
INSERT INTO passkey (account_id, credential, handle, public_key, sign_count, site, name, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential) DO NOTHING";
pub const LIST: &str =
    "SELECT id, name, site, made_at, used_at FROM passkey WHERE account_id = $1 ORDER BY id DESC";
pub const RENAME: &str = "UPDATE passkey SET name = $3 WHERE id = $1 AND account_id = $2";
pub const REMOVE: &str = "DELETE FROM passkey WHERE id = $1 AND account_id = $2";
pub const DROP: &str = "DELETE FROM passkey WHERE account_id = $1";
pub const BOUND: &str = "
SELECT p.site, a.name, COUNT(*) FROM passkey AS p JOIN account AS a ON a.id = p.account_id
WHERE a.disabled_at IS NULL GROUP BY p.site, a.id, a.name ORDER BY p.site, a.id";
pub const BY_CREDENTIAL: &str = "
SELECT p.id, p.account_id, p.public_key, p.sign_count FROM passkey AS p JOIN account AS a ON a.id = p.account_id
WHERE p.credential = $1 AND p.handle = $2 AND a.disabled_at IS NULL";
pub const USED: &str = "UPDATE passkey SET sign_count = $2, used_at = $3 WHERE id = $1";
