-- What the owner says an organization works in. Organizations are known by their folded names: nobody types one in.
CREATE TABLE organization_industry (
  workspace_id BIGINT NOT NULL,
  organization TEXT NOT NULL,                 -- its folded name
  industry TEXT NOT NULL,                     -- the word of a section of ISIC Rev. 4
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, organization)
);
