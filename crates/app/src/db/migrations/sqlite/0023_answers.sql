-- `interaction.answers` is kept of every mail, so that it can be told how soon somebody answers. Only answers through lists
-- are looked for by what they answer, so the index stays as small as it was.
DROP INDEX interaction_by_answer;
CREATE INDEX interaction_by_answer ON interaction (workspace_id, answers) WHERE answers IS NOT NULL AND class = 1;

DELETE FROM sqlite_stat1 WHERE idx = 'interaction_by_answer';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('interaction', 'interaction_by_answer', '500000 500000 2');
ANALYZE sqlite_schema;
