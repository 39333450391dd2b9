//! SQL of one organization.

/// The ties between the people of one list and those of another. The plus keeps the second list out of the look-up: a
/// person's ties are few, the product of both lists is not.
pub const TIES_AMONG: &str = "
SELECT t.a, t.b, t.days FROM json_each($2) AS r CROSS JOIN tie AS t
WHERE t.workspace_id = $1 AND t.a = CAST(r.value ->> 0 AS BIGINT)
  AND +t.b IN (SELECT CAST(few.value ->> 0 AS BIGINT) FROM json_each($3) AS few)
UNION ALL
SELECT t.a, t.b, t.days FROM json_each($2) AS r CROSS JOIN tie AS t
WHERE t.workspace_id = $1 AND t.b = CAST(r.value ->> 0 AS BIGINT)
  AND +t.a IN (SELECT CAST(few.value ->> 0 AS BIGINT) FROM json_each($3) AS few)
LIMIT $4";

/// The latest interactions with some people, each person who took part in a row of its own: of every address the twenty
/// latest, read from an index that ends there.
pub const LATEST_WITH_SOME: &str = "
SELECT DISTINCT i.id, i.at, i.kind, i.title, recent.person_id, recent.role
FROM (
  SELECT d.person_id, theirs.interaction_id, theirs.role
  FROM json_each($2) AS r CROSS JOIN identity AS d CROSS JOIN participant AS theirs
  WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
    AND theirs.workspace_id = $1 AND theirs.identity_id = d.id AND theirs.at < $3
    AND theirs.at >= COALESCE((
      SELECT p.at FROM participant AS p
      WHERE p.workspace_id = $1 AND p.identity_id = d.id AND p.at < $3
      ORDER BY p.at DESC LIMIT 1 OFFSET 20), -9000000000000000)
  ORDER BY theirs.at DESC, theirs.interaction_id DESC LIMIT $4) AS recent
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = recent.interaction_id AND i.class = 0 AND i.cancelled = 0
ORDER BY i.at DESC, i.id DESC, recent.person_id, recent.role";
