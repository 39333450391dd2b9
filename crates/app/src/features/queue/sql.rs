//! SQL of what is delegated.

pub const INSERT: &str = "
INSERT INTO delegation (workspace_id, id, member_id, by_member_id, person_id, at, task, due_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// What was given, to everybody or to one member, what is not done first and then by when it is due. A few hundred rows.
pub const LIST: &str = "
SELECT d.id, d.member_id, m.name, g.name, d.person_id, p.slug, p.name, d.at, d.task, d.due_day, d.done_at, d.outcome
FROM delegation AS d
JOIN member AS m ON m.workspace_id = d.workspace_id AND m.id = d.member_id
JOIN member AS g ON g.workspace_id = d.workspace_id AND g.id = d.by_member_id
LEFT JOIN person AS p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
WHERE d.workspace_id = $1 AND ($2 IS NULL OR d.member_id = $2)
ORDER BY CASE WHEN d.done_at IS NULL THEN 0 ELSE 1 END, COALESCE(d.due_day, 999999), COALESCE(-d.done_at, 0), d.id LIMIT $3";

pub const ONE: &str = "
SELECT member_id, person_id, task, done_at FROM delegation WHERE workspace_id = $1 AND id = $2";

pub const SET_DONE: &str =
    "UPDATE delegation SET done_at = $3, outcome = $4 WHERE workspace_id = $1 AND id = $2";

/// Of one that nobody finished meanwhile.
pub const FINISH: &str = "UPDATE delegation SET done_at = $3, outcome = $4 WHERE workspace_id = $1 AND id = $2 AND done_at IS NULL";

pub const DELETE: &str = "DELETE FROM delegation WHERE workspace_id = $1 AND id = $2";
