//! SQL of what members set.

pub const OF_MEMBER: &str = "SELECT key, value FROM setting WHERE workspace_id = $1 AND member_id = $2";

pub const SET: &str = "
INSERT INTO setting (workspace_id, member_id, key, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace_id, member_id, key) DO UPDATE SET value = excluded.value";

pub const UNSET: &str = "DELETE FROM setting WHERE workspace_id = $1 AND member_id = $2 AND key = $3";
