-- Where people stand on the map, so that it looks tomorrow as it does today. Derived: what is lost is drawn anew.
CREATE TABLE map_drawing (
  workspace_id BIGINT NOT NULL PRIMARY KEY,
  places TEXT NOT NULL                        -- map::packed: a line a person
);
