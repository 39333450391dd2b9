//! SQL of the acts and the list of changes.

pub const INSERT_ACT: &str = "
INSERT INTO act (workspace_id, id, member_id, for_member_id, at, kind, subject, inverse, part_of, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

pub const INSERT_CHANGES: &str = "
INSERT INTO change (workspace_id, revision, person_id)
SELECT DISTINCT $1, $2, CAST(r.value ->> 0 AS BIGINT) FROM json_each($3) AS r";

pub const FORGET_OLD_CHANGES: &str = "DELETE FROM change WHERE workspace_id = $1 AND revision <= $2";

pub const LIST: &str = "
SELECT act.id, act.at, who.name, whom.name, act.kind, act.subject, CAST(CASE WHEN act.undone_by IS NULL THEN 0 ELSE 1 END AS BIGINT)
FROM act
JOIN member AS who ON who.workspace_id = act.workspace_id AND who.id = act.member_id
JOIN member AS whom ON whom.workspace_id = act.workspace_id AND whom.id = act.for_member_id
WHERE act.workspace_id = $1 AND (act.part_of IS NULL OR $3 = 1)
ORDER BY act.id DESC LIMIT $2";

/// The acts that are parts of one and still stand, the newest first.
pub const PARTS: &str = "
SELECT id, inverse FROM act WHERE workspace_id = $1 AND part_of = $2 AND undone_by IS NULL ORDER BY id DESC";

pub const TO_UNDO: &str = "
SELECT id, subject, inverse, undone_by FROM act
WHERE workspace_id = $1
  AND (id = $2 OR ($2 IS NULL AND undone_by IS NULL AND part_of IS NULL AND inverse NOT LIKE '%\"nothing\"%'))
ORDER BY id DESC LIMIT 1";

pub const MARK_UNDONE: &str =
    "UPDATE act SET undone_by = $3 WHERE workspace_id = $1 AND id = $2 AND undone_by IS NULL";
