//! SQL that reads everyone at once: one text a query, its fields and lines parted by two control characters that no stored
//! text holds. A row a person would cost seven microseconds each, a line of a text a fraction of one.

/// Revision and owner.
pub const STATE: &str = "SELECT revision, owner_id FROM workspace WHERE id = $1";

/// Everyone who was not recognised as someone else: id, slug, name, folded name, nature, day until which they are left
/// alone.
pub const EVERYONE: &str = "
SELECT COALESCE(string_agg(CAST(id AS TEXT) || $2 || slug || $2 || name || $2 || name_folded || $2 || CAST(nature AS TEXT)
  || $2 || CAST(COALESCE(snoozed_until, 0) AS TEXT), $3), '')
FROM person WHERE workspace_id = $1 AND joined_into IS NULL";

/// All addresses: the person, kind, domain, value, day of the last use and whether it bounced since.
pub const EVERYONES_ADDRESSES: &str = "
SELECT COALESCE(string_agg(CAST(person_id AS TEXT) || $2 || kind || $2 || COALESCE(domain, '') || $2 || value, $3), '')
FROM identity WHERE workspace_id = $1";

/// All positions: the person, organization, title, day.
pub const EVERYONES_POSITIONS: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT) || $2 || o.organization || $2 || o.title || $2
  || CAST(o.seen_day AS TEXT), $3), '')
FROM position AS o JOIN identity AS d ON d.workspace_id = o.workspace_id AND d.id = o.identity_id
WHERE o.workspace_id = $1";

/// All that cards say: the person, kind, value.
pub const EVERYONES_TOLD: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT) || $2 || t.kind || $2 || t.value || $2
  || CAST(t.seen_day AS TEXT), $3), '')
FROM identity_detail AS t JOIN identity AS d ON d.workspace_id = t.workspace_id AND d.id = t.identity_id
WHERE t.workspace_id = $1";

/// All that the owner said: the person, kind, value.
pub const EVERYONES_DETAILS: &str = "
SELECT COALESCE(string_agg(CAST(person_id AS TEXT) || $2 || kind || $2 || value, $3), '')
FROM person_detail WHERE workspace_id = $1";

/// All that was not to be on Today: the person, when.
pub const EVERYONES_DISMISSALS: &str = "
SELECT COALESCE(string_agg(CAST(person_id AS TEXT) || $2 || CAST(at AS TEXT), $3), '')
FROM dismissal WHERE workspace_id = $1";

/// The same of some people.
pub const SOME_PEOPLE: &str = "
SELECT COALESCE(string_agg(CAST(p.id AS TEXT) || $2 || p.slug || $2 || p.name || $2 || p.name_folded || $2
  || CAST(p.nature AS TEXT) || $2 || CAST(COALESCE(p.snoozed_until, 0) AS TEXT), $3), '')
FROM jsonb_each($4) AS r CROSS JOIN person AS p
WHERE p.workspace_id = $1 AND p.id = CAST(r.value ->> 0 AS BIGINT) AND p.joined_into IS NULL";

pub const ADDRESSES_OF_SOME: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT) || $2 || d.kind || $2 || COALESCE(d.domain, '') || $2 || d.value, $3), '')
FROM jsonb_each($4) AS r CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const POSITIONS_OF_SOME: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT) || $2 || o.organization || $2 || o.title || $2
  || CAST(o.seen_day AS TEXT), $3), '')
FROM jsonb_each($4) AS r CROSS JOIN identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const TOLD_OF_SOME: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT) || $2 || t.kind || $2 || t.value || $2
  || CAST(t.seen_day AS TEXT), $3), '')
FROM jsonb_each($4) AS r CROSS JOIN identity AS d
JOIN identity_detail AS t ON t.workspace_id = $1 AND t.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const DETAILS_OF_SOME: &str = "
SELECT COALESCE(string_agg(CAST(t.person_id AS TEXT) || $2 || t.kind || $2 || t.value, $3), '')
FROM jsonb_each($4) AS r CROSS JOIN person_detail AS t
WHERE t.workspace_id = $1 AND t.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const DISMISSALS_OF_SOME: &str = "
SELECT COALESCE(string_agg(CAST(m.person_id AS TEXT) || $2 || CAST(m.at AS TEXT), $3), '')
FROM jsonb_each($4) AS r CROSS JOIN dismissal AS m
WHERE m.workspace_id = $1 AND m.person_id = CAST(r.value ->> 0 AS BIGINT)";

/// The ties of the owner with some people, as `TIES_OF_PERSON` writes them.
pub const TIES_WITH_SOME: &str = "
SELECT COALESCE(string_agg(line, ' '), '') FROM (
  SELECT 'a' || CAST(t.b AS TEXT) || ':' || t.days AS line FROM jsonb_each($3) AS r CROSS JOIN tie AS t
  WHERE t.workspace_id = $1 AND t.a = $2 AND t.b = CAST(r.value ->> 0 AS BIGINT)
  UNION ALL
  SELECT 'b' || CAST(t.a AS TEXT) || ':' || t.days AS line FROM jsonb_each($3) AS r CROSS JOIN tie AS t
  WHERE t.workspace_id = $1 AND t.b = $2 AND t.a = CAST(r.value ->> 0 AS BIGINT)
) AS lines";

/// All ties of each of some people, as one text each.
pub const ALL_TIES_OF_SOME: &str = "
SELECT who, string_agg(line, ' ') FROM (
  SELECT t.a AS who, 'a' || CAST(t.b AS TEXT) || ':' || t.days AS line FROM jsonb_each($2) AS r CROSS JOIN tie AS t
  WHERE t.workspace_id = $1 AND t.a = CAST(r.value ->> 0 AS BIGINT)
  UNION ALL
  SELECT t.b AS who, 'b' || CAST(t.a AS TEXT) || ':' || t.days AS line FROM jsonb_each($2) AS r CROSS JOIN tie AS t
  WHERE t.workspace_id = $1 AND t.b = CAST(r.value ->> 0 AS BIGINT)
) AS lines GROUP BY who";

/// Who changed since a revision; 0 for more than are worth listing.
pub const CHANGED_SINCE: &str = "
SELECT DISTINCT person_id FROM change WHERE workspace_id = $1 AND revision > $2 ORDER BY person_id LIMIT $3";

/// Who was recognised as one of some people.
pub const JOINED_INTO: &str = "
SELECT p.id FROM jsonb_each($2) AS r CROSS JOIN person AS p
WHERE p.workspace_id = $1 AND p.joined_into = CAST(r.value ->> 0 AS BIGINT)";

/// The oldest revision whose changes are still listed.
pub const OLDEST_LISTED: &str = "SELECT MIN(revision) FROM change WHERE workspace_id = $1";
