-- The import that brought a note with a card; none for what a member wrote or changed.
ALTER TABLE note ADD COLUMN import_id BIGINT;
CREATE INDEX note_by_import ON note (workspace_id, import_id) WHERE import_id IS NOT NULL;
