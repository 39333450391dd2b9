-- What a source has brought so far. The SQLite migration of the same number says the same.
ALTER TABLE source ADD COLUMN kept BIGINT NOT NULL DEFAULT 0;               -- records that told something
ALTER TABLE source ADD COLUMN reads TEXT COLLATE "C" NOT NULL DEFAULT '';   -- formats of its records, parted by commas
ALTER TABLE source ADD COLUMN last_read_at BIGINT;                          -- when an import last got to its end
UPDATE source SET kept = (
  SELECT COUNT(*) FROM record AS k
  WHERE k.workspace_id = source.workspace_id AND k.source_id = source.id AND k.outcome IN (0, 1));
