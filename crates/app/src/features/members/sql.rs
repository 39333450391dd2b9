//! SQL of the members of a workspace and of invitations. Where a plus stands before the workspace, the account is looked
//! up by its index.

/// A member who may come in.
pub const ONE: &str = "
SELECT name, role, scope FROM member WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL";

/// Where an account may come in.
pub const OF_ACCOUNT: &str = "
SELECT m.workspace_id, m.id, m.role, p.name FROM member AS m
JOIN member AS p ON p.workspace_id = m.workspace_id AND p.id = 1
WHERE m.account_id = $1 AND m.ended_at IS NULL ORDER BY m.role DESC, m.workspace_id";

/// All members of a workspace are a handful.
pub const LIST: &str = "
SELECT id, name, role, scope, ended_at FROM member WHERE workspace_id = $1 ORDER BY id";

pub const INSERT: &str = "
INSERT INTO member (workspace_id, id, name, role, scope, account_id) VALUES ($1, $2, $3, $4, $5, $6)";

/// Whoever was here before and comes again keeps their number, and with it what they did.
pub const COME_BACK: &str = "
UPDATE member SET role = $3, scope = $4, ended_at = NULL
WHERE account_id = $2 AND +workspace_id = $1 AND role <> 'principal' RETURNING id";

pub const IS_PRINCIPAL: &str = "
SELECT COUNT(*) FROM member WHERE account_id = $2 AND +workspace_id = $1 AND role = 'principal'";

pub const SET_GRANT: &str = "
UPDATE member SET role = $3, scope = $4
WHERE workspace_id = $1 AND id = $2 AND role <> 'principal' AND ended_at IS NULL";

pub const SET_END: &str = "
UPDATE member SET ended_at = $3 WHERE workspace_id = $1 AND id = $2 AND role <> 'principal'";

pub const INSERT_INVITATION: &str = "
INSERT INTO invitation (workspace_id, id, key_hash, name, role, scope, made_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

pub const LIST_INVITATIONS: &str = "
SELECT id, name, role, scope, expires_at FROM invitation
WHERE workspace_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY id";

/// The invitation of a key, in whichever workspace: who comes by it belongs to none yet.
pub const BY_KEY: &str = "
SELECT i.workspace_id, i.id, i.name, i.role, i.scope, p.name FROM invitation AS i
JOIN member AS p ON p.workspace_id = i.workspace_id AND p.id = 1
WHERE i.key_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2";

pub const USE_INVITATION: &str = "
UPDATE invitation SET used_at = $3, member_id = $4 WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL";

pub const OPEN_INVITATION: &str = "
UPDATE invitation SET used_at = NULL
WHERE workspace_id = $1 AND id = $2 AND member_id IS NULL AND used_at IS NOT NULL";
