//! SQL of one organization.

/// The ties between the people of one list and those of another. The plus keeps the second list out of the look-up: a
/// person's ties are few, the product of both lists is not.
pub const TIES_AMONG: &str = "
SELECT t.a, t.b, t.days FROM jsonb_each($2) AS r CROSS JOIN tie AS t
WHERE t.workspace_id = $1 AND t.a = CAST(r.value ->> 0 AS BIGINT)
  AND +t.b IN (SELECT CAST(few.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS few)
UNION ALL
SELECT t.a, t.b, t.days FROM jsonb_each($2) AS r CROSS JOIN tie AS t
WHERE t.workspace_id = $1 AND t.b = CAST(r.value ->> 0 AS BIGINT)
  AND +t.a IN (SELECT CAST(few.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS few)
LIMIT $4";

/// The latest interactions with some people, who of them took part and whether one of them acted: of every address the
/// thirty latest, read from an index that ends there; of all these the latest are looked up.
pub const LATEST_WITH_SOME: &str = "
SELECT recent.id, recent.at, i.kind, i.title, recent.people, recent.acts, i.class, i.cancelled
FROM (
  SELECT theirs.interaction_id AS id, MAX(theirs.at) AS at, string_agg(CAST(d.person_id AS TEXT), ' ') AS people,
    CAST(MAX(CASE WHEN theirs.role IN (0, 3) THEN 1 ELSE 0 END) AS BIGINT) AS acts
  FROM jsonb_each($2) AS r CROSS JOIN identity AS d CROSS JOIN participant AS theirs
  WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
    AND theirs.workspace_id = $1 AND theirs.identity_id = d.id AND theirs.at < $3
    AND theirs.at >= COALESCE((
      SELECT p.at FROM participant AS p
      WHERE p.workspace_id = $1 AND p.identity_id = d.id AND p.at < $3
      ORDER BY p.at DESC LIMIT 1 OFFSET 30), -9000000000000000)
  GROUP BY theirs.interaction_id ORDER BY 2 DESC, 1 DESC LIMIT $4) AS recent
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = recent.id
ORDER BY recent.at DESC, recent.id DESC";

/// What the owner says of industries: the folded name of an organization, the word of an industry.
pub const INDUSTRIES_SAID: &str =
    "SELECT organization, industry FROM organization_industry WHERE workspace_id = $1";

pub const INDUSTRY_OF: &str =
    "SELECT industry FROM organization_industry WHERE workspace_id = $1 AND organization = $2";

pub const SET_INDUSTRY: &str = "
INSERT INTO organization_industry (workspace_id, organization, industry, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace_id, organization) DO UPDATE SET industry = excluded.industry, at = excluded.at";

pub const UNSET_INDUSTRY: &str =
    "DELETE FROM organization_industry WHERE workspace_id = $1 AND organization = $2";
