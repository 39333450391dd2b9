//! SQL of sources, imports, records and calendar series.

pub const FIND_SOURCE: &str = "SELECT id FROM source WHERE workspace_id = $1 AND location = $2";
pub const INSERT_SOURCE: &str = "INSERT INTO source (workspace_id, id, location) VALUES ($1, $2, $3)";

/// What records of a batch have added to the sources they stand in.
pub const COUNT_ON_SOURCES: &str = "
UPDATE source SET kept = kept + (
  SELECT CAST(SUM(CAST(r.value ->> 1 AS BIGINT)) AS BIGINT) FROM jsonb_each($2) AS r
  WHERE CAST(r.value ->> 0 AS BIGINT) = source.id)
WHERE workspace_id = $1 AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

/// What the records of an import, about to be deleted, had added to the sources.
pub const COUNT_OFF_SOURCES: &str = "
UPDATE source SET kept = kept - (
  SELECT COUNT(*) FROM record AS k
  WHERE k.workspace_id = $1 AND k.import_id = $2 AND k.outcome IN (0, 1) AND k.source_id = source.id)
WHERE workspace_id = $1 AND id IN (
  SELECT k.source_id FROM record AS k
  WHERE k.workspace_id = $1 AND k.import_id = $2 AND k.outcome IN (0, 1))";

/// That sources were read to their end, and as which formats.
pub const SOURCES_READ: &str = "
UPDATE source SET last_read_at = $3, reads = COALESCE((
  SELECT MAX(r.value ->> 1) FROM jsonb_each($2) AS r
  WHERE CAST(r.value ->> 0 AS BIGINT) = source.id AND r.value ->> 1 <> ''), reads)
WHERE workspace_id = $1 AND id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)";

/// Every source, the last read first.
pub const LIST_SOURCES: &str = "
SELECT id, location, kept, reads, last_read_at FROM source
WHERE workspace_id = $1 ORDER BY COALESCE(last_read_at, 0) DESC, id DESC LIMIT $2";

/// The newest imports before one.
pub const NEWEST_IMPORTS: &str = "
SELECT i.id, i.act_id, i.started_at, i.finished_at, i.totals, i.request, i.stopped, a.subject,
  CAST(CASE WHEN a.undone_by IS NULL THEN 0 ELSE 1 END AS BIGINT)
FROM import AS i JOIN act AS a ON a.workspace_id = i.workspace_id AND a.id = i.act_id
WHERE i.workspace_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3";

/// The lines of an import with one outcome, from a place on.
pub const LINES_OF_IMPORT: &str = "
SELECT k.source_id, k.key, k.place, k.reason, k.tells FROM record AS k
WHERE k.workspace_id = $1 AND k.import_id = $2 AND k.outcome = $3 AND (k.source_id, k.key) > ($4, $5)
ORDER BY k.source_id, k.key LIMIT $6";

/// What some numbers are, as interactions or meetings of a series: the moment, the title, and one human besides the
/// owner who took part.
pub const BECAME_INTERACTIONS: &str = "
SELECT i.id, i.at, i.title, (
  SELECT MIN(d.person_id) FROM participant AS p
  JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
  WHERE p.workspace_id = $1 AND p.interaction_id = i.id AND d.person_id <> $3)
FROM jsonb_each($2) AS r
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)";

/// The newest meeting of some series.
pub const NEWEST_OF_SERIES: &str = "
SELECT CAST(r.value ->> 0 AS BIGINT), (
  SELECT MAX(i.id) FROM interaction AS i
  WHERE i.workspace_id = $1 AND i.series_id = CAST(r.value ->> 0 AS BIGINT))
FROM jsonb_each($2) AS r";

/// Names and pages of some people, or of whom they were recognised as.
pub const PEOPLE_NAMED: &str = "
SELECT p.id, COALESCE(s.slug, p.slug), COALESCE(s.name, p.name) FROM jsonb_each($2) AS r
CROSS JOIN person AS p
LEFT JOIN person AS s ON s.workspace_id = $1 AND s.id = p.joined_into
WHERE p.workspace_id = $1 AND p.id = CAST(r.value ->> 0 AS BIGINT)";

pub const INSERT_IMPORT: &str =
    "INSERT INTO import (workspace_id, id, act_id, started_at, request) VALUES ($1, $2, $3, $4, $5)";
pub const FINISH_IMPORT: &str =
    "UPDATE import SET finished_at = $3, totals = $4, stopped = $5 WHERE workspace_id = $1 AND id = $2";
pub const CLOSE_BROKEN_IMPORTS: &str = "UPDATE import SET finished_at = started_at, totals = '{\"interrupted\":true}' WHERE workspace_id = $1 AND finished_at IS NULL AND id <> $2";
pub const COUNT_BROKEN_IMPORTS: &str =
    "SELECT COUNT(*) FROM import WHERE workspace_id = $1 AND finished_at IS NULL AND id <> $2";
pub const ALL_PEOPLE: &str =
    "SELECT id FROM person WHERE workspace_id = $1 AND joined_into IS NULL ORDER BY id";

/// Whether there is anything but what the first start makes.
pub const COUNT_FILLED: &str = "
SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM person WHERE workspace_id = $1 LIMIT 1) AS few)
  + (SELECT COUNT(*) FROM (SELECT 1 FROM source WHERE workspace_id = $1 LIMIT 1) AS few)";

/// Imports of an export that have not ended.
pub const COUNT_TAKING_IN: &str = "
SELECT COUNT(*) FROM import AS i JOIN act AS a ON a.workspace_id = $1 AND a.id = i.act_id AND a.kind = 'take_in'
WHERE i.workspace_id = $1 AND i.finished_at IS NULL";

pub const FIND_RECORDS: &str = "
SELECT k.source_id, k.key, k.content_hash, k.reader_version, k.outcome, k.import_id FROM jsonb_each($2) AS r
CROSS JOIN record AS k
WHERE k.workspace_id = $1 AND k.source_id = CAST(r.value ->> 0 AS BIGINT) AND k.key = r.value ->> 1";

pub const SAVE_RECORDS: &str = "
INSERT INTO record (workspace_id, source_id, key, content_hash, reader_version, import_id, outcome, tells, place, reason)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, CAST(r.value ->> 3 AS BIGINT), $3,
  CAST(r.value ->> 4 AS BIGINT), CAST(r.value ->> 5 AS BIGINT), r.value ->> 6, r.value ->> 7
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, source_id, key) DO UPDATE SET content_hash = excluded.content_hash,
  reader_version = excluded.reader_version, import_id = excluded.import_id, outcome = excluded.outcome,
  tells = excluded.tells, place = excluded.place, reason = excluded.reason";

pub const FIND_INTERACTIONS: &str = "
SELECT i.key, i.id, i.series_id FROM jsonb_each($2) AS r
CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.key = r.value ->> 0";

/// Which of these Message-IDs mails through a list answer.
pub const ANSWERED_THREADS: &str = "
SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r
WHERE EXISTS (
  SELECT 1 FROM interaction AS i
  WHERE i.workspace_id = $1 AND i.answers = CAST(r.value ->> 0 AS BIGINT) AND i.class = 1)";

/// How many mails bear these Message-IDs, counted up to nine.
pub const BEARERS_OF_THREADS: &str = "
SELECT CAST(r.value ->> 0 AS BIGINT), (
  SELECT COUNT(*) FROM (
    SELECT 1 FROM interaction AS i
    WHERE i.workspace_id = $1 AND i.thread = CAST(r.value ->> 0 AS BIGINT) LIMIT 9) AS few)
FROM jsonb_each($2) AS r";

/// Who wrote the mails with these Message-IDs.
pub const AUTHORS_OF_THREADS: &str = "
SELECT DISTINCT i.thread, i.id, d.person_id FROM jsonb_each($2) AS r
CROSS JOIN interaction AS i
JOIN participant AS p ON p.workspace_id = $1 AND p.interaction_id = i.id AND p.role = 0
JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
WHERE i.workspace_id = $1 AND i.thread = CAST(r.value ->> 0 AS BIGINT)";

/// Who answered these Message-IDs through a list, and when.
pub const ANSWERS_TO_THREADS: &str = "
SELECT DISTINCT i.answers, i.id, d.person_id, i.at FROM jsonb_each($2) AS r
CROSS JOIN interaction AS i
JOIN participant AS p ON p.workspace_id = $1 AND p.interaction_id = i.id AND p.role = 0
JOIN identity AS d ON d.workspace_id = $1 AND d.id = p.identity_id
WHERE i.workspace_id = $1 AND i.answers = CAST(r.value ->> 0 AS BIGINT) AND i.class = 1";

pub const FIND_SERIES: &str = "
SELECT s.uid, s.id, s.sequence, s.stamp FROM jsonb_each($2) AS r
CROSS JOIN series AS s
WHERE s.workspace_id = $1 AND s.uid = r.value ->> 0";

pub const SAVE_SERIES: &str = "
INSERT INTO series (workspace_id, id, uid, sequence, stamp)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, CAST(r.value ->> 2 AS BIGINT), CAST(r.value ->> 3 AS BIGINT)
FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, id) DO UPDATE SET sequence = excluded.sequence, stamp = excluded.stamp";

/// Occurrences by the rule of a series that an older version of it gave.
pub const OUTDATED_OCCURRENCES: &str = "
SELECT i.id, i.key FROM interaction AS i
WHERE i.workspace_id = $1 AND i.series_id = $2 AND i.is_override = 0 AND i.sequence < $3";

/// What only the records of one import tell of.
pub const TOLD_BY_IMPORT_ALONE: &str = "
SELECT DISTINCT k.tells FROM record AS k
WHERE k.workspace_id = $1 AND k.import_id = $2 AND k.tells IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM record AS o WHERE o.workspace_id = $1 AND o.tells = k.tells AND o.import_id <> $2)";

pub const DELETE_RECORDS_OF_IMPORT: &str = "DELETE FROM record WHERE workspace_id = $1 AND import_id = $2";

pub const INTERACTIONS_TOLD: &str = "
SELECT i.id FROM jsonb_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.id = CAST(r.value ->> 0 AS BIGINT)
UNION
SELECT i.id FROM jsonb_each($2) AS r CROSS JOIN interaction AS i
WHERE i.workspace_id = $1 AND i.series_id = CAST(r.value ->> 0 AS BIGINT)";
