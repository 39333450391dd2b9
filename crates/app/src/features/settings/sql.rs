//! SQL of what members set.

pub const OF_MEMBER: &str = "SELECT key, value FROM setting WHERE workspace_id = $1 AND member_id = $2";

/// Revision and owner of the workspace with what a member set: a row a setting, one row without any.
pub const SEEN: &str = "
SELECT w.revision, w.owner_id,
  (SELECT COUNT(*) FROM suggestion AS t WHERE t.answer = 'open' AND t.workspace_id = w.id), s.key, s.value
FROM workspace AS w
LEFT JOIN setting AS s ON s.workspace_id = w.id AND s.member_id = $2
WHERE w.id = $1";

pub const SET: &str = "
INSERT INTO setting (workspace_id, member_id, key, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace_id, member_id, key) DO UPDATE SET value = excluded.value";

pub const UNSET: &str = "DELETE FROM setting WHERE workspace_id = $1 AND member_id = $2 AND key = $3";
