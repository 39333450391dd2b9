//! SQL of the workspace and its health.

pub const COUNT_WORKSPACES: &str = "SELECT COUNT(*) FROM workspace";

pub const INSERT_WORKSPACE: &str =
    "INSERT INTO workspace (id, name, next_id) VALUES ($1, $2, 100) ON CONFLICT DO NOTHING";

pub const GIVE_TO: &str = "UPDATE member SET account_id = $3, name = $4 WHERE workspace_id = $1 AND id = $2";
pub const NOBODYS_WORKSPACE: &str =
    "SELECT workspace_id FROM member WHERE workspace_id = 1 AND id = 1 AND account_id IS NULL";
pub const NEWEST_WORKSPACE: &str = "SELECT MAX(id) FROM workspace";
pub const INSERT_MEMBER: &str =
    "INSERT INTO member (workspace_id, id, name, role) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

pub const MEMBERS: &str = "SELECT id, name FROM member WHERE workspace_id = $1 ORDER BY id";

pub const OWNER_ADDRESSES: &str = "
SELECT i.value FROM identity AS i JOIN workspace AS w ON w.id = i.workspace_id AND w.owner_id = i.person_id
WHERE i.workspace_id = $1 ORDER BY i.value";

pub const OWNER_MAIL: &str = "
SELECT i.value FROM workspace AS w
CROSS JOIN identity AS i WHERE w.id = $1 AND i.workspace_id = $1 AND i.person_id = w.owner_id AND i.kind = 'email'
ORDER BY i.value";

pub const COUNT_RECORDS: &str =
    "SELECT outcome, COUNT(*) FROM record WHERE workspace_id = $1 GROUP BY outcome";
pub const REVISION: &str = "SELECT revision FROM workspace WHERE id = $1";
pub const COUNT_PEOPLE: &str = "SELECT COUNT(*) FROM person WHERE workspace_id = $1 AND nature = 0";
pub const COUNT_KEPT_OUT: &str = "SELECT COUNT(*) FROM person WHERE workspace_id = $1 AND nature <> 0";
pub const COUNT_IDENTITIES: &str = "SELECT COUNT(*) FROM identity WHERE workspace_id = $1";
pub const COUNT_INTERACTIONS: &str = "SELECT COUNT(*) FROM interaction WHERE workspace_id = $1";
pub const COUNT_TIES: &str = "SELECT COUNT(*) FROM tie WHERE workspace_id = $1";
pub const COUNT_STALE: &str = "SELECT COUNT(*) FROM stale_pair WHERE workspace_id = $1";

pub const OWNER: &str = "SELECT owner_id FROM workspace WHERE id = $1";

pub const NEXT_IDS: &str = "UPDATE workspace SET next_id = next_id + $2 WHERE id = $1 RETURNING next_id";
pub const NEXT_REVISION: &str =
    "UPDATE workspace SET revision = revision + 1 WHERE id = $1 RETURNING revision";
pub const NEXT_ID: &str = "SELECT next_id FROM workspace WHERE id = $1";
pub const TAKE_IN_WORKSPACE: &str =
    "UPDATE workspace SET next_id = next_id + $2, name = $3, owner_id = $4 WHERE id = $1";
pub const SET_OWNER: &str = "UPDATE workspace SET owner_id = $2 WHERE id = $1";
pub const FORGET_OWNER: &str = "
UPDATE workspace SET owner_id = NULL WHERE id = $1
  AND owner_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM jsonb_each($2) AS r)
  AND NOT EXISTS (SELECT 1 FROM identity AS d WHERE d.workspace_id = $1 AND d.person_id = workspace.owner_id)";
pub const FORGET_UNUSED_OWNER: &str = "
UPDATE workspace SET owner_id = NULL WHERE id = $1
  AND NOT EXISTS (SELECT 1 FROM record AS k WHERE k.workspace_id = $1)
  AND NOT EXISTS (SELECT 1 FROM person_detail AS t WHERE t.workspace_id = $1 AND t.person_id = workspace.owner_id)
  AND NOT EXISTS (SELECT 1 FROM identity AS d JOIN participant AS p ON p.workspace_id = $1 AND p.identity_id = d.id
    WHERE d.workspace_id = $1 AND d.person_id = workspace.owner_id)";
pub const TIED_THROUGH: &str = "SELECT tied_through FROM workspace WHERE id = $1";
pub const SET_TIED_THROUGH: &str = "UPDATE workspace SET tied_through = $2 WHERE id = $1";

pub const INSERT_RUN: &str = "
INSERT INTO backup_run (workspace_id, id, at, file, bytes, restored, trouble) VALUES ($1, $2, $3, $4, $5, $6, $7)";

pub const LAST_RUN: &str = "
SELECT at, file, bytes, restored, trouble FROM backup_run WHERE workspace_id = $1 AND at <= $2 ORDER BY at DESC LIMIT 1";
