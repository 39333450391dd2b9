//! SQL of single interactions and notes.

pub const LOAD: &str = "
SELECT i.id, i.kind, i.class, i.at, i.ends_at, i.title, i.size, i.thread, i.answers, i.sequence, i.stamp, i.is_override, i.cancelled
FROM jsonb_each($2) AS r
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)";

pub const LOAD_PARTIES: &str = "
SELECT p.interaction_id, p.identity_id, d.person_id, p.role, p.attendance, p.stamp
FROM jsonb_each($2) AS r
CROSS JOIN participant AS p
JOIN identity AS d ON d.workspace_id = p.workspace_id AND d.id = p.identity_id
WHERE p.workspace_id = $1 AND p.interaction_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY p.interaction_id, p.identity_id, p.role";

pub const INSERT: &str = "
INSERT INTO interaction (workspace_id, id, key, kind, class, at, ends_at, title, size, thread, answers, series_id,
  sequence, stamp, is_override, cancelled)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, CAST(r.value ->> 2 AS BIGINT), CAST(r.value ->> 3 AS BIGINT),
  CAST(r.value ->> 4 AS BIGINT), CAST(r.value ->> 5 AS BIGINT), r.value ->> 6, CAST(r.value ->> 7 AS BIGINT),
  CAST(r.value ->> 8 AS BIGINT), CAST(r.value ->> 9 AS BIGINT), CAST(r.value ->> 10 AS BIGINT),
  CAST(r.value ->> 11 AS BIGINT), CAST(r.value ->> 12 AS BIGINT), CAST(r.value ->> 13 AS BIGINT),
  CAST(r.value ->> 14 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, id) DO UPDATE SET class = excluded.class, at = excluded.at, ends_at = excluded.ends_at,
  title = excluded.title, size = excluded.size, thread = excluded.thread, answers = excluded.answers,
  sequence = excluded.sequence, stamp = excluded.stamp, is_override = excluded.is_override, cancelled = excluded.cancelled";

pub const INSERT_PARTIES: &str = "
INSERT INTO participant (workspace_id, interaction_id, identity_id, role, attendance, stamp, at)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT),
  CAST(r.value ->> 3 AS BIGINT), CAST(r.value ->> 4 AS BIGINT), CAST(r.value ->> 5 AS BIGINT)
FROM jsonb_each($2) AS r";

pub const DELETE: &str = "
DELETE FROM interaction WHERE workspace_id = $1 AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_PARTIES: &str = "
DELETE FROM participant
WHERE workspace_id = $1 AND interaction_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const LATEST_WITH: &str = "
SELECT DISTINCT i.id, i.at, i.kind, i.class, i.title, i.size, theirs.role, i.cancelled
FROM identity AS d
JOIN participant AS theirs ON theirs.workspace_id = d.workspace_id AND theirs.identity_id = d.id
JOIN interaction AS i ON i.workspace_id = theirs.workspace_id AND i.id = theirs.interaction_id
WHERE d.workspace_id = $1 AND d.person_id = $2 AND theirs.at <= $3
ORDER BY i.at DESC, i.id DESC LIMIT $4";

/// The latest interactions in which both took part, among some latest of the first: found in indexes that hold all that is
/// asked of them, so that only those few are looked up.
pub const LATEST_BETWEEN: &str = "
SELECT i.id, i.at, i.kind, i.class, i.title, i.size, few.role, i.cancelled
FROM (
  SELECT DISTINCT recent.at, recent.interaction_id, recent.role FROM (
    SELECT theirs.at, theirs.interaction_id, theirs.role FROM identity AS d
    CROSS JOIN participant AS theirs
    WHERE d.workspace_id = $1 AND d.person_id = $2
      AND theirs.workspace_id = $1 AND theirs.identity_id = d.id AND theirs.at <= $3
    ORDER BY theirs.at DESC, theirs.interaction_id DESC LIMIT $6) AS recent
  WHERE EXISTS (
    SELECT 1 FROM identity AS m CROSS JOIN participant AS mine
    WHERE m.workspace_id = $1 AND m.person_id = $5
      AND mine.workspace_id = $1 AND mine.interaction_id = recent.interaction_id AND mine.identity_id = m.id)
  ORDER BY recent.at DESC, recent.interaction_id DESC LIMIT $4) AS few
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = few.interaction_id
ORDER BY i.at DESC, i.id DESC";

pub const INSERT_NOTE: &str =
    "INSERT INTO note (workspace_id, id, person_id, at, text, written_by) VALUES ($1, $2, $3, $4, $5, $6)";
pub const SET_LOGGED_BY: &str = "UPDATE interaction SET logged_by = $3 WHERE workspace_id = $1 AND id = $2";
pub const DELETE_NOTE: &str = "DELETE FROM note WHERE workspace_id = $1 AND id = $2";
pub const NOTES_OF: &str = "SELECT at, text FROM note WHERE workspace_id = $1 AND person_id = $2 AND at <= $3
  AND (private = 0 OR $5 = 1) ORDER BY at DESC, id DESC LIMIT $4";
pub const IDENTITY_OF: &str =
    "SELECT MIN(id) FROM identity WHERE workspace_id = $1 AND person_id = $2 HAVING COUNT(*) > 0";

pub const NOTE: &str = "
SELECT person_id, at, text, private, written_by FROM note WHERE workspace_id = $1 AND id = $2 AND (private = 0 OR $3 = 1)";
pub const SET_NOTE: &str = "
INSERT INTO note (workspace_id, id, person_id, at, text, private, written_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (workspace_id, id) DO UPDATE SET text = excluded.text, private = excluded.private, import_id = NULL";

/// Notes that cards bring of whoever has these identities, unless they have them already.
pub const ADD_IMPORTED: &str = "
INSERT INTO note (workspace_id, id, person_id, at, text, private, import_id)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), d.person_id, $3, r.value ->> 2, 1, $4
FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.id = CAST(r.value ->> 1 AS BIGINT) AND NOT EXISTS (
  SELECT 1 FROM note AS n WHERE n.workspace_id = $1 AND n.person_id = d.person_id AND n.text = r.value ->> 2)";
pub const DROP_IMPORTED: &str = "DELETE FROM note WHERE workspace_id = $1 AND import_id = $2";
