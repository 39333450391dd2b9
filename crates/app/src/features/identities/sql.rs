//! SQL of identities, their names and positions, and the people behind them.

pub const FIND: &str = "
SELECT d.kind, d.value, d.id, d.person_id FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.kind = r.value ->> 0 AND d.value = r.value ->> 1";

pub const INSERT_PEOPLE: &str = "
INSERT INTO person (workspace_id, id, uid, slug, name, name_folded)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4
FROM jsonb_each($2) AS r";

pub const INSERT: &str = "
INSERT INTO identity (workspace_id, id, kind, value, domain, person_id)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, r.value ->> 3, CAST(r.value ->> 4 AS BIGINT)
FROM jsonb_each($2) AS r";

pub const TAKEN_SLUGS: &str = "
SELECT p.slug FROM jsonb_each($2) AS r CROSS JOIN person AS p
WHERE p.workspace_id = $1 AND p.slug = r.value ->> 0";

pub const ADD_NAMES: &str = "
INSERT INTO identity_name (workspace_id, identity_id, name, source, import_id, uses, last_day)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, CAST(r.value ->> 2 AS BIGINT), $3, CAST(r.value ->> 3 AS BIGINT),
  CAST(r.value ->> 4 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, identity_id, name, source, import_id) DO UPDATE SET uses = identity_name.uses + excluded.uses,
  last_day = CASE WHEN excluded.last_day > identity_name.last_day THEN excluded.last_day ELSE identity_name.last_day END";

/// Adds to the counters of identities; instants only move forward (first_seen: back).
pub const ADD_USES: &str = "
UPDATE identity SET
  first_seen = CASE WHEN identity.first_seen IS NULL OR u.first_seen < identity.first_seen THEN u.first_seen ELSE identity.first_seen END,
  last_seen = CASE WHEN identity.last_seen IS NULL OR u.last_seen > identity.last_seen THEN u.last_seen ELSE identity.last_seen END,
  bounced_at = CASE WHEN u.bounced_at IS NULL OR u.bounced_at <= identity.bounced_at THEN identity.bounced_at ELSE u.bounced_at END,
  away_at = CASE WHEN u.away_at IS NULL OR u.away_at <= identity.away_at THEN identity.away_at ELSE u.away_at END,
  personal_mails = identity.personal_mails + u.personal,
  discussion_mails = identity.discussion_mails + u.discussion,
  bulk_mails = identity.bulk_mails + u.bulk,
  robot_mails = identity.robot_mails + u.robot,
  list_mails = identity.list_mails + u.list,
  resource = CASE WHEN u.resource > identity.resource THEN u.resource ELSE identity.resource END
FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, COALESCE(CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT)) AS first_seen,
    CAST(r.value ->> 2 AS BIGINT) AS last_seen, CAST(r.value ->> 3 AS BIGINT) AS bounced_at,
    CAST(r.value ->> 4 AS BIGINT) AS away_at, CAST(r.value ->> 5 AS BIGINT) AS personal,
    CAST(r.value ->> 6 AS BIGINT) AS discussion, CAST(r.value ->> 7 AS BIGINT) AS bulk,
    CAST(r.value ->> 8 AS BIGINT) AS robot, CAST(r.value ->> 9 AS BIGINT) AS list, CAST(r.value ->> 10 AS BIGINT) AS resource
  FROM jsonb_each($2) AS r
) AS u
WHERE identity.workspace_id = $1 AND identity.id = u.id";

pub const ADD_POSITIONS: &str = "
INSERT INTO position (workspace_id, identity_id, organization, title, import_id, seen_day)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, $3, CAST(r.value ->> 3 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, identity_id, organization, title, import_id) DO UPDATE SET
  seen_day = CASE WHEN excluded.seen_day > position.seen_day THEN excluded.seen_day ELSE position.seen_day END";

/// Adds to the marks that one import gives; those of an identity are added up from these.
pub const ADD_MARKS: &str = "
INSERT INTO identity_mark (workspace_id, identity_id, import_id, bounced_at, away_at, list_mails, resource, cards)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), $3, CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT),
  CAST(r.value ->> 3 AS BIGINT), CAST(r.value ->> 4 AS BIGINT), CAST(r.value ->> 5 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, identity_id, import_id) DO UPDATE SET
  bounced_at = CASE WHEN excluded.bounced_at IS NULL OR excluded.bounced_at <= identity_mark.bounced_at
    THEN identity_mark.bounced_at ELSE excluded.bounced_at END,
  away_at = CASE WHEN excluded.away_at IS NULL OR excluded.away_at <= identity_mark.away_at
    THEN identity_mark.away_at ELSE excluded.away_at END,
  list_mails = identity_mark.list_mails + excluded.list_mails,
  resource = CASE WHEN excluded.resource > identity_mark.resource THEN excluded.resource ELSE identity_mark.resource END,
  cards = identity_mark.cards + excluded.cards";

/// What one import said of addresses.
pub const DELETE_NAMES_OF_IMPORT: &str =
    "DELETE FROM identity_name WHERE workspace_id = $1 AND import_id = $2";
pub const DELETE_POSITIONS_OF_IMPORT: &str =
    "DELETE FROM position WHERE workspace_id = $1 AND import_id = $2";
pub const DELETE_MARKS_OF_IMPORT: &str =
    "DELETE FROM identity_mark WHERE workspace_id = $1 AND import_id = $2";

/// Adds the marks up again.
pub const COUNT_MARKS_AGAIN: &str = "
UPDATE identity SET bounced_at = u.bounced_at, away_at = u.away_at, list_mails = u.list_mails, resource = u.resource
FROM (
  SELECT d.id, MAX(m.bounced_at) AS bounced_at, MAX(m.away_at) AS away_at,
    CAST(COALESCE(SUM(m.list_mails), 0) AS BIGINT) AS list_mails, COALESCE(MAX(m.resource), 0) AS resource
  FROM identity AS d
  LEFT JOIN identity_mark AS m ON m.workspace_id = d.workspace_id AND m.identity_id = d.id
  WHERE d.workspace_id = $1 GROUP BY d.id
) AS u
WHERE identity.workspace_id = $1 AND identity.id = u.id";

/// What is known of the identities of some people.
pub const OF_PEOPLE: &str = "
SELECT d.person_id, d.kind, d.value, d.personal_mails, d.discussion_mails, d.bulk_mails, d.robot_mails, d.list_mails, d.resource
FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const NAMES_OF_PEOPLE: &str = "
SELECT d.person_id, n.name, n.source, CAST(SUM(n.uses) AS BIGINT), MAX(n.last_day)
FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
JOIN identity_name AS n ON n.workspace_id = $1 AND n.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
GROUP BY d.person_id, d.id, n.name, n.source";

pub const UPDATE_PEOPLE: &str = "
UPDATE person SET name = u.name, name_folded = u.name_folded, nature = u.nature
FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS name, r.value ->> 2 AS name_folded,
    CAST(r.value ->> 3 AS BIGINT) AS nature
  FROM jsonb_each($2) AS r
) AS u
WHERE person.workspace_id = $1 AND person.id = u.id
  AND (person.name <> u.name OR person.name_folded <> u.name_folded OR person.nature <> u.nature)";

pub const IDS_OF_PERSON: &str =
    "SELECT id FROM identity WHERE workspace_id = $1 AND person_id = $2 ORDER BY id";

pub const MOVE: &str = "
UPDATE identity SET person_id = $3
WHERE workspace_id = $1 AND person_id = $2 AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($4) AS r)";

pub const SET_JOINED: &str = "UPDATE person SET joined_into = $3 WHERE workspace_id = $1 AND id = $2";

pub const ADDRESSES_OF: &str = "
SELECT kind, value, last_seen, bounced_at, away_at FROM identity
WHERE workspace_id = $1 AND person_id = $2 ORDER BY kind, last_seen DESC NULLS LAST, value";

pub const POSITIONS_OF: &str = "
SELECT o.organization, o.title FROM identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = $2
GROUP BY o.organization, o.title ORDER BY MAX(o.seen_day) DESC, o.organization, o.title";

pub const NAME: &str = "SELECT name FROM person WHERE workspace_id = $1 AND id = $2";

pub const ALL_PEOPLE: &str =
    "SELECT id FROM person WHERE workspace_id = $1 AND joined_into IS NULL ORDER BY id";

pub const COUNT_USES_AGAIN: &str = "
UPDATE identity SET personal_mails = u.personal, discussion_mails = u.discussion, bulk_mails = u.bulk, robot_mails = u.robot,
  first_seen = u.first_seen, last_seen = u.last_seen
FROM (
  SELECT d.id, COUNT(CASE WHEN i.kind = 0 AND i.class = 0 THEN 1 END) AS personal,
    COUNT(CASE WHEN i.class = 1 THEN 1 END) AS discussion,
    COUNT(CASE WHEN i.class = 2 THEN 1 END) AS bulk, COUNT(CASE WHEN i.class = 3 THEN 1 END) AS robot,
    MIN(i.at) AS first_seen, MAX(i.at) AS last_seen
  FROM identity AS d
  LEFT JOIN participant AS p ON p.workspace_id = d.workspace_id AND p.identity_id = d.id AND p.role IN (0, 3)
  LEFT JOIN interaction AS i ON i.workspace_id = p.workspace_id AND i.id = p.interaction_id AND i.cancelled = 0
  WHERE d.workspace_id = $1 GROUP BY d.id
) AS u
WHERE identity.workspace_id = $1 AND identity.id = u.id";

/// The addresses that nothing tells of any more. The owner's stay, and whoever something is said of keeps one to be known
/// by when it is told of again.
pub const UNUSED: &str = "
SELECT d.id FROM identity AS d
WHERE d.workspace_id = $1
  AND NOT EXISTS (SELECT 1 FROM participant AS p WHERE p.workspace_id = $1 AND p.identity_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM identity_mark AS m WHERE m.workspace_id = $1 AND m.identity_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM workspace AS w WHERE w.id = $1 AND w.owner_id = d.person_id)
  AND (
    EXISTS (SELECT 1 FROM identity AS o WHERE o.workspace_id = $1 AND o.person_id = d.person_id AND o.id <> d.id AND (
      EXISTS (SELECT 1 FROM participant AS p WHERE p.workspace_id = $1 AND p.identity_id = o.id)
      OR EXISTS (SELECT 1 FROM identity_mark AS m WHERE m.workspace_id = $1 AND m.identity_id = o.id)))
    OR NOT (
      EXISTS (SELECT 1 FROM note AS n WHERE n.workspace_id = $1 AND n.person_id = d.person_id)
      OR EXISTS (SELECT 1 FROM person_detail AS t WHERE t.workspace_id = $1 AND t.person_id = d.person_id)
      OR EXISTS (SELECT 1 FROM dismissal AS m WHERE m.workspace_id = $1 AND m.person_id = d.person_id)))";

pub const DELETE_NAMES_OF: &str = "
DELETE FROM identity_name WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_POSITIONS_OF: &str = "
DELETE FROM position WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_MARKS_OF: &str = "
DELETE FROM identity_mark WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_IDENTITIES: &str = "
DELETE FROM identity WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const DELETE_PEOPLE_WITHOUT_ADDRESS: &str = "
DELETE FROM person WHERE workspace_id = $1 AND joined_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM identity AS d WHERE d.workspace_id = $1 AND d.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM note AS n WHERE n.workspace_id = $1 AND n.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM person_detail AS t WHERE t.workspace_id = $1 AND t.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM dismissal AS m WHERE m.workspace_id = $1 AND m.person_id = person.id)";

pub const SET_SNOOZE: &str = "UPDATE person SET snoozed_until = $3 WHERE workspace_id = $1 AND id = $2";
pub const SNOOZED_UNTIL: &str = "SELECT snoozed_until FROM person WHERE workspace_id = $1 AND id = $2";

pub const DELETE_UNUSED_BY_HAND: &str = "
DELETE FROM identity WHERE workspace_id = $1 AND kind = 'name' AND value LIKE $2
  AND NOT EXISTS (SELECT 1 FROM participant AS p WHERE p.workspace_id = $1 AND p.identity_id = identity.id)";

/// That some identities were added by hand is no longer so.
pub const UNMARK_BY_HAND: &str = "
DELETE FROM identity_mark WHERE workspace_id = $1 AND import_id = 0
  AND identity_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)
  AND bounced_at IS NULL AND away_at IS NULL AND list_mails = 0 AND resource = 0";

/// Of some identities, those that no source told of and nothing is logged about.
pub const DELETE_THESE_UNUSED: &str = "
DELETE FROM identity WHERE workspace_id = $1
  AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)
  AND NOT EXISTS (SELECT 1 FROM identity_mark AS m WHERE m.workspace_id = $1 AND m.identity_id = identity.id)
  AND NOT EXISTS (SELECT 1 FROM participant AS p WHERE p.workspace_id = $1 AND p.identity_id = identity.id)
  AND NOT EXISTS (SELECT 1 FROM identity_name AS n WHERE n.workspace_id = $1 AND n.identity_id = identity.id)
  AND NOT EXISTS (SELECT 1 FROM position AS o WHERE o.workspace_id = $1 AND o.identity_id = identity.id)
  AND NOT EXISTS (SELECT 1 FROM identity_detail AS t WHERE t.workspace_id = $1 AND t.identity_id = identity.id)";

/// Of some people, those without an address of whom nothing is said.
pub const DELETE_THESE_PEOPLE: &str = "
DELETE FROM person WHERE workspace_id = $1 AND joined_into IS NULL
  AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)
  AND NOT EXISTS (SELECT 1 FROM identity AS d WHERE d.workspace_id = $1 AND d.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM note AS n WHERE n.workspace_id = $1 AND n.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM person_detail AS t WHERE t.workspace_id = $1 AND t.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM dismissal AS m WHERE m.workspace_id = $1 AND m.person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM workspace AS w WHERE w.id = $1 AND w.owner_id = person.id)";
