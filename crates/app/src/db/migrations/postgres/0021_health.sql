-- What was measured of the whole network, a row a quarter of the year. Derived: what is lost is measured anew.
CREATE TABLE network_health (
  workspace_id BIGINT NOT NULL,
  quarter BIGINT NOT NULL,                    -- four times the year, and the quarter from 0
  revision BIGINT NOT NULL,                   -- of the network that was measured; -1 once somebody was erased
  figures TEXT NOT NULL,                      -- health::Figures as JSON
  before TEXT NOT NULL,                       -- the same of a quarter earlier
  named TEXT NOT NULL,                        -- health::Named as JSON: people by number; empty once somebody was erased
  PRIMARY KEY (workspace_id, quarter)
);
