//! SQL of the daily list: who was not to be on it, and from what the picture is drawn.

pub const INSERT_DISMISSAL: &str = "
INSERT INTO dismissal (workspace_id, id, person_id, at, reason, until_day) VALUES ($1, $2, $3, $4, $5, $6)";

pub const DELETE_DISMISSAL: &str = "DELETE FROM dismissal WHERE workspace_id = $1 AND id = $2";

/// Everyone who was not to be on the list, and when.
pub const EVERYONES_DISMISSALS: &str = "SELECT person_id, at FROM dismissal WHERE workspace_id = $1";

/// Contact that was logged, with whom besides the owner ($3), when and of which kind.
pub const LOGGED: &str = "
SELECT DISTINCT i.id, d.person_id, i.at, i.kind
FROM jsonb_each($2) AS r CROSS JOIN interaction AS i CROSS JOIN participant AS p CROSS JOIN identity AS d
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)
  AND p.workspace_id = $1 AND p.interaction_id = i.id
  AND d.workspace_id = $1 AND d.id = p.identity_id AND d.person_id <> $3";

/// How many imports ended, when the first and when the last.
pub const COUNT_IMPORTS: &str = "
SELECT COUNT(*), MIN(finished_at), MAX(finished_at) FROM import WHERE workspace_id = $1 AND finished_at IS NOT NULL";

/// How many sources there are.
pub const COUNT_SOURCES: &str = "SELECT COUNT(*) FROM source WHERE workspace_id = $1";
