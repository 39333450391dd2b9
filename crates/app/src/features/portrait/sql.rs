//! SQL of one person's page.

/// Who is at an address of a page, and who they were recognised as.
pub const BY_SLUG: &str = "SELECT id, joined_into FROM person WHERE workspace_id = $1 AND slug = $2";

/// The address of somebody's page, and who they were recognised as.
pub const SLUG_OF: &str = "SELECT slug, joined_into FROM person WHERE workspace_id = $1 AND id = $2";

/// Everything that is stored of a person, each row with the part it is of, two texts and three numbers; one part is all
/// their ties as one text, one the principal's delegates with what they may see.
pub const STORED: &str = "
SELECT CAST(1 AS BIGINT), kind, value, last_seen, bounced_at, away_at FROM identity WHERE workspace_id = $1 AND person_id = $2
UNION ALL
SELECT 2, o.organization, o.title, MAX(o.seen_day), NULL, NULL FROM identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = $2 GROUP BY o.organization, o.title
UNION ALL
SELECT 3, t.kind, t.value, MAX(t.seen_day), NULL, NULL FROM identity AS d
JOIN identity_detail AS t ON t.workspace_id = $1 AND t.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = $2 GROUP BY t.kind, t.value
UNION ALL
SELECT 4, kind, value, NULL, NULL, NULL FROM person_detail WHERE workspace_id = $1 AND person_id = $2
UNION ALL
SELECT 5, m.name, recent.text, recent.id, recent.at, recent.private FROM (
  SELECT text, id, at, private, written_by FROM note WHERE workspace_id = $1 AND person_id = $2 AND at <= $5
    AND (private = 0 OR $7 = 1) ORDER BY at DESC, id DESC LIMIT $6) AS recent
LEFT JOIN member AS m ON m.workspace_id = $1 AND m.id = recent.written_by AND m.role <> 'principal'
UNION ALL
SELECT 6, NULL, days, a, b, NULL FROM tie WHERE workspace_id = $1 AND a = $3 AND b = $4
UNION ALL
SELECT 7, NULL, COALESCE(string_agg(line, ' '), ''), NULL, NULL, NULL FROM (
  SELECT line FROM (
    SELECT 'a' || CAST(b AS TEXT) || ':' || days AS line FROM tie WHERE workspace_id = $1 AND a = $2
    UNION ALL
    SELECT 'b' || CAST(a AS TEXT) || ':' || days AS line FROM tie WHERE workspace_id = $1 AND b = $2
  ) AS both_sides LIMIT $8) AS lines
UNION ALL
SELECT 8, name, scope, id, NULL, NULL FROM member
WHERE workspace_id = $1 AND id > 1 AND role = 'delegate' AND ended_at IS NULL AND $9 = 1";

/// The newest interactions of a person before a place in the timeline, whether they acted, and what is shown of each. Of
/// every address so many are taken, from an index that holds all that is asked of it; only those left are looked up.
pub const NEWEST: &str = "
SELECT recent.at, recent.id, recent.acts, i.kind, i.class, i.title, i.size, i.cancelled, i.ends_at, i.series_id, i.key,
  i.logged_by, m.name
FROM (
  SELECT p.at AS at, p.interaction_id AS id, CAST(MAX(CASE WHEN p.role IN (0, 3) THEN 1 ELSE 0 END) AS BIGINT) AS acts
  FROM identity AS d CROSS JOIN participant AS p
  WHERE d.workspace_id = $1 AND d.person_id = $2 AND p.workspace_id = $1 AND p.identity_id = d.id
    AND p.at <= $4 AND (p.at < $4 OR p.interaction_id < $5)
    AND p.at >= COALESCE((
      SELECT o.at FROM participant AS o
      WHERE o.workspace_id = $1 AND o.identity_id = d.id
        AND o.at >= $3 AND o.at <= $4 AND (o.at < $4 OR o.interaction_id < $5)
      ORDER BY o.at DESC LIMIT 1 OFFSET $7), $3)
  GROUP BY p.at, p.interaction_id ORDER BY p.at DESC, p.interaction_id DESC LIMIT $6) AS recent
CROSS JOIN interaction AS i
LEFT JOIN member AS m ON m.workspace_id = $1 AND m.id = i.logged_by AND m.role <> 'principal'
WHERE i.workspace_id = $1 AND i.id = recent.id
ORDER BY recent.at DESC, recent.id DESC";

/// The records that tell of some interactions or series: which, the source and the place in it.
pub const TOLD_BY: &str = "
SELECT k.tells, s.location, k.place FROM jsonb_each($2) AS r
CROSS JOIN record AS k
JOIN source AS s ON s.workspace_id = $1 AND s.id = k.source_id
WHERE k.workspace_id = $1 AND k.tells = CAST(r.value ->> 0 AS BIGINT) AND k.tells IS NOT NULL
LIMIT 1000";
