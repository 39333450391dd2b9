//! SQL of the measures of the whole network.

pub const HEALTH_LATEST: &str = "
SELECT revision, figures, before, named FROM network_health
WHERE workspace_id = $1 ORDER BY quarter DESC LIMIT 1";

pub const KEEP: &str = "
INSERT INTO network_health (workspace_id, quarter, revision, figures, before, named) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (workspace_id, quarter) DO UPDATE
SET revision = excluded.revision, figures = excluded.figures, before = excluded.before, named = excluded.named";

pub const HEALTH_ERASE: &str = "UPDATE network_health SET revision = -1, named = '' WHERE workspace_id = $1";
