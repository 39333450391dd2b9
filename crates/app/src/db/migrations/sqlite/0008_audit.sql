-- What each act concerned, so that the acts about somebody are found, and an act is not taken back under a newer one.
CREATE TABLE act_touch (
  workspace_id INTEGER NOT NULL,
  act_id INTEGER NOT NULL,
  thing TEXT NOT NULL,                    -- acts::touches: person:7, note:12, detail:7:birthday …
  role INTEGER NOT NULL,                  -- acts::touches::Role
  PRIMARY KEY (workspace_id, act_id, thing),
  FOREIGN KEY (workspace_id, act_id) REFERENCES act (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX act_touch_by_thing ON act_touch (workspace_id, thing, act_id, role);
CREATE INDEX act_by_member ON act (workspace_id, member_id, id);
