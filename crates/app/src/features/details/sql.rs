//! SQL of what the owner and the sources say of people.

pub const SET: &str = "
INSERT INTO person_detail (workspace_id, person_id, kind, value, at)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, $3 FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, person_id, kind) DO UPDATE SET value = excluded.value, at = excluded.at";

pub const UNSET: &str = "
DELETE FROM person_detail WHERE workspace_id = $1 AND (person_id, kind) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1 FROM jsonb_each($2) AS r)";

pub const OF_PERSON: &str =
    "SELECT kind, value FROM person_detail WHERE workspace_id = $1 AND person_id = $2";

pub const OF_PEOPLE: &str = "
SELECT d.person_id, d.kind, d.value FROM jsonb_each($2) AS r
CROSS JOIN person_detail AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const DELETE_TOLD_OF: &str = "
DELETE FROM identity_detail WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

/// All that was said of some kinds.
pub const OF_KINDS: &str = "
SELECT d.person_id, d.kind, d.value FROM jsonb_each($2) AS r
CROSS JOIN person_detail AS d
WHERE d.workspace_id = $1 AND d.kind = r.value ->> 0";

/// What one import said.
pub const DELETE_TOLD_BY_IMPORT: &str =
    "DELETE FROM identity_detail WHERE workspace_id = $1 AND import_id = $2";

pub const ADD_TOLD: &str = "
INSERT INTO identity_detail (workspace_id, identity_id, kind, value, import_id, seen_day)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, $3, CAST(r.value ->> 3 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, identity_id, kind, value, import_id) DO UPDATE SET
  seen_day = CASE WHEN excluded.seen_day > identity_detail.seen_day THEN excluded.seen_day ELSE identity_detail.seen_day END";
