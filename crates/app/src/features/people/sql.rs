//! SQL of people.

pub const NAME: &str = "SELECT name FROM person WHERE workspace_id = $1 AND id = $2";

pub const OWNER_NAME: &str = "SELECT p.name FROM workspace AS w JOIN person AS p ON p.workspace_id = w.id AND p.id = w.owner_id WHERE w.id = $1";

pub const SET_SNOOZE: &str = "UPDATE person SET snoozed_until = $3 WHERE workspace_id = $1 AND id = $2";
pub const SNOOZED_UNTIL: &str = "SELECT snoozed_until FROM person WHERE workspace_id = $1 AND id = $2";

/// People by what their name or an address begins with or contains.
pub const FIND: &str = "
SELECT DISTINCT p.id, p.name FROM person AS p
WHERE p.workspace_id = $1 AND p.joined_into IS NULL
  AND (p.name_folded LIKE $2 ESCAPE '!' OR EXISTS (
    SELECT 1 FROM identity AS d WHERE d.workspace_id = $1 AND d.person_id = p.id AND d.value LIKE $2 ESCAPE '!'))
ORDER BY p.name, p.id LIMIT $3";

pub const BY_ID: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM person AS p WHERE p.workspace_id = $1 AND p.id = $2";

/// The named people of some ids.
pub const SOME: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM json_each($2) AS r
JOIN person AS p ON p.workspace_id = $1 AND p.id = CAST(r.value ->> 0 AS BIGINT)";

/// The people who are no humans, are left alone for now, or were recognised as someone else, in one text: id, nature,
/// day until which they are left alone (0 for none).
pub const SET_ASIDE: &str = "
SELECT COALESCE(string_agg(CAST(id AS TEXT) || ':' || CAST(nature AS TEXT) || ':' || CAST(COALESCE(snoozed_until, 0) AS TEXT), ' '), '')
FROM person WHERE workspace_id = $1 AND (nature <> 0 OR snoozed_until IS NOT NULL OR joined_into IS NOT NULL)";

/// The domains of the mail addresses of some people, with when they bounced and were away.
pub const ADDRESSES_OF_SOME: &str = "
SELECT d.person_id, d.value, d.last_seen, d.bounced_at, d.away_at FROM json_each($2) AS r
JOIN identity AS d ON d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT) AND d.kind = 'email'";

/// People without any tie to the owner, in the order of their names.
pub const KEPT_OUT: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM person AS p
WHERE p.workspace_id = $1 AND p.nature <> 0 AND p.joined_into IS NULL ORDER BY p.name_folded, p.id LIMIT $2";
