//! SQL of one person's page.

/// Who is at an address of a page, and who they were recognised as.
pub const BY_SLUG: &str = "SELECT id, joined_into FROM person WHERE workspace_id = $1 AND slug = $2";

/// The address of somebody's page, and who they were recognised as.
pub const SLUG_OF: &str = "SELECT slug, joined_into FROM person WHERE workspace_id = $1 AND id = $2";

/// The addresses that interactions point to.
pub const IDENTITIES_OF: &str =
    "SELECT id FROM identity WHERE workspace_id = $1 AND person_id = $2 ORDER BY id";

/// The newest interactions of one address before a place in the timeline, from an index that holds all that is asked.
pub const NEWEST_OF_IDENTITY: &str = "
SELECT p.at, p.interaction_id, p.role FROM participant AS p
WHERE p.workspace_id = $1 AND p.identity_id = $2 AND p.at >= $3 AND p.at <= $4 AND (p.at < $4 OR p.interaction_id < $5)
ORDER BY p.at DESC, p.interaction_id DESC LIMIT $6";

/// What is shown of some interactions.
pub const SHOWN: &str = "
SELECT i.id, i.kind, i.class, i.title, i.size, i.cancelled, i.ends_at, i.series_id, i.key
FROM json_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)";

/// The records that tell of some interactions or series: which, the source and the place in it.
pub const TOLD_BY: &str = "
SELECT k.tells, s.location, k.place FROM json_each($2) AS r
CROSS JOIN record AS k
JOIN source AS s ON s.workspace_id = $1 AND s.id = k.source_id
WHERE k.workspace_id = $1 AND k.tells = CAST(r.value ->> 0 AS BIGINT) AND k.tells IS NOT NULL
LIMIT 1000";
