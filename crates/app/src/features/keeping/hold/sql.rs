//! SQL of what may not be erased.

pub const INSERT: &str = "
INSERT INTO hold (workspace_id, id, person_id, from_day, until_day, reason, set_by, set_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
pub const SET_LIFTED: &str =
    "UPDATE hold SET lifted_by = $3, lifted_at = $4 WHERE workspace_id = $1 AND id = $2";

pub const LIST: &str = "
SELECT h.id, h.person_id, p.slug, p.name, h.from_day, h.until_day, h.reason, w.name, h.set_at, l.name, h.lifted_at
FROM hold AS h
LEFT JOIN person AS p ON p.workspace_id = $1 AND p.id = h.person_id
LEFT JOIN member AS w ON w.workspace_id = $1 AND w.id = h.set_by
LEFT JOIN member AS l ON l.workspace_id = $1 AND l.id = h.lifted_by
WHERE h.workspace_id = $1 ORDER BY h.id DESC";

/// Whether some addresses ($2) took part in anything from one instant to another, the latter not included.
pub const COUNT_WITHIN: &str = "
SELECT COUNT(*) FROM (
  SELECT 1 FROM jsonb_each($2) AS r CROSS JOIN participant AS p
  WHERE p.workspace_id = $1 AND p.identity_id = CAST(r.value ->> 0 AS BIGINT) AND p.at >= $3 AND p.at < $4 LIMIT 1) AS few";
