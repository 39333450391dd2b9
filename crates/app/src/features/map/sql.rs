//! SQL of the map.

pub const MAP_PLACES: &str = "SELECT places FROM map_drawing WHERE workspace_id = $1";

pub const KEEP: &str = "
INSERT INTO map_drawing (workspace_id, places) VALUES ($1, $2)
ON CONFLICT (workspace_id) DO UPDATE SET places = excluded.places";

pub const MAP_ERASE: &str = "DELETE FROM map_drawing WHERE workspace_id = $1";
