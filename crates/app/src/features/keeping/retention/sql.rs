//! SQL of how long the contact that a source tells of is kept.

/// The networks on this server, each with its principal.
pub const PRINCIPALS: &str =
    "SELECT workspace_id, MIN(id) FROM member WHERE role = 'principal' GROUP BY workspace_id";

pub const RULES: &str = "
SELECT s.id, s.location, s.kept, COALESCE(t.months, 0) FROM source AS s
LEFT JOIN retention AS t ON t.workspace_id = $1 AND t.source_id = s.id
WHERE s.workspace_id = $1 ORDER BY s.location";
pub const MONTHS: &str = "SELECT months FROM retention WHERE workspace_id = $1 AND source_id = $2";
pub const SET: &str = "
INSERT INTO retention (workspace_id, source_id, months) VALUES ($1, $2, $3)
ON CONFLICT (workspace_id, source_id) DO UPDATE SET months = excluded.months";
pub const UNSET: &str = "DELETE FROM retention WHERE workspace_id = $1 AND source_id = $2";

/// The next records of a source after a key that tell of single contact before an instant.
pub const EXPIRED: &str = "
SELECT k.key, i.id FROM record AS k CROSS JOIN interaction AS i
WHERE k.workspace_id = $1 AND k.source_id = $2 AND k.key > $3 AND i.workspace_id = $1 AND i.id = k.tells AND i.at < $4
ORDER BY k.key LIMIT $5";

/// The next meetings after a number, before an instant, of the series that a source tells of.
pub const EXPIRED_OF_SERIES: &str = "
SELECT DISTINCT i.id FROM record AS k CROSS JOIN interaction AS i
WHERE k.workspace_id = $1 AND k.source_id = $2 AND i.workspace_id = $1 AND i.series_id = k.tells AND i.id > $3 AND i.at < $4
ORDER BY i.id LIMIT $5";

/// Of some interactions, those that a record of another source tells of as well, by itself or as one of a series.
pub const TOLD_ELSEWHERE: &str = "
SELECT i.id FROM jsonb_each($3) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)
  AND (EXISTS (SELECT 1 FROM record AS o WHERE o.workspace_id = $1 AND o.tells = i.id AND o.source_id <> $2)
    OR EXISTS (SELECT 1 FROM record AS o WHERE o.workspace_id = $1 AND o.tells = i.series_id AND o.source_id <> $2))";

/// Records whose contact is not kept any more: they stay known, so that the same source does not bring it back.
pub const SET_OUTDATED: &str = "
UPDATE record SET outcome = 2, tells = NULL, reason = $4 WHERE workspace_id = $1 AND source_id = $2
  AND key IN (SELECT r.value ->> 0 FROM jsonb_each($3) AS r)";
pub const COUNT_OFF: &str = "UPDATE source SET kept = kept - $3 WHERE workspace_id = $1 AND id = $2";
