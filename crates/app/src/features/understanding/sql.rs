//! SQL of ties and acquaintances.

pub const LOAD_TIES: &str = "
SELECT t.a, t.b, t.days FROM jsonb_each($2) AS r
CROSS JOIN tie AS t
WHERE t.workspace_id = $1 AND t.a = CAST(r.value ->> 0 AS BIGINT) AND t.b = CAST(r.value ->> 1 AS BIGINT)";

pub const SAVE_TIES: &str = "
INSERT INTO tie (workspace_id, a, b, days)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), r.value ->> 2 FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, a, b) DO UPDATE SET days = excluded.days";

pub const ADD_ACQUAINTANCES: &str = "
INSERT INTO acquaintance (workspace_id, a, b, weight, seen, last_day)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT),
  CAST(r.value ->> 3 AS BIGINT), CAST(r.value ->> 4 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, a, b) DO UPDATE SET weight = acquaintance.weight + excluded.weight,
  seen = acquaintance.seen + excluded.seen,
  last_day = CASE WHEN excluded.last_day > acquaintance.last_day THEN excluded.last_day ELSE acquaintance.last_day END";

pub const DELETE_TIES: &str = "
DELETE FROM tie WHERE workspace_id = $1 AND (a, b) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_ACQUAINTANCES: &str = "
DELETE FROM acquaintance WHERE workspace_id = $1 AND (a, b) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_ALL_TIES: &str = "DELETE FROM tie WHERE workspace_id = $1";
pub const DELETE_ALL_ACQUAINTANCES: &str = "DELETE FROM acquaintance WHERE workspace_id = $1";
pub const DELETE_ALL_STALE: &str = "DELETE FROM stale_pair WHERE workspace_id = $1";

pub const SET_STALE: &str = "
INSERT INTO stale_pair (workspace_id, a, b)
SELECT DISTINCT $1, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT) FROM jsonb_each($2) AS r WHERE true
ON CONFLICT DO NOTHING";

/// The pairs of a person, as stored or still to be derived.
pub const PAIRS_OF_PERSON: &str = "
SELECT a, b FROM tie WHERE workspace_id = $1 AND a = $2
UNION SELECT a, b FROM tie WHERE workspace_id = $1 AND b = $2
UNION SELECT a, b FROM acquaintance WHERE workspace_id = $1 AND a = $2
UNION SELECT a, b FROM acquaintance WHERE workspace_id = $1 AND b = $2
UNION SELECT a, b FROM stale_pair WHERE workspace_id = $1 AND a = $2
UNION SELECT a, b FROM stale_pair WHERE workspace_id = $1 AND b = $2";

pub const SOME_STALE: &str = "SELECT a, b FROM stale_pair WHERE workspace_id = $1 ORDER BY a, b LIMIT $2";

pub const CLEAR_STALE: &str = "
DELETE FROM stale_pair WHERE workspace_id = $1 AND (a, b) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT) FROM jsonb_each($2) AS r)";

/// Interactions in which both of a pair took part, found among those of the first.
pub const INTERACTIONS_OF_PAIRS: &str = "
SELECT DISTINCT p1.interaction_id
FROM jsonb_each($2) AS r CROSS JOIN identity AS d1 CROSS JOIN participant AS p1 CROSS JOIN participant AS p2 CROSS JOIN identity AS d2
WHERE d1.workspace_id = $1 AND d1.person_id = CAST(r.value ->> 0 AS BIGINT)
  AND p1.workspace_id = $1 AND p1.identity_id = d1.id
  AND p2.workspace_id = $1 AND p2.interaction_id = p1.interaction_id
  AND d2.workspace_id = $1 AND d2.id = p2.identity_id AND d2.person_id = CAST(r.value ->> 1 AS BIGINT)";

/// Answers through a discussion list by the first of a pair to the second: who answered, whom, when.
pub const ANSWERS_BY_FIRST: &str = "
SELECT DISTINCT d1.person_id, d2.person_id, answer.at, answer.id, asked.id
FROM jsonb_each($2) AS r CROSS JOIN identity AS d1 CROSS JOIN participant AS p1 CROSS JOIN interaction AS answer
  CROSS JOIN interaction AS asked CROSS JOIN participant AS p2 CROSS JOIN identity AS d2
WHERE d1.workspace_id = $1 AND d1.person_id = CAST(r.value ->> 0 AS BIGINT)
  AND p1.workspace_id = $1 AND p1.identity_id = d1.id AND p1.role = 0
  AND answer.workspace_id = $1 AND answer.id = p1.interaction_id AND answer.class = 1
  AND asked.workspace_id = $1 AND asked.thread = answer.answers
  AND p2.workspace_id = $1 AND p2.interaction_id = asked.id AND p2.role = 0
  AND d2.workspace_id = $1 AND d2.id = p2.identity_id AND d2.person_id = CAST(r.value ->> 1 AS BIGINT)
  AND (SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS same WHERE same.workspace_id = $1 AND same.thread = asked.thread LIMIT 9) AS few) <= 8";

/// Answers through a discussion list to the first of a pair by the second.
pub const ANSWERS_TO_FIRST: &str = "
SELECT DISTINCT d2.person_id, d1.person_id, answer.at, answer.id, asked.id
FROM jsonb_each($2) AS r CROSS JOIN identity AS d1 CROSS JOIN participant AS p1 CROSS JOIN interaction AS asked
  CROSS JOIN interaction AS answer CROSS JOIN participant AS p2 CROSS JOIN identity AS d2
WHERE d1.workspace_id = $1 AND d1.person_id = CAST(r.value ->> 0 AS BIGINT)
  AND p1.workspace_id = $1 AND p1.identity_id = d1.id AND p1.role = 0
  AND asked.workspace_id = $1 AND asked.id = p1.interaction_id
  AND answer.workspace_id = $1 AND answer.answers = asked.thread AND answer.class = 1
  AND p2.workspace_id = $1 AND p2.interaction_id = answer.id AND p2.role = 0
  AND d2.workspace_id = $1 AND d2.id = p2.identity_id AND d2.person_id = CAST(r.value ->> 1 AS BIGINT)
  AND (SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS same WHERE same.workspace_id = $1 AND same.thread = asked.thread LIMIT 9) AS few) <= 8";

pub const NEWEST_INTERACTION: &str = "SELECT COALESCE(MAX(id), 0) FROM interaction WHERE workspace_id = $1";

pub const INTERACTIONS_AFTER: &str =
    "SELECT id FROM interaction WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3";

/// Answers through a list among interactions after an id, whichever of the two came later.
pub const ANSWERS_AFTER: &str = "
SELECT DISTINCT da.person_id, dq.person_id, answer.at, answer.id, asked.id
FROM interaction AS answer
JOIN interaction AS asked ON asked.workspace_id = $1 AND asked.thread = answer.answers
JOIN participant AS pa ON pa.workspace_id = $1 AND pa.interaction_id = answer.id AND pa.role = 0
JOIN identity AS da ON da.workspace_id = $1 AND da.id = pa.identity_id
JOIN participant AS pq ON pq.workspace_id = $1 AND pq.interaction_id = asked.id AND pq.role = 0
JOIN identity AS dq ON dq.workspace_id = $1 AND dq.id = pq.identity_id
WHERE answer.workspace_id = $1 AND answer.class = 1 AND answer.answers IS NOT NULL AND (answer.id > $2 OR asked.id > $2)
  AND (SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS same WHERE same.workspace_id = $1 AND same.thread = asked.thread LIMIT 9) AS few) <= 8";

/// The ties in which a person stands first, with people of a range of numbers: all others in one text, all days in another,
/// in the same order. A row a tie would cost seven microseconds each, this a fraction of one.
pub const TIES_AS_FIRST: &str = "
SELECT COALESCE(string_agg(CAST(b AS TEXT), ' '), ''), COALESCE(string_agg(days, ' '), '') FROM (
  SELECT b, days FROM tie WHERE workspace_id = $1 AND a = $2 AND b >= $3 AND b < $4) AS lines";

/// The same where the person stands second.
pub const TIES_AS_SECOND: &str = "
SELECT COALESCE(string_agg(CAST(a AS TEXT), ' '), ''), COALESCE(string_agg(days, ' '), '') FROM (
  SELECT a, days FROM tie WHERE workspace_id = $1 AND b = $2 AND a >= $3 AND a < $4) AS lines";

/// The least and the greatest number of the people with whom a person has ties: of those where the person stands first (0),
/// and of those where the person stands second (1).
pub const ENDS_OF_TIES: &str = "
SELECT side, first, last FROM (
  SELECT CAST(0 AS BIGINT) AS side, (SELECT MIN(b) FROM tie WHERE workspace_id = $1 AND a = $2) AS first,
    (SELECT MAX(b) FROM tie WHERE workspace_id = $1 AND a = $2) AS last
  UNION ALL
  SELECT CAST(1 AS BIGINT), (SELECT MIN(a) FROM tie WHERE workspace_id = $1 AND b = $2),
    (SELECT MAX(a) FROM tie WHERE workspace_id = $1 AND b = $2)) AS lines
WHERE first IS NOT NULL";

pub const TIE_WITH: &str = "SELECT a, b, days FROM tie WHERE workspace_id = $1 AND a = $2 AND b = $3";

/// Answers through a list in which one of these interactions is the answer or what was asked.
pub const ANSWERS_AMONG: &str = "
SELECT DISTINCT da.person_id, dq.person_id, answer.at, answer.id, asked.id
FROM (
  SELECT one.id AS answer_id, other.id AS asked_id FROM jsonb_each($2) AS r
  CROSS JOIN interaction AS one
  JOIN interaction AS other ON other.workspace_id = $1 AND other.thread = one.answers
WHERE one.workspace_id = $1 AND one.id = CAST(r.value ->> 0 AS BIGINT) AND one.class = 1
  UNION
  SELECT other.id, one.id FROM jsonb_each($2) AS r
  CROSS JOIN interaction AS one
  JOIN interaction AS other ON other.workspace_id = $1 AND other.answers = one.thread AND other.class = 1
WHERE one.workspace_id = $1 AND one.id = CAST(r.value ->> 0 AS BIGINT)
) AS link
JOIN interaction AS answer ON answer.workspace_id = $1 AND answer.id = link.answer_id
JOIN interaction AS asked ON asked.workspace_id = $1 AND asked.id = link.asked_id
JOIN participant AS pa ON pa.workspace_id = $1 AND pa.interaction_id = answer.id AND pa.role = 0
JOIN identity AS da ON da.workspace_id = $1 AND da.id = pa.identity_id
JOIN participant AS pq ON pq.workspace_id = $1 AND pq.interaction_id = asked.id AND pq.role = 0
JOIN identity AS dq ON dq.workspace_id = $1 AND dq.id = pq.identity_id
WHERE (SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS same WHERE same.workspace_id = $1 AND same.thread = asked.thread LIMIT 9) AS few) <= 8";

/// The ties behind a pair, in the order of pairs: first ends, second ends and days, each in one text and in the same order.
pub const ACQUAINTANCES_AFTER: &str = "
SELECT COALESCE(string_agg(CAST(a AS TEXT), ' '), ''), COALESCE(string_agg(CAST(b AS TEXT), ' '), ''),
  COALESCE(string_agg(CAST(seen AS TEXT), ' '), ''), COALESCE(string_agg(CAST(last_day AS TEXT), ' '), '')
FROM (SELECT a, b, seen, last_day FROM acquaintance WHERE workspace_id = $1 AND (a, b) > ($2, $3)
  ORDER BY a, b LIMIT $4) AS lines";

/// The days of the tie of each of some pairs, and the last day on which they were seen together, where there is either.
pub const BETWEEN: &str = "
SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), t.days, q.last_day FROM jsonb_each($2) AS r
LEFT JOIN tie AS t ON t.workspace_id = $1
  AND t.a = CAST(r.value ->> 0 AS BIGINT) AND t.b = CAST(r.value ->> 1 AS BIGINT)
LEFT JOIN acquaintance AS q ON q.workspace_id = $1
  AND q.a = CAST(r.value ->> 0 AS BIGINT) AND q.b = CAST(r.value ->> 1 AS BIGINT)";

pub const TIES_AFTER: &str = "
SELECT COALESCE(string_agg(CAST(a AS TEXT), ' '), ''), COALESCE(string_agg(CAST(b AS TEXT), ' '), ''),
  COALESCE(string_agg(days, ' '), '')
FROM (SELECT a, b, days FROM tie WHERE workspace_id = $1 AND (a, b) > ($2, $3) ORDER BY a, b LIMIT $4) AS lines";
