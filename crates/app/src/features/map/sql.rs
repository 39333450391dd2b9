//! SQL of the map.

/// The ties behind a pair, in the order of pairs: first ends, second ends and days, each in one text and in the same order.
pub const TIES_AFTER: &str = "
SELECT COALESCE(string_agg(CAST(a AS TEXT), ' '), ''), COALESCE(string_agg(CAST(b AS TEXT), ' '), ''),
  COALESCE(string_agg(days, ' '), '')
FROM (SELECT a, b, days FROM tie WHERE workspace_id = $1 AND (a, b) > ($2, $3) ORDER BY a, b LIMIT $4) AS lines";

pub const MAP_PLACES: &str = "SELECT places FROM map_drawing WHERE workspace_id = $1";

pub const KEEP: &str = "
INSERT INTO map_drawing (workspace_id, places) VALUES ($1, $2)
ON CONFLICT (workspace_id) DO UPDATE SET places = excluded.places";

pub const MAP_ERASE: &str = "DELETE FROM map_drawing WHERE workspace_id = $1";
