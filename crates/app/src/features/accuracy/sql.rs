//! SQL of judgements and refits.

/// The constants of two numbers ($2, $8) with their terms ($3, $9) that are in use as of a day ($4), where they are not the
/// fixed ones and the owner ($5) did not set ($6) that the fixed ones are used ($7).
pub const IN_USE: &str = "
SELECT
  (SELECT in_use FROM refit
   WHERE workspace_id = $1 AND number = $2 AND terms = $3 AND from_day <= $4 AND void_at IS NULL
   ORDER BY from_day DESC LIMIT 1),
  (SELECT in_use FROM refit
   WHERE workspace_id = $1 AND number = $8 AND terms = $9 AND from_day <= $4 AND void_at IS NULL
   ORDER BY from_day DESC LIMIT 1)
WHERE NOT EXISTS (
  SELECT 1 FROM setting AS s WHERE s.workspace_id = $1 AND s.member_id = $5 AND s.key = $6 AND s.value = $7)";

/// The decisions on a number that stand, in the order of time; four a year.
pub const REFITS: &str = "
SELECT id, from_day, made_day, learned_from, ties, outcome, refitted, in_use, compared FROM refit
WHERE workspace_id = $1 AND number = $2 AND terms = $3 AND void_at IS NULL ORDER BY from_day";

pub const INSERT_REFIT: &str = "
INSERT INTO refit (workspace_id, id, number, terms, from_day, made_day, learned_from, ties, outcome, refitted, in_use,
  compared, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

pub const VOID_REFIT: &str = "UPDATE refit SET void_at = $3 WHERE workspace_id = $1 AND id = $2";

pub const NEWEST_JUDGEMENTS: &str = "
SELECT id, at, import_id, report FROM judgement WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2";

pub const INSERT_JUDGEMENT: &str = "
INSERT INTO judgement (workspace_id, id, at, import_id, report) VALUES ($1, $2, $3, $4, $5)";

/// The newest import that ended.
pub const LAST_IMPORT: &str = "
SELECT id FROM import WHERE workspace_id = $1 AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1";

pub const DELETE_ALL_ALARMS: &str = "DELETE FROM past_alarm WHERE workspace_id = $1";

pub const INSERT_ALARMS: &str = "
INSERT INTO past_alarm (workspace_id, person_id, day, until_day, was_right)
SELECT $1, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT),
  CAST(r.value ->> 3 AS BIGINT) FROM jsonb_each($2) AS r WHERE true
ON CONFLICT (workspace_id, person_id, day) DO NOTHING";

/// The newest alarms that were right and those that were wrong, of the newest judgement; the table holds no others.
pub const LIST_ALARMS: &str = "
SELECT person_id, day, until_day, was_right FROM past_alarm WHERE workspace_id = $1 ORDER BY day DESC, person_id";

/// Whom the owner was asked about in a quarter; twenty.
pub const SAMPLE: &str = "
SELECT place, person_id, number, answer, said FROM sample_person WHERE workspace_id = $1 AND quarter = $2 ORDER BY place";

/// What was answered in earlier quarters; twenty a quarter.
pub const LIST_ANSWERS: &str = "
SELECT quarter, number, said, answer FROM sample_person WHERE workspace_id = $1 AND quarter < $2 ORDER BY quarter DESC, place";

pub const INSERT_SAMPLE: &str = "
INSERT INTO sample_person (workspace_id, quarter, place, person_id, number)
SELECT $1, $2, CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), r.value ->> 2 FROM jsonb_each($3) AS r WHERE true
ON CONFLICT (workspace_id, quarter, place) DO NOTHING";

pub const SET_ANSWER: &str = "
UPDATE sample_person SET answer = $4, said = $5, answered_at = $6
WHERE workspace_id = $1 AND quarter = $2 AND place = $3";
