//! SQL of what delegates suggest. The plus keeps the workspace out of the choice of an index: what waits is few, what was
//! ever suggested is not.

pub const INSERT: &str =
    "INSERT INTO suggestion (workspace_id, id, member_id, at, ask, words) VALUES ($1, $2, $3, $4, $5, $6)";

/// What waits, the oldest first.
pub const OPEN: &str = "
SELECT s.id, s.member_id, m.name, s.at, s.words, s.why, s.ask FROM suggestion AS s
JOIN member AS m ON m.workspace_id = $1 AND m.id = s.member_id
WHERE +s.workspace_id = $1 AND s.answer = 'open' AND ($2 IS NULL OR s.member_id = $2)
ORDER BY s.id LIMIT $3";

/// What was answered, the newest first.
pub const ANSWERED: &str = "
SELECT s.id, s.member_id, m.name, s.at, s.words, s.why, s.ask, s.answer, s.answered_at FROM suggestion AS s
JOIN member AS m ON m.workspace_id = $1 AND m.id = s.member_id
WHERE +s.workspace_id = $1 AND s.answer IN ('accepted', 'declined') AND ($2 IS NULL OR s.member_id = $2)
ORDER BY s.id DESC LIMIT $3";

pub const ONE: &str = "
SELECT s.member_id, s.ask, s.words FROM suggestion AS s
WHERE s.workspace_id = $1 AND s.id = $2 AND s.answer = 'open'";

pub const ANSWERED_OF: &str = "
SELECT s.id FROM jsonb_each($2) AS r CROSS JOIN suggestion AS s
WHERE s.workspace_id = $1 AND s.id = CAST(r.value ->> 0 AS BIGINT) AND s.answer <> 'open'";

pub const ANSWER: &str = "
UPDATE suggestion SET answer = $3, answered_at = $4, act_id = $5
WHERE workspace_id = $1 AND id = $2 AND answer = 'open'";

pub const SAY_WHY: &str = "
UPDATE suggestion SET why = $4 WHERE workspace_id = $1 AND id = $2 AND member_id = $3 AND answer = 'open'";

pub const REOPEN: &str = "
UPDATE suggestion SET answer = 'open', answered_at = NULL
WHERE workspace_id = $1 AND id = $2 AND answer = 'declined'";
