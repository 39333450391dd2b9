-- Who may do what: members beside the principal, and where each act came from.
-- The SQLite migration of the same number says the same.

-- What the principal granted this member, access::Scope as JSON; of no meaning for the principal.
ALTER TABLE member ADD COLUMN scope TEXT COLLATE "C" NOT NULL DEFAULT '{}';
-- Whoever signs in as this member; none for someone who does not sign in.
ALTER TABLE member ADD COLUMN account_id BIGINT;
-- Since when they may not come in any more.
ALTER TABLE member ADD COLUMN ended_at BIGINT;
CREATE INDEX member_by_account ON member (account_id, workspace_id);

-- Where the change was asked for, access::Origin in words.
ALTER TABLE act ADD COLUMN origin TEXT COLLATE "C" NOT NULL DEFAULT '';
