//! SQL of accounts, sessions and what guards them.

pub const HAS_ACCOUNTS: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM account LIMIT 1) AS few";
pub const INSERT_ACCOUNT: &str = "
INSERT INTO account (login, name, password, administrator, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (login) DO NOTHING RETURNING id";
pub const BY_LOGIN: &str =
    "SELECT id, name, login, password, administrator, disabled_at FROM account WHERE login = $1";
pub const BY_ID: &str =
    "SELECT id, name, login, password, administrator, disabled_at FROM account WHERE id = $1";
pub const ALL_ACCOUNTS: &str = "
SELECT a.id, a.name, a.login, a.administrator, a.disabled_at, a.created_at,
  (SELECT COUNT(*) FROM second_factor AS f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL),
  (SELECT MAX(s.seen_at) FROM session AS s WHERE s.account_id = a.id)
FROM account AS a ORDER BY a.id";
pub const SET_PASSWORD: &str = "UPDATE account SET password = $2 WHERE id = $1";
pub const DROP_PASSWORD: &str = "UPDATE account SET password = NULL WHERE id = $1";
pub const WAYS_IN: &str = "
SELECT (SELECT COUNT(*) FROM account WHERE id = $1 AND password IS NOT NULL)
  + (SELECT COUNT(*) FROM passkey WHERE account_id = $1) + (SELECT COUNT(*) FROM account_link WHERE account_id = $1)";
pub const SET_NAME: &str = "UPDATE account SET name = $2 WHERE id = $1";
pub const DISABLE: &str = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";
pub const ENABLE: &str = "UPDATE account SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL";
pub const OTHER_ADMINISTRATORS: &str =
    "SELECT COUNT(*) FROM account WHERE administrator = 1 AND disabled_at IS NULL AND id <> $1";

pub const SESSION: &str = "
SELECT s.id, s.account_id, s.workspace_id, s.seen_at, s.confirmed_at, a.name, a.login, a.administrator, m.id, m.role, m.scope,
  (SELECT COUNT(*) FROM member AS o WHERE o.account_id = s.account_id AND o.ended_at IS NULL)
FROM session AS s JOIN account AS a ON a.id = s.account_id
LEFT JOIN member AS m ON m.account_id = s.account_id AND m.workspace_id = s.workspace_id AND m.ended_at IS NULL
WHERE s.token = $1 AND s.awaits_code = 0 AND s.seen_at > $2 AND s.created_at > $3 AND a.disabled_at IS NULL";
pub const HALF_SESSION: &str = "
SELECT s.id, s.account_id, a.login FROM session AS s JOIN account AS a ON a.id = s.account_id
WHERE s.token = $1 AND s.awaits_code = 1 AND s.created_at > $2 AND a.disabled_at IS NULL";
pub const MEMBERSHIPS: &str = "
SELECT workspace_id, role FROM member WHERE account_id = $1 AND ended_at IS NULL
ORDER BY CASE role WHEN 'principal' THEN 0 ELSE 1 END, workspace_id";
pub const INSERT_SESSION: &str = "
INSERT INTO session (token, account_id, workspace_id, awaits_code, created_at, seen_at, confirmed_at, address, agent)
VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)";
pub const SEEN: &str = "UPDATE session SET seen_at = $2, address = $3 WHERE id = $1 AND seen_at < $2";
pub const NEW_TOKEN: &str = "UPDATE session SET token = $2, confirmed_at = $3 WHERE id = $1";
pub const SHOW_WORKSPACE: &str = "UPDATE session SET workspace_id = $2, token = $3 WHERE id = $1";
pub const END_SESSION: &str = "DELETE FROM session WHERE id = $1 AND account_id = $2";
pub const END_BY_TOKEN: &str = "DELETE FROM session WHERE token = $1";
pub const END_SESSIONS: &str = "DELETE FROM session WHERE account_id = $1";
pub const END_OTHER_SESSIONS: &str = "DELETE FROM session WHERE account_id = $1 AND id <> $2";
pub const SWEEP_SESSIONS: &str = "DELETE FROM session WHERE seen_at <= $1";
pub const SESSIONS: &str = "
SELECT id, created_at, seen_at, address, agent FROM session
WHERE account_id = $1 AND awaits_code = 0 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id DESC";

pub const TRIES: &str = "SELECT at FROM sign_in_attempt WHERE pot = $1 AND at > $2 ORDER BY at DESC LIMIT $3";
pub const TRIES_FROM: &str = "
SELECT at FROM sign_in_attempt WHERE address = $1 AND at > $2 AND pot <> $4 ORDER BY at DESC LIMIT $3";
pub const TRIES_OF_PROGRAMS: &str = "
SELECT at FROM sign_in_attempt WHERE address = $1 AND at > $2 AND pot = $4 ORDER BY at DESC LIMIT $3";
pub const INSERT_TRY: &str = "INSERT INTO sign_in_attempt (pot, address, at) VALUES ($1, $2, $3)";
pub const FORGET_TRIES: &str = "DELETE FROM sign_in_attempt WHERE pot = $1";
pub const SWEEP_TRIES: &str = "DELETE FROM sign_in_attempt WHERE at <= $1";

pub const FACTOR: &str = "SELECT secret, confirmed_at, last_step FROM second_factor WHERE account_id = $1";
pub const BEGIN_FACTOR: &str = "
INSERT INTO second_factor (account_id, secret) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = 0 WHERE second_factor.confirmed_at IS NULL";
pub const CONFIRM_FACTOR: &str =
    "UPDATE second_factor SET confirmed_at = $2 WHERE account_id = $1 AND confirmed_at IS NULL";
pub const TAKE_STEP: &str =
    "UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
pub const COUNT_FACTORS: &str = "SELECT COUNT(*) FROM second_factor";
pub const ANY_FACTOR: &str = "SELECT secret FROM second_factor LIMIT 1";
pub const ALL_FACTORS: &str = "SELECT account_id, secret FROM second_factor ORDER BY account_id";
pub const SET_SECRET: &str = "UPDATE second_factor SET secret = $2 WHERE account_id = $1";
pub const DROP_FACTOR: &str = "DELETE FROM second_factor WHERE account_id = $1";
pub const DROP_CODES: &str = "DELETE FROM recovery_code WHERE account_id = $1";
pub const INSERT_CODES: &str = "
INSERT INTO recovery_code (account_id, code) SELECT $1, r.value ->> 0 FROM jsonb_each($2) AS r";
pub const USE_CODE: &str =
    "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code = $2 AND used_at IS NULL";
pub const COUNT_CODES: &str = "SELECT COUNT(*) FROM recovery_code WHERE account_id = $1 AND used_at IS NULL";

pub const INSERT_KEY: &str = "INSERT INTO account_key (key, account_id, expires_at) VALUES ($1, $2, $3)";
pub const KEY: &str = "
SELECT a.id, a.name, a.login, a.password, a.administrator, a.disabled_at
FROM account_key AS k JOIN account AS a ON a.id = k.account_id WHERE k.key = $1 AND k.expires_at > $2";
pub const DROP_KEYS: &str = "DELETE FROM account_key WHERE account_id = $1";

pub const INSERT_EVENT: &str =
    "INSERT INTO account_event (at, account_id, kind, address, words) VALUES ($1, $2, $3, $4, $5)";
pub const EVENTS_OF: &str = "
SELECT e.id, e.at, a.login, e.kind, e.address, e.words
FROM account_event AS e LEFT JOIN account AS a ON a.id = e.account_id
WHERE e.account_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3";
pub const EVENTS: &str = "
SELECT e.id, e.at, a.login, e.kind, e.address, e.words
FROM account_event AS e LEFT JOIN account AS a ON a.id = e.account_id
WHERE e.id < $1 ORDER BY e.id DESC LIMIT $2";
pub const VOUCHED_FOR: &str = "
SELECT id FROM account_event WHERE account_id = $1
  AND ((kind IN ('made', 'second_factor') AND address = $2) OR (kind = 'made' AND words = $3)) LIMIT 1";
pub const SIGNED_IN_FROM: &str = "
SELECT at FROM account_event WHERE account_id = $1 AND kind = $2 AND address = $3 AND at > $4 LIMIT 1";
