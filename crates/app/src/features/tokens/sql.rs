//! SQL of tokens and app passwords.

pub const INSERT: &str = "
INSERT INTO token (account_id, workspace_id, member_id, kind, name, secret, scopes, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
pub const OF_ACCOUNT: &str = "
SELECT id, kind, name, scopes, created_at, expires_at, used_at, used_from FROM token
WHERE account_id = $1 AND ended_at IS NULL ORDER BY id DESC";
pub const STANDING: &str = "SELECT COUNT(*) FROM token WHERE account_id = $1 AND ended_at IS NULL";
pub const NAMED: &str = "SELECT COUNT(*) FROM token WHERE account_id = $1 AND name = $2 AND ended_at IS NULL";
pub const END: &str = "
UPDATE token SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL RETURNING name";
pub const END_ALL: &str = "UPDATE token SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL";
pub const BY_SECRET: &str = "
SELECT t.id, t.account_id, t.name, t.scopes, t.expires_at, t.used_at, t.ended_at, a.login, a.disabled_at,
  t.workspace_id, m.id, m.role, m.scope
FROM token AS t JOIN account AS a ON a.id = t.account_id
LEFT JOIN member AS m ON m.workspace_id = t.workspace_id AND m.id = t.member_id
  AND m.account_id = t.account_id AND m.ended_at IS NULL
WHERE t.secret = $1 AND t.kind = $2";
pub const USED: &str = "
UPDATE token SET used_at = $2, used_from = $3
WHERE id = $1 AND ended_at IS NULL AND (used_at IS NULL OR used_at <= $4)";
pub const FIRST_USED: &str = "
UPDATE token SET used_at = $2, used_from = $3 WHERE id = $1 AND ended_at IS NULL AND used_at IS NULL";
pub const MEMBERSHIP: &str = "
SELECT workspace_id, id FROM member WHERE account_id = $1 AND ended_at IS NULL
ORDER BY CASE role WHEN 'principal' THEN 0 ELSE 1 END, workspace_id LIMIT 1";
