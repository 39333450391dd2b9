//! SQL of exports. Each of these reads a whole table by what it is for, in the order of its key.

use super::tables::{Holds, Table};

/// A table as it is carried from one Kith to another: how it is read, and how lines of JSON are written into it.
macro_rules! table {
    ($name:ident by $key:literal: $($holds:ident $column:ident),+) => {
        Table {
            name: stringify!($name),
            columns: &[$((stringify!($column), Holds::$holds)),+],
            read: concat!(
                "SELECT workspace_id", $(", ", stringify!($column),)+ " FROM ", stringify!($name),
                " WHERE workspace_id = $1 ORDER BY ", $key
            ),
            write: concat!(
                "INSERT INTO ", stringify!($name), " (workspace_id", $(", ", stringify!($column),)+ ") SELECT $1",
                $(", ", table!(@$holds $column),)+ " FROM jsonb_each($2) AS r WHERE true ON CONFLICT DO NOTHING"
            ),
        }
    };
    (@Number $column:ident) => { concat!("CAST(r.value ->> '", stringify!($column), "' AS BIGINT)") };
    (@Text $column:ident) => { concat!("r.value ->> '", stringify!($column), "'") };
}

/// Every table of facts, each behind those that it refers to. What is derived (ties, acquaintance) is derived again.
pub const TABLES: &[Table] = &[
    table!(member by "id": Number id, Text name, Text role, Text scope, Number ended_at),
    table!(setting by "member_id, key": Number member_id, Text key, Text value),
    table!(act by "id": Number id, Number member_id, Number for_member_id, Number at, Text kind, Text subject,
        Text inverse, Number undone_by, Number part_of, Text origin),
    table!(act_touch by "act_id, thing": Number act_id, Text thing, Number role),
    table!(source by "id": Number id, Text location, Number kept, Text reads, Number last_read_at),
    table!(import by "id": Number id, Number act_id, Number started_at, Number finished_at, Text totals, Text request,
        Number stopped),
    table!(record by "source_id, key": Number source_id, Text key, Text content_hash, Number reader_version,
        Number import_id, Number outcome, Number tells, Text place, Text reason),
    table!(person by "id": Number id, Text uid, Text slug, Text name, Text name_folded, Number nature,
        Number snoozed_until, Number joined_into),
    table!(identity by "id": Number id, Text kind, Text value, Text domain, Number person_id, Number first_seen,
        Number last_seen, Number bounced_at, Number away_at, Number personal_mails, Number discussion_mails,
        Number bulk_mails, Number robot_mails, Number list_mails, Number resource),
    table!(identity_name by "identity_id, name, source, import_id": Number identity_id, Text name, Number source,
        Number import_id, Number uses, Number last_day),
    table!(position by "identity_id, organization, title, import_id": Number identity_id, Text organization, Text title,
        Number import_id, Number seen_day),
    table!(identity_detail by "identity_id, kind, value, import_id": Number identity_id, Text kind, Text value,
        Number import_id, Number seen_day),
    table!(identity_mark by "identity_id, import_id": Number identity_id, Number import_id, Number bounced_at,
        Number away_at, Number list_mails, Number resource, Number cards),
    table!(person_detail by "person_id, kind": Number person_id, Text kind, Text value, Number at),
    table!(note by "id": Number id, Number person_id, Number at, Text text, Number private, Number written_by, Number import_id),
    table!(dismissal by "id": Number id, Number person_id, Number at, Text reason, Number until_day),
    table!(introduction_ask by "id": Number id, Number connector_id, Number target_id, Number at),
    table!(organization_industry by "organization": Text organization, Text industry, Number at),
    table!(series by "id": Number id, Text uid, Number sequence, Number stamp),
    table!(interaction by "id": Number id, Text key, Number kind, Number class, Number at, Number ends_at, Text title,
        Number size, Number thread, Number answers, Number series_id, Number sequence, Number stamp,
        Number is_override, Number cancelled, Number logged_by),
    table!(forgotten by "tag": Text tag, Number act_id, Number at),
    table!(retention by "source_id": Number source_id, Number months),
    table!(hold by "id": Number id, Number person_id, Number from_day, Number until_day, Text reason, Number set_by,
        Number set_at, Number lifted_by, Number lifted_at),
    table!(participant by "interaction_id, identity_id, role": Number interaction_id, Number identity_id, Number role,
        Number attendance, Number stamp, Number at),
    table!(suggestion by "id": Number id, Number member_id, Number at, Text ask, Text words, Text why, Text answer,
        Number answered_at, Number act_id),
    table!(judgement by "id": Number id, Number at, Number import_id, Text report),
    table!(sample_person by "quarter, place": Number quarter, Number place, Number person_id, Text number, Text answer,
        Number said, Number answered_at),
    table!(refit by "id": Number id, Text number, Number terms, Number from_day, Number made_day, Number learned_from,
        Number ties, Text outcome, Text refitted, Text in_use, Text compared, Number made_at, Number void_at),
    table!(delegation by "id": Number id, Number member_id, Number by_member_id, Number person_id, Number at, Text task,
        Number due_day, Number done_at, Text outcome),
];

pub const WORKSPACE: &str = "SELECT name, owner_id, next_id FROM workspace WHERE id = $1";

/// Everyone who was not recognised as someone else, with where they work, what the owner says, and their tie with the
/// owner: number, uid, slug, name, nature, snoozed until, organization, title, city, country, key, word on closeness, tie.
pub const EXPORT_PERSONS: &str = "
SELECT p.id, p.uid, p.slug, p.name, p.nature, p.snoozed_until,
  COALESCE(
    (SELECT s.value FROM person_detail AS s WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'organization'),
    (SELECT o.organization FROM identity AS d JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
     WHERE d.workspace_id = $1 AND d.person_id = p.id AND o.organization <> ''
     ORDER BY o.seen_day DESC, o.organization LIMIT 1), ''),
  COALESCE(
    (SELECT s.value FROM person_detail AS s WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'title'),
    (SELECT o.title FROM identity AS d JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
     WHERE d.workspace_id = $1 AND d.person_id = p.id AND o.title <> '' ORDER BY o.seen_day DESC, o.title LIMIT 1), ''),
  COALESCE(
    (SELECT s.value FROM person_detail AS s WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'city'),
    (SELECT c.value FROM identity AS d JOIN identity_detail AS c ON c.workspace_id = $1 AND c.identity_id = d.id
     WHERE d.workspace_id = $1 AND d.person_id = p.id AND c.kind = 'city' ORDER BY c.seen_day DESC, c.value LIMIT 1), ''),
  COALESCE(
    (SELECT s.value FROM person_detail AS s WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'country'),
    (SELECT c.value FROM identity AS d JOIN identity_detail AS c ON c.workspace_id = $1 AND c.identity_id = d.id
     WHERE d.workspace_id = $1 AND d.person_id = p.id AND c.kind = 'country' ORDER BY c.seen_day DESC, c.value LIMIT 1), ''),
  COALESCE((SELECT s.value FROM person_detail AS s
    WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'key'), ''),
  COALESCE((SELECT s.value FROM person_detail AS s
    WHERE s.workspace_id = $1 AND s.person_id = p.id AND s.kind = 'closeness'), ''),
  t.days
FROM person AS p
LEFT JOIN tie AS t ON t.workspace_id = $1 AND t.a = CASE WHEN p.id < $2 THEN p.id ELSE $2 END
  AND t.b = CASE WHEN p.id < $2 THEN $2 ELSE p.id END
WHERE p.workspace_id = $1 AND p.joined_into IS NULL ORDER BY p.id";

pub const EXPORT_ADDRESSES: &str = "
SELECT id, person_id, kind, value, first_seen, last_seen, bounced_at FROM identity WHERE workspace_id = $1 ORDER BY id";

pub const EXPORT_CONTACTS: &str = "
SELECT id, kind, class, at, ends_at, title, size, cancelled FROM interaction WHERE workspace_id = $1 ORDER BY id";

pub const EXPORT_PARTS: &str = "
SELECT p.interaction_id, p.identity_id, d.person_id, p.role, p.attendance FROM participant AS p
JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
WHERE p.workspace_id = $1 ORDER BY p.interaction_id, p.identity_id, p.role";

/// Ties among humans, with what each side is called and what the owner says of the other.
pub const EXPORT_BETWEEN: &str = "
SELECT t.a, a.name, t.b, b.name, t.days, COALESCE(s.value, '') FROM tie AS t
JOIN person AS a ON a.workspace_id = $1 AND a.id = t.a AND a.nature = 0
JOIN person AS b ON b.workspace_id = $1 AND b.id = t.b AND b.nature = 0
LEFT JOIN person_detail AS s ON s.workspace_id = $1 AND s.kind = 'closeness'
  AND s.person_id = CASE WHEN t.a = $2 THEN t.b WHEN t.b = $2 THEN t.a END
WHERE t.workspace_id = $1 ORDER BY t.a, t.b";

pub const EXPORT_NOTES: &str = "
SELECT n.id, n.person_id, p.name, n.at, n.text, n.private FROM note AS n
JOIN person AS p ON p.workspace_id = $1 AND p.id = n.person_id
WHERE n.workspace_id = $1 AND (n.private = 0 OR $2 = 1) ORDER BY n.id";

pub const EXPORT_ACTS: &str = "
SELECT act.id, act.at, who.name, whom.name, act.kind, act.subject, act.undone_by FROM act
JOIN member AS who ON who.workspace_id = $1 AND who.id = act.member_id
JOIN member AS whom ON whom.workspace_id = $1 AND whom.id = act.for_member_id
WHERE act.workspace_id = $1 ORDER BY act.id";

/// The next humans after a number, for their cards.
pub const NEXT_HUMANS: &str = "
SELECT id, uid, name FROM person
WHERE workspace_id = $1 AND id > $2 AND nature = 0 AND joined_into IS NULL ORDER BY id LIMIT $3";

pub const ADDRESSES_OF: &str = "
SELECT d.person_id, d.kind, d.value FROM jsonb_each($2) AS r CROSS JOIN identity AS d
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY d.person_id, d.last_seen DESC NULLS LAST, d.value";

pub const POSITIONS_OF: &str = "
SELECT d.person_id, o.organization, o.title FROM jsonb_each($2) AS r CROSS JOIN identity AS d
JOIN position AS o ON o.workspace_id = $1 AND o.identity_id = d.id
WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
GROUP BY d.person_id, o.organization, o.title
ORDER BY d.person_id, MAX(o.seen_day) DESC, o.organization, o.title";

/// What the owner says, above what cards say: the person, kind, value; the first of a kind holds.
pub const DETAILS_OF: &str = "
SELECT person_id, kind, value FROM (
  SELECT s.person_id, s.kind, s.value, 0 AS rank, 0 AS seen_day FROM jsonb_each($2) AS r CROSS JOIN person_detail AS s
  WHERE s.workspace_id = $1 AND s.person_id = CAST(r.value ->> 0 AS BIGINT)
  UNION ALL
  SELECT d.person_id, t.kind, t.value, 1, t.seen_day FROM jsonb_each($2) AS r CROSS JOIN identity AS d
  JOIN identity_detail AS t ON t.workspace_id = $1 AND t.identity_id = d.id
  WHERE d.workspace_id = $1 AND d.person_id = CAST(r.value ->> 0 AS BIGINT)
) AS lines ORDER BY person_id, kind, rank, seen_day DESC, value";

pub const NOTES_OF: &str = "
SELECT n.person_id, n.text FROM jsonb_each($2) AS r CROSS JOIN note AS n
WHERE n.workspace_id = $1 AND n.person_id = CAST(r.value ->> 0 AS BIGINT) AND (n.private = 0 OR $3 = 1)
ORDER BY n.person_id, n.at, n.id";

/// The next meetings after a number: in a calendar, or logged as held in person.
pub const NEXT_MEETINGS: &str = "
SELECT id, at, ends_at, title, stamp, cancelled FROM interaction
WHERE workspace_id = $1 AND id > $2 AND kind IN (1, 4) ORDER BY id LIMIT $3";

pub const GUESTS_OF: &str = "
SELECT p.interaction_id, d.id, d.kind, d.value, w.name, p.role, p.attendance FROM jsonb_each($2) AS r
CROSS JOIN participant AS p
JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
JOIN person AS w ON w.workspace_id = $1 AND w.id = d.person_id
WHERE p.workspace_id = $1 AND p.interaction_id = CAST(r.value ->> 0 AS BIGINT)
ORDER BY p.interaction_id, d.id, p.role";

pub const EXPORT_IDENTITIES: &str = "SELECT id, kind, value, person_id FROM identity WHERE workspace_id = $1";
pub const EXPORT_PEOPLE: &str = "SELECT id, name, nature FROM person WHERE workspace_id = $1";
pub const EXPORT_USES: &str = "
SELECT id, first_seen, last_seen, bounced_at, away_at, personal_mails, discussion_mails, bulk_mails, robot_mails, list_mails
FROM identity WHERE workspace_id = $1";
pub const EXPORT_NAMES: &str =
    "SELECT identity_id, name, source, CAST(SUM(uses) AS BIGINT) FROM identity_name WHERE workspace_id = $1
GROUP BY identity_id, name, source";
pub const EXPORT_TOLD: &str =
    "SELECT DISTINCT identity_id, kind, value FROM identity_detail WHERE workspace_id = $1";
pub const EXPORT_WORKS: &str =
    "SELECT DISTINCT identity_id, organization, title FROM position WHERE workspace_id = $1";
pub const EXPORT_INTERACTIONS: &str = "SELECT id, key, kind, class, at, ends_at, title, size, cancelled FROM interaction WHERE workspace_id = $1";
pub const EXPORT_PARTIES: &str =
    "SELECT interaction_id, identity_id, role, attendance FROM participant WHERE workspace_id = $1";
pub const EXPORT_TIES: &str = "SELECT a, b, days FROM tie WHERE workspace_id = $1";
pub const EXPORT_ACQUAINTANCES: &str =
    "SELECT a, b, weight, seen, last_day FROM acquaintance WHERE workspace_id = $1";
pub const EXPORT_RECORDS: &str = "
SELECT s.location, k.place, k.outcome, k.reason FROM record AS k
JOIN source AS s ON s.workspace_id = k.workspace_id AND s.id = k.source_id WHERE k.workspace_id = $1";
