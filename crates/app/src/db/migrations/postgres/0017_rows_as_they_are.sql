-- Statements read the rows bound to them with SQLite's jsonb_each, which hands them on without writing them as text again.
ALTER FUNCTION json_each(TEXT) RENAME TO jsonb_each;
