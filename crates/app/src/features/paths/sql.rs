//! SQL of asking for introductions.

pub const INSERT_ASK: &str = "
INSERT INTO introduction_ask (workspace_id, id, connector_id, target_id, at) VALUES ($1, $2, $3, $4, $5)";

pub const DELETE_ASK: &str = "DELETE FROM introduction_ask WHERE workspace_id = $1 AND id = $2";

/// Who was asked since a moment, and for whom, the latest first; those who were recognised as somebody are told as them.
pub const ASKED_SINCE: &str = "
SELECT COALESCE(c.joined_into, c.id), COALESCE(t.joined_into, t.id), i.at
FROM introduction_ask AS i
JOIN person AS c ON c.workspace_id = $1 AND c.id = i.connector_id
JOIN person AS t ON t.workspace_id = $1 AND t.id = i.target_id
WHERE i.workspace_id = $1 AND i.at >= $2
ORDER BY i.at DESC LIMIT $3";
