//! SQL of people.

pub const NAME: &str = "SELECT name FROM person WHERE workspace_id = $1 AND id = $2";

pub const OWNER_NAME: &str = "SELECT p.name FROM workspace AS w JOIN person AS p ON p.workspace_id = w.id AND p.id = w.owner_id WHERE w.id = $1";

/// People by what their name or an address begins with or contains.
pub const FIND: &str = "
SELECT DISTINCT p.id, p.name FROM person AS p
WHERE p.workspace_id = $1 AND p.joined_into IS NULL
  AND (p.name_folded LIKE $2 ESCAPE '!' OR EXISTS (
    SELECT 1 FROM identity AS d WHERE d.workspace_id = $1 AND d.person_id = p.id AND d.value LIKE $4 ESCAPE '!'))
ORDER BY p.name, p.id LIMIT $3";

pub const BY_ID: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM person AS p WHERE p.workspace_id = $1 AND p.id = $2";

/// The named people of some ids.
pub const SOME: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM jsonb_each($2) AS r
CROSS JOIN person AS p
WHERE p.workspace_id = $1 AND p.id = CAST(r.value ->> 0 AS BIGINT)";

/// The people who are no humans, are left alone for now, or were recognised as someone else, in one text: id, nature,
/// day until which they are left alone (0 for none).
pub const SET_ASIDE: &str = "
SELECT COALESCE(string_agg(CAST(id AS TEXT) || ':' || CAST(nature AS TEXT) || ':' || CAST(COALESCE(snoozed_until, 0) AS TEXT), ' '), '')
FROM person WHERE workspace_id = $1 AND (nature <> 0 OR snoozed_until IS NOT NULL OR joined_into IS NOT NULL)";

/// The addresses of some people, the one used last at the end, with when they were last used, bounced and were away.
pub const ADDRESSES_OF_SOME: &str = "
SELECT d.person_id, d.kind, d.value, d.last_seen, d.bounced_at, d.away_at FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY COALESCE(d.last_seen, 0), d.value";

/// Those that are no humans, in the order of their names.
pub const KEPT_OUT: &str = "
SELECT p.id, p.slug, p.name, p.nature, p.snoozed_until FROM person AS p
WHERE p.workspace_id = $1 AND p.nature <> 0 AND p.joined_into IS NULL ORDER BY p.name_folded, p.id LIMIT $2";

/// The owner's mail domains.
pub const DOMAINS_OF_OWNER: &str = "
SELECT DISTINCT d.domain, w.owner_id FROM workspace AS w
JOIN identity AS d ON d.workspace_id = w.id AND d.person_id = w.owner_id AND d.domain IS NOT NULL
WHERE w.id = $1";

/// The people with an address at one of some domains, in one text.
pub const PEOPLE_AT_DOMAINS: &str = "
SELECT COALESCE(string_agg(CAST(d.person_id AS TEXT), ' '), '') FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.domain = r.value ->> 0";

/// The positions of some people, the newest last.
pub const POSITIONS_OF_SOME: &str = "
SELECT d.person_id, o.organization, o.title FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY o.seen_day, o.organization, o.title";

/// Answers between the owner ($3) and a person ($2) among the newest interactions of the person until a moment ($4): the mail
/// that was answered, when it was written, when it was answered, and by whom. Of every address so many ($6) are taken from an
/// index, and each mail that was answered is found by its Message-ID, if that tells it apart (as `capture` has it).
pub const REPLIES: &str = "
SELECT answer.answers, MIN(asked.at), recent.at, da.person_id
FROM (
  SELECT DISTINCT p.at AS at, p.interaction_id AS id
  FROM identity AS d CROSS JOIN participant AS p
  WHERE d.workspace_id = $1 AND d.person_id = $2 AND p.workspace_id = $1 AND p.identity_id = d.id AND p.at <= $4
    AND p.at >= COALESCE((
      SELECT o.at FROM participant AS o WHERE o.workspace_id = $1 AND o.identity_id = d.id AND o.at <= $4
      ORDER BY o.at DESC LIMIT 1 OFFSET $6), $5)
  ORDER BY p.at DESC, p.interaction_id DESC LIMIT $6) AS recent
CROSS JOIN interaction AS answer
CROSS JOIN interaction AS asked
CROSS JOIN participant AS pa
CROSS JOIN identity AS da
CROSS JOIN participant AS pq
CROSS JOIN identity AS dq
WHERE answer.workspace_id = $1 AND answer.id = recent.id AND answer.class <= 1
  AND asked.workspace_id = $1 AND asked.thread = answer.answers AND asked.class <= 1
  AND pa.workspace_id = $1 AND pa.interaction_id = answer.id AND pa.role = 0
  AND da.workspace_id = $1 AND da.id = pa.identity_id AND da.person_id IN ($2, $3)
  AND pq.workspace_id = $1 AND pq.interaction_id = asked.id AND pq.role = 0
  AND dq.workspace_id = $1 AND dq.id = pq.identity_id AND dq.person_id IN ($2, $3) AND dq.person_id <> da.person_id
  AND (SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS same WHERE same.workspace_id = $1 AND same.thread = asked.thread LIMIT 9) AS few) <= 8
GROUP BY answer.id, answer.answers, recent.at, da.person_id";
