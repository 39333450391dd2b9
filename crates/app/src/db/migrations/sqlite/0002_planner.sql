-- What the query planner shall expect: a network of 100,000 people and five million interactions in one workspace.
-- Without it, it takes any condition on workspace_id for a selective one. The form is documented with sqlite_stat1:
-- rows of the table, then rows for each prefix of the index; `ANALYZE` replaces it by what is really there.
ANALYZE workspace;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('record', 'record', '5000000 5000000 1000000 1'),
  ('record', 'record_tells', '5000000 5000000 1'),
  ('person', 'person', '100000 100000 1'),
  ('person', 'sqlite_autoindex_person_2', '100000 100000 1'),
  ('person', 'person_by_name', '100000 100000 20000 2 1'),
  ('identity', 'identity', '120000 120000 1'),
  ('identity', 'sqlite_autoindex_identity_2', '120000 120000 40000 1'),
  ('identity', 'identity_by_person', '120000 120000 2'),
  ('identity', 'identity_by_domain', '120000 120000 20'),
  ('identity_name', 'identity_name', '200000 200000 2 1 1'),
  ('position', 'position', '50000 50000 2 1 1'),
  ('series', 'series', '20000 20000 1'),
  ('series', 'sqlite_autoindex_series_2', '20000 20000 1'),
  ('interaction', 'interaction', '5000000 5000000 1'),
  ('interaction', 'sqlite_autoindex_interaction_2', '5000000 5000000 1'),
  ('interaction', 'interaction_by_thread', '5000000 5000000 1'),
  ('interaction', 'interaction_by_answer', '500000 500000 2'),
  ('interaction', 'interaction_by_series', '500000 500000 25'),
  ('participant', 'participant', '15000000 15000000 3 1 1'),
  ('participant', 'participant_by_identity', '15000000 15000000 125 1 1'),
  ('tie', 'tie', '1000000 1000000 10 1'),
  ('tie', 'tie_by_other', '1000000 1000000 10 1'),
  ('acquaintance', 'acquaintance', '1000000 1000000 10 1'),
  ('acquaintance', 'acquaintance_by_other', '1000000 1000000 10 1'),
  ('stale_pair', 'stale_pair', '10000 10000 5 1'),
  ('stale_pair', 'stale_pair_by_other', '10000 10000 5 1'),
  ('act', 'act_by_part', '10000 10000 100'),
  ('act', 'act', '10000 10000 1'),
  ('note', 'note', '10000 10000 1'),
  ('note', 'note_by_person', '10000 10000 3 1');
ANALYZE sqlite_schema;
