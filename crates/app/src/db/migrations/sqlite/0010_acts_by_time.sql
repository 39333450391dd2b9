-- What was done today is asked each time the day's list is made. The PostgreSQL migration of the same number says the same.
CREATE INDEX act_by_time ON act (workspace_id, at);
