//! SQL of the daily list: who was not to be on it, and from what the picture is drawn.

pub const INSERT_DISMISSAL: &str = "
INSERT INTO dismissal (workspace_id, id, person_id, at, reason, until_day) VALUES ($1, $2, $3, $4, $5, $6)";

pub const DELETE_DISMISSAL: &str = "DELETE FROM dismissal WHERE workspace_id = $1 AND id = $2";

/// Everyone who was not to be on the list, and when.
pub const EVERYONES_DISMISSALS: &str = "SELECT person_id, at FROM dismissal WHERE workspace_id = $1";

/// How many imports ended, when the first and when the last.
pub const COUNT_IMPORTS: &str = "
SELECT COUNT(*), MIN(finished_at), MAX(finished_at) FROM import WHERE workspace_id = $1 AND finished_at IS NOT NULL";

/// How many sources there are.
pub const COUNT_SOURCES: &str = "SELECT COUNT(*) FROM source WHERE workspace_id = $1";
