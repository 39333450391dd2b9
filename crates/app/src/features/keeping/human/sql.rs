//! SQL over everything that is held about one human: to show it, and to erase it.
//!
//! This is the one place that knows every table in which somebody may stand. A new table of facts gets its place here too.

/// The person and whoever was recognised as them.
pub const MERGED: &str = "
WITH RECURSIVE same (id) AS (
  SELECT CAST($2 AS BIGINT)
  UNION
  SELECT p.id FROM same JOIN person AS p ON p.workspace_id = $1 AND p.joined_into = same.id
)
SELECT p.id, p.slug, p.uid, p.name, p.nature, p.snoozed_until FROM same
JOIN person AS p ON p.workspace_id = $1 AND p.id = same.id ORDER BY p.id";

/// As whom somebody was recognised.
pub const JOINED_INTO: &str = "SELECT joined_into FROM person WHERE workspace_id = $1 AND id = $2";

pub const ADDRESSES: &str = "
SELECT d.id, d.kind, d.value, d.first_seen, d.last_seen, d.bounced_at, d.away_at,
  d.personal_mails + d.discussion_mails + d.bulk_mails + d.robot_mails
FROM jsonb_each($2) AS r CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY d.kind, d.value";

pub const NAMES: &str = "
SELECT d.value, n.name, n.source, CAST(SUM(n.uses) AS BIGINT), MAX(n.last_day) FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
JOIN identity_name AS n ON n.workspace_id = $1 AND n.identity_id = d.id
WHERE d.workspace_id = $1 AND d.id = CAST(r.value ->> 0 AS BIGINT)
GROUP BY d.value, n.name, n.source ORDER BY n.name, d.value, n.source";

pub const POSITIONS: &str = "
SELECT d.value, o.organization, o.title, MAX(o.seen_day) FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.id = CAST(r.value ->> 0 AS BIGINT)
GROUP BY d.value, o.organization, o.title ORDER BY MAX(o.seen_day) DESC, o.organization, o.title";

pub const TOLD: &str = "
SELECT d.value, t.kind, t.value, MAX(t.seen_day) FROM jsonb_each($2) AS r
CROSS JOIN identity AS d
JOIN identity_detail AS t ON t.workspace_id = $1 AND t.identity_id = d.id
WHERE d.workspace_id = $1 AND d.id = CAST(r.value ->> 0 AS BIGINT)
GROUP BY d.value, t.kind, t.value ORDER BY t.kind, t.value, d.value";

/// What the owner said of some people: details, how good their numbers are, and when they would have been named as past
/// their rhythm within the last year.
pub const SAID: &str = "
SELECT t.kind, t.value, t.at FROM jsonb_each($2) AS r CROSS JOIN person_detail AS t
WHERE t.workspace_id = $1 AND t.person_id = CAST(r.value ->> 0 AS BIGINT)
UNION ALL
SELECT 'asked about ' || s.number, CAST(s.said AS TEXT) || ': ' || s.answer, s.answered_at
FROM jsonb_each($2) AS r CROSS JOIN sample_person AS s
WHERE s.workspace_id = $1 AND s.person_id = CAST(r.value ->> 0 AS BIGINT) AND s.answer IS NOT NULL
UNION ALL
SELECT 'past their rhythm', CASE a.was_right WHEN 1 THEN 'rightly' ELSE 'wrongly' END, a.day * 86400000000
FROM jsonb_each($2) AS r CROSS JOIN past_alarm AS a
WHERE a.workspace_id = $1 AND a.person_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY 1, 3";

pub const NOTES: &str = "
SELECT n.at, n.text, n.private FROM jsonb_each($2) AS r CROSS JOIN note AS n
WHERE n.workspace_id = $1 AND n.person_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY n.at, n.id";

pub const NOTE_IDS: &str = "
SELECT n.id FROM jsonb_each($2) AS r CROSS JOIN note AS n
WHERE n.workspace_id = $1 AND n.person_id = CAST(r.value ->> 0 AS BIGINT)";

pub const DISMISSALS: &str = "
SELECT m.at, m.reason FROM jsonb_each($2) AS r CROSS JOIN dismissal AS m
WHERE m.workspace_id = $1 AND m.person_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY m.at";

/// When some people were asked for introductions, or others for introductions to them.
pub const ASKS: &str = "
SELECT i.at, 'asked for an introduction' FROM jsonb_each($2) AS r CROSS JOIN introduction_ask AS i
WHERE i.workspace_id = $1 AND i.connector_id = CAST(r.value ->> 0 AS BIGINT)
UNION ALL
SELECT i.at, 'introduction sought' FROM jsonb_each($2) AS r CROSS JOIN introduction_ask AS i
WHERE i.workspace_id = $1 AND i.target_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY 1";

/// What delegates were asked to do towards some people; the plus has them looked up by the person.
pub const TASKS: &str = "
SELECT t.id, t.at, t.task, t.outcome FROM jsonb_each($2) AS r CROSS JOIN delegation AS t
WHERE +t.workspace_id = $1 AND t.person_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY t.id";
/// What delegates suggest, with the act as data, which says about whom.
pub const EACH_SUGGESTION: &str =
    "SELECT id, at, ask, words, why FROM suggestion WHERE workspace_id = $1 ORDER BY id";

/// What they took part in, with which address and in which part, and how many others did.
pub const CONTACTS: &str = "
SELECT i.id, i.at, i.kind, i.title, p.role, d.value, i.series_id, (
  SELECT COUNT(*) FROM participant AS o WHERE o.workspace_id = $1 AND o.interaction_id = i.id) - 1
FROM jsonb_each($2) AS r
CROSS JOIN identity AS d CROSS JOIN participant AS p CROSS JOIN interaction AS i
WHERE d.workspace_id = $1 AND d.id = CAST(r.value ->> 0 AS BIGINT)
  AND p.workspace_id = $1 AND p.identity_id = d.id AND i.workspace_id = $1 AND i.id = p.interaction_id
ORDER BY i.at, i.id, p.role";

/// The records that tell of some interactions, series or people.
pub const RECORDS: &str = "
SELECT k.tells, s.location, k.place FROM jsonb_each($2) AS r
CROSS JOIN record AS k CROSS JOIN source AS s
WHERE k.workspace_id = $1 AND k.tells = CAST(r.value ->> 0 AS BIGINT)
  AND s.workspace_id = $1 AND s.id = k.source_id
ORDER BY k.tells, s.location, k.place";

pub const TIES: &str = "
SELECT t.a, t.b, p.name, t.days FROM jsonb_each($2) AS r CROSS JOIN tie AS t CROSS JOIN person AS p
WHERE t.workspace_id = $1 AND t.a = CAST(r.value ->> 0 AS BIGINT) AND p.workspace_id = $1 AND p.id = t.b
UNION ALL
SELECT t.a, t.b, p.name, t.days FROM jsonb_each($2) AS r CROSS JOIN tie AS t CROSS JOIN person AS p
WHERE t.workspace_id = $1 AND t.b = CAST(r.value ->> 0 AS BIGINT) AND p.workspace_id = $1 AND p.id = t.a
ORDER BY 3";

/// The acts that concern some things.
pub const ACTS: &str = "
SELECT DISTINCT act.id, act.at, act.kind, act.subject FROM jsonb_each($2) AS r
CROSS JOIN act_touch AS t CROSS JOIN act
WHERE t.workspace_id = $1 AND t.thing = r.value ->> 0 AND act.workspace_id = $1 AND act.id = t.act_id
ORDER BY act.id";

pub const NAMESAKES: &str = "
SELECT p.id, p.slug, p.name FROM person AS p
WHERE p.workspace_id = $1 AND p.nature = 0 AND p.name_folded = $2 AND p.joined_into IS NULL ORDER BY p.id LIMIT 20";

pub const OWNER: &str = "SELECT owner_id FROM workspace WHERE id = $1";
pub const OWN_ADDRESSES: &str = "
SELECT d.kind, d.value FROM workspace AS w CROSS JOIN identity AS d
WHERE w.id = $1 AND d.workspace_id = $1 AND d.person_id = w.owner_id";

// Forgetting.

pub const TAGS: &str = "SELECT tag FROM forgotten WHERE workspace_id = $1 ORDER BY tag";
pub const ADD_TAGS: &str = "
INSERT INTO forgotten (workspace_id, tag, act_id, at)
SELECT $1, r.value ->> 0, $3, $4 FROM jsonb_each($2) AS r WHERE true ON CONFLICT DO NOTHING";
pub const DELETE_TAG: &str = "DELETE FROM forgotten WHERE workspace_id = $1 AND tag = $2";
/// When people were forgotten, newest first: the act, the moment, how many addresses.
pub const EACH_FORGETTING: &str = "
SELECT act_id, at, COUNT(*) FROM forgotten WHERE workspace_id = $1 GROUP BY act_id, at ORDER BY at DESC, act_id DESC";

pub const CONTACTS_OF: &str = "
SELECT DISTINCT p.interaction_id FROM jsonb_each($2) AS r CROSS JOIN participant AS p
WHERE p.workspace_id = $1 AND p.identity_id = CAST(r.value ->> 0 AS BIGINT) ORDER BY p.interaction_id";

/// Of some interactions ($2), those in which somebody besides the owner ($4) and these addresses ($3) takes part, and that
/// none of these addresses wrote.
pub const SHARED: &str = "
SELECT i.id FROM jsonb_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)
  AND EXISTS (
    SELECT 1 FROM participant AS p JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
    WHERE p.workspace_id = $1 AND p.interaction_id = i.id AND d.person_id <> $4
      AND d.id NOT IN (SELECT CAST(u.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS u))
  AND NOT EXISTS (
    SELECT 1 FROM participant AS p WHERE p.workspace_id = $1 AND p.interaction_id = i.id AND p.role = 0
      AND p.identity_id IN (SELECT CAST(u.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS u))";

/// The series that some interactions are of.
pub const SERIES_OF: &str = "
SELECT DISTINCT i.series_id FROM jsonb_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT) AND i.series_id IS NOT NULL";

/// Of some series, those without an interaction left.
pub const EMPTY_SERIES: &str = "
SELECT s.id FROM jsonb_each($2) AS r CROSS JOIN series AS s
WHERE s.workspace_id = $1 AND s.id = CAST(r.value ->> 0 AS BIGINT)
  AND NOT EXISTS (SELECT 1 FROM interaction AS i WHERE i.workspace_id = $1 AND i.series_id = s.id)";
pub const DELETE_SERIES: &str = "
DELETE FROM series WHERE workspace_id = $1 AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

/// What each source has, less the records that are about to be deleted.
pub const COUNT_OFF_SOURCES: &str = "
UPDATE source SET kept = kept - (
  SELECT COUNT(*) FROM jsonb_each($2) AS r CROSS JOIN record AS k
  WHERE k.workspace_id = $1 AND k.tells = CAST(r.value ->> 0 AS BIGINT) AND k.outcome IN (0, 1) AND k.source_id = source.id)
WHERE workspace_id = $1 AND id IN (
  SELECT k.source_id FROM jsonb_each($2) AS r CROSS JOIN record AS k
  WHERE k.workspace_id = $1 AND k.tells = CAST(r.value ->> 0 AS BIGINT))";
pub const DELETE_RECORDS: &str = "
DELETE FROM record WHERE workspace_id = $1 AND tells IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

pub const LEAVE_CONTACTS: &str = "
DELETE FROM participant WHERE workspace_id = $1
  AND interaction_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)
  AND identity_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($3) AS r)";

/// Everything that hangs on some addresses ($2).
pub const DELETE_NAMES: &str = "
DELETE FROM identity_name WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_POSITIONS: &str = "
DELETE FROM position WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TOLD: &str = "
DELETE FROM identity_detail WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_MARKS: &str = "
DELETE FROM identity_mark WHERE workspace_id = $1 AND identity_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_IDENTITIES: &str = "
DELETE FROM identity WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

/// Everything that hangs on some people ($2).
pub const DELETE_SAID: &str = "
DELETE FROM person_detail WHERE workspace_id = $1 AND person_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_NOTES: &str = "
DELETE FROM note WHERE workspace_id = $1 AND person_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_DISMISSALS: &str = "
DELETE FROM dismissal WHERE workspace_id = $1 AND person_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_ALARMS: &str = "
DELETE FROM past_alarm WHERE workspace_id = $1 AND person_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_ASKS_OF: &str = "
DELETE FROM introduction_ask WHERE workspace_id = $1 AND connector_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_ASKS_FOR: &str = "
DELETE FROM introduction_ask WHERE workspace_id = $1 AND target_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_SAMPLED: &str = "
DELETE FROM sample_person WHERE +workspace_id = $1 AND person_id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TASKS: &str = "
DELETE FROM delegation WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_SUGGESTIONS: &str = "
DELETE FROM suggestion WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TIES_AS_FIRST: &str = "
DELETE FROM tie WHERE workspace_id = $1 AND a IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TIES_AS_SECOND: &str = "
DELETE FROM tie WHERE workspace_id = $1 AND b IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TOGETHER_AS_FIRST: &str = "
DELETE FROM acquaintance WHERE workspace_id = $1 AND a IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_TOGETHER_AS_SECOND: &str = "
DELETE FROM acquaintance WHERE workspace_id = $1 AND b IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_STALE_AS_FIRST: &str = "
DELETE FROM stale_pair WHERE workspace_id = $1 AND a IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_STALE_AS_SECOND: &str = "
DELETE FROM stale_pair WHERE workspace_id = $1 AND b IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
/// Whoever was recognised as one of them is nobody's double before all go.
pub const UNJOIN: &str = "
UPDATE person SET joined_into = NULL WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";
pub const DELETE_PEOPLE: &str = "
DELETE FROM person WHERE workspace_id = $1 AND id IN
  (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

// Texts in which somebody may be named: the key of each row and the text, and how it is replaced.

pub const EACH_TITLE: &str = "SELECT id, title FROM interaction WHERE workspace_id = $1 AND title <> ''";
pub const SET_TITLES: &str = "
UPDATE interaction SET title = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE interaction.workspace_id = $1 AND interaction.id = u.id";
pub const TITLES_OF: &str = "
SELECT i.id, i.title FROM jsonb_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT) AND i.title <> ''";
pub const EACH_UID: &str = "SELECT id, uid FROM series WHERE workspace_id = $1";
pub const SET_UIDS: &str = "
UPDATE series SET uid = u.text || ' ' || CAST(u.id AS TEXT) FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE series.workspace_id = $1 AND series.id = u.id";
pub const EACH_NOTE: &str = "SELECT id, text FROM note WHERE workspace_id = $1";
pub const SET_NOTES: &str = "
UPDATE note SET text = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE note.workspace_id = $1 AND note.id = u.id";
pub const EACH_SUBJECT: &str = "SELECT id, subject FROM act WHERE workspace_id = $1";
pub const SET_SUBJECTS: &str = "
UPDATE act SET subject = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE act.workspace_id = $1 AND act.id = u.id";
pub const EACH_TASK: &str = "SELECT id, task FROM delegation WHERE workspace_id = $1";
pub const SET_TASKS: &str = "
UPDATE delegation SET task = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE delegation.workspace_id = $1 AND delegation.id = u.id";
pub const EACH_OUTCOME: &str = "SELECT id, outcome FROM delegation WHERE workspace_id = $1";
pub const SET_OUTCOMES: &str = "
UPDATE delegation SET outcome = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE delegation.workspace_id = $1 AND delegation.id = u.id";
pub const SET_SUGGESTIONS: &str = "
UPDATE suggestion SET ask = u.ask, words = u.words, why = u.why FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS ask, r.value ->> 2 AS words, r.value ->> 3 AS why
  FROM jsonb_each($2) AS r) AS u
WHERE suggestion.workspace_id = $1 AND suggestion.id = u.id";
pub const EACH_REQUEST: &str = "SELECT id, request FROM import WHERE workspace_id = $1";
pub const SET_REQUESTS: &str = "
UPDATE import SET request = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE import.workspace_id = $1 AND import.id = u.id";
pub const EACH_LOCATION: &str = "SELECT id, location FROM source WHERE workspace_id = $1";
pub const SET_LOCATIONS: &str = "
UPDATE source SET location = u.text || ' ' || CAST(u.id AS TEXT) FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE source.workspace_id = $1 AND source.id = u.id";

pub const EACH_INVERSE: &str =
    "SELECT id, inverse FROM act WHERE workspace_id = $1 AND inverse <> '{\"inverse\":\"nothing\"}'";
pub const SET_INVERSES: &str = "
UPDATE act SET inverse = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE act.workspace_id = $1 AND act.id = u.id";
pub const DELETE_TOUCHES: &str = "
DELETE FROM act_touch WHERE workspace_id = $1 AND thing IN (SELECT r.value ->> 0 FROM jsonb_each($2) AS r)";

// The same where a row has a key of several columns.

pub const EACH_PLACE: &str = "SELECT source_id, key, place, reason FROM record WHERE workspace_id = $1";
pub const SET_PLACES: &str = "
UPDATE record SET place = u.place, reason = u.reason FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS source_id, r.value ->> 1 AS key, r.value ->> 2 AS place, r.value ->> 3 AS reason
  FROM jsonb_each($2) AS r) AS u
WHERE record.workspace_id = $1 AND record.source_id = u.source_id AND record.key = u.key";
pub const EACH_SAID: &str = "SELECT person_id, kind, value FROM person_detail WHERE workspace_id = $1";
pub const SET_SAID: &str = "
UPDATE person_detail SET value = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS kind, r.value ->> 2 AS text FROM jsonb_each($2) AS r) AS u
WHERE person_detail.workspace_id = $1 AND person_detail.person_id = u.id AND person_detail.kind = u.kind";
pub const EACH_INDUSTRY: &str = "SELECT organization FROM organization_industry WHERE workspace_id = $1";
pub const EACH_INDUSTRY_TOUCHED: &str =
    "SELECT DISTINCT thing FROM act_touch WHERE workspace_id = $1 AND thing LIKE 'industry:%'";
pub const DELETE_INDUSTRIES: &str = "
DELETE FROM organization_industry WHERE workspace_id = $1 AND organization IN
  (SELECT r.value ->> 0 FROM jsonb_each($2) AS r)";
/// What others are called, and by which people: a name that only contains somebody's.
pub const EACH_NAME: &str = "
SELECT n.identity_id, n.name, d.person_id FROM identity_name AS n
JOIN identity AS d ON d.workspace_id = $1 AND d.id = n.identity_id WHERE n.workspace_id = $1";
pub const DELETE_THESE_NAMES: &str = "
DELETE FROM identity_name WHERE workspace_id = $1 AND (identity_id, name) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1 FROM jsonb_each($2) AS r)";
pub const EACH_POSITION: &str =
    "SELECT identity_id, organization, title, seen_day, import_id FROM position WHERE workspace_id = $1";
pub const DELETE_THESE_POSITIONS: &str = "
DELETE FROM position WHERE workspace_id = $1 AND (identity_id, organization, title) IN
  (SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2 FROM jsonb_each($2) AS r)";
pub const SET_SLUGS: &str = "
UPDATE person SET slug = u.text FROM (
  SELECT CAST(r.value ->> 0 AS BIGINT) AS id, r.value ->> 1 AS text FROM jsonb_each($2) AS r) AS u
WHERE person.workspace_id = $1 AND person.id = u.id";

pub const LIST_RUNS: &str = "SELECT file FROM backup_run WHERE workspace_id = $1 AND trouble = ''";
