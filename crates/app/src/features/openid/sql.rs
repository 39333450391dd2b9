//! SQL of accounts at another service.

pub const LINKED: &str = "SELECT account_id FROM account_link WHERE issuer = $1 AND subject = $2";
pub const LINK: &str = "
INSERT INTO account_link (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (issuer, subject) DO NOTHING";
pub const LINKS: &str = "SELECT COUNT(*) FROM account_link WHERE account_id = $1 AND issuer = $2";
pub const UNLINK: &str = "DELETE FROM account_link WHERE account_id = $1 AND issuer = $2";
pub const DROP: &str = "DELETE FROM account_link WHERE account_id = $1";
