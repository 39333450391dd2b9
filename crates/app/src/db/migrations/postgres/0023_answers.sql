-- `interaction.answers` is kept of every mail, so that it can be told how soon somebody answers. Only answers through lists
-- are looked for by what they answer, so the index stays as small as it was.
DROP INDEX interaction_by_answer;
CREATE INDEX interaction_by_answer ON interaction (workspace_id, answers) WHERE answers IS NOT NULL AND class = 1;
