//! SQL of the acts and the list of changes.

pub const INSERT_ACT: &str = "
INSERT INTO act (workspace_id, id, member_id, for_member_id, at, kind, subject, inverse, part_of, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

pub const INSERT_CHANGES: &str = "
INSERT INTO change (workspace_id, revision, person_id)
SELECT DISTINCT $1, $2, CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS r";

pub const FORGET_OLD_CHANGES: &str = "DELETE FROM change WHERE workspace_id = $1 AND revision <= $2";

pub const INSERT_TOUCHES: &str = "
INSERT INTO act_touch (workspace_id, act_id, thing, role)
SELECT $1, $2, CAST(r.value ->> 0 AS TEXT), CAST(r.value ->> 1 AS BIGINT) FROM jsonb_each($3) AS r
WHERE true ON CONFLICT DO NOTHING";

/// What some acts were about.
pub const TOUCHED_BY: &str = "
SELECT t.act_id, t.thing FROM jsonb_each($2) AS r CROSS JOIN act_touch AS t
WHERE t.workspace_id = $1 AND t.act_id = CAST(r.value ->> 0 AS BIGINT)";

/// The numbers of everyone's acts.
pub const IDS: &str = "
SELECT act.id FROM act
WHERE act.workspace_id = $1 AND act.id < $2 AND act.at >= $3 AND (act.part_of IS NULL OR $4 = 1)
  AND (CAST($5 AS TEXT) IS NULL OR act.kind = $5)
ORDER BY act.id DESC LIMIT $6";

/// The numbers of one member's acts.
pub const IDS_OF_MEMBER: &str = "
SELECT act.id FROM act
WHERE act.workspace_id = $1 AND act.id < $2 AND act.at >= $3 AND (act.part_of IS NULL OR $4 = 1)
  AND (CAST($5 AS TEXT) IS NULL OR act.kind = $5) AND act.member_id = $7
ORDER BY act.id DESC LIMIT $6";

/// The numbers of the acts about one thing, of one member or of everyone.
pub const IDS_ABOUT: &str = "
SELECT act.id FROM act_touch AS t CROSS JOIN act
WHERE t.workspace_id = $1 AND t.thing = $8 AND t.act_id < $2 AND act.workspace_id = $1 AND act.id = t.act_id
  AND act.at >= $3 AND (act.part_of IS NULL OR $4 = 1)
  AND (CAST($5 AS TEXT) IS NULL OR act.kind = $5) AND (CAST($7 AS BIGINT) IS NULL OR act.member_id = $7)
ORDER BY t.act_id DESC LIMIT $6";

pub const ACTS: &str = "
SELECT act.id, act.at, who.name, whom.name, act.kind, act.subject, act.origin, act.inverse,
  CAST(CASE WHEN act.undone_by IS NULL THEN 0 ELSE 1 END AS BIGINT), act.member_id
FROM jsonb_each($2) AS r CROSS JOIN act CROSS JOIN member AS who CROSS JOIN member AS whom
WHERE act.workspace_id = $1 AND act.id = CAST(r.value ->> 0 AS BIGINT)
  AND who.workspace_id = $1 AND who.id = act.member_id AND whom.workspace_id = $1 AND whom.id = act.for_member_id
ORDER BY act.id DESC";

/// For each of some acts that has one, the newest act that still stands and changed what it changed, or concerned what it
/// made (`acts::touches::Role`). What is part of it goes with it.
pub const BLOCKED: &str = "
SELECT mine.act_id, MAX(later.act_id) FROM jsonb_each($2) AS r
CROSS JOIN act_touch AS mine CROSS JOIN act_touch AS later CROSS JOIN act
WHERE mine.workspace_id = $1 AND mine.act_id = CAST(r.value ->> 0 AS BIGINT) AND mine.role > 0
  AND later.workspace_id = $1 AND later.thing = mine.thing AND later.act_id > mine.act_id
  AND later.role >= 2 - mine.role
  AND act.workspace_id = $1 AND act.id = later.act_id AND act.undone_by IS NULL
  AND (act.part_of IS NULL OR act.part_of <> mine.act_id)
GROUP BY mine.act_id ORDER BY mine.act_id";

/// What some acts belong to, which is the act itself where it is no part of another: its number, what it did, by whom.
pub const WHOLES: &str = "
SELECT act.id, whole.id, whole.subject, whole.member_id FROM jsonb_each($2) AS r CROSS JOIN act CROSS JOIN act AS whole
WHERE act.workspace_id = $1 AND act.id = CAST(r.value ->> 0 AS BIGINT)
  AND whole.workspace_id = $1 AND whole.id = COALESCE(act.part_of, act.id)";

/// What members did since a moment that took people off a list, and still stands.
pub const SINCE: &str = "
SELECT inverse FROM act
WHERE workspace_id = $1 AND at >= $2 AND kind IN ('log', 'snooze', 'dismiss') AND undone_by IS NULL
ORDER BY id";

/// The acts that are parts of one and still stand, the newest first.
pub const PARTS: &str = "
SELECT id, inverse FROM act WHERE workspace_id = $1 AND part_of = $2 AND undone_by IS NULL ORDER BY id DESC";

pub const TO_UNDO: &str = "
SELECT id, subject, inverse, undone_by, member_id FROM act
WHERE workspace_id = $1 AND id = $2";

/// The newest act of a member that can be taken back.
pub const LAST_TO_UNDO: &str = "
SELECT id, subject, inverse, undone_by, member_id FROM act
WHERE workspace_id = $1 AND member_id = $2 AND undone_by IS NULL AND part_of IS NULL
  AND inverse NOT LIKE '%\"nothing\"%'
ORDER BY id DESC LIMIT 1";

pub const MARK_UNDONE: &str =
    "UPDATE act SET undone_by = $3 WHERE workspace_id = $1 AND id = $2 AND undone_by IS NULL";

/// Acts once more, with higher numbers.
pub const COPY_ALL: &str = "
INSERT INTO act (workspace_id, id, member_id, for_member_id, at, kind, subject, inverse, undone_by, part_of, origin)
SELECT workspace_id, id + $2, member_id, for_member_id, at, kind, subject, inverse, undone_by + $2, part_of + $2, origin
FROM act WHERE workspace_id = $1 AND id < $2";

pub const COPY_TOUCHES: &str = "
INSERT INTO act_touch (workspace_id, act_id, thing, role)
SELECT workspace_id, act_id + $2, thing, role FROM act_touch WHERE workspace_id = $1 AND act_id < $2";

pub const DELETE_TOUCHES_BELOW: &str = "DELETE FROM act_touch WHERE workspace_id = $1 AND act_id < $2";
pub const DELETE_BELOW: &str = "DELETE FROM act WHERE workspace_id = $1 AND id < $2";
