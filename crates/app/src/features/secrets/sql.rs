//! SQL of the key.

pub const MARK: &str = "SELECT mark FROM sealing_key WHERE id = 1";
pub const SET_MARK: &str = "
INSERT INTO sealing_key (id, mark, since) VALUES (1, $1, $2)
ON CONFLICT (id) DO UPDATE SET mark = excluded.mark, since = excluded.since";
pub const COUNT_TAGS: &str = "SELECT COUNT(*) FROM forgotten";
pub const IS_NEEDED: &str = "
SELECT COUNT(*) FROM (SELECT 1 FROM second_factor UNION ALL SELECT 1 FROM forgotten LIMIT 1) AS kept";
