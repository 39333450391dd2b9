//! From the secret that a program says to who acts, with which rights.
//!
//! One query over a unique key with each request, as with sessions: what was ended, disabled or changed holds with the
//! next one. That one was used is written at most every [`USED_EVERY`]. What is of no use is told as unknown, whatever
//! the reason (the account's events have it), and counted against the address it comes from, like a failed sign-in; a
//! secret that is right is never held up, since none can be guessed.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use model::WorkspaceId;

use super::{Kind, Reach, folded, reaches_of, sql};
use crate::access::{Access, Member, Origin, Right};
use crate::error::Result;
use crate::features::accounts::{self, AccountId, Event, limits, sessions};
use crate::outer::chance;
use crate::words::events;
use crate::{App, Cx};

/// How often it is written that one was used.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// What a program says at most; longer ones are not looked at.
const LONGEST: usize = 256;

/// What a program says of itself.
pub enum Presented<'a> {
    /// A token.
    Token(&'a str),
    /// A login and an app password.
    Password {
        /// The mail address.
        login: &'a str,
        /// The password.
        password: &'a str,
    },
}

/// What comes of it.
pub enum Entry {
    /// It may come in.
    In(Box<Program>),
    /// Nobody has this secret, or it is of no use any more.
    Unknown,
    /// Too many failed from this address.
    Paused {
        /// Until then.
        until: Timestamp,
    },
}

/// A program that came in.
#[derive(Clone)]
pub struct Program {
    /// With which of the two.
    pub kind: Kind,
    /// What its owner calls what it came in with.
    pub name: String,
    /// The mail address of its owner.
    pub login: String,
    /// What it is for.
    pub reaches: Vec<Reach>,
    /// Until when it is good.
    pub expires: Option<Timestamp>,
    /// What it acts with: what its owner may, and no more than it is for.
    pub cx: Cx,
}

/// A row of a secret: number, account, name, scopes, when it expires, was used, ended; login, since when the account is
/// disabled; workspace, and the membership there if it stands: number, role, scope.
type Row = (
    i64,
    i64,
    String,
    String,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    String,
    Option<i64>,
    i64,
    Option<i64>,
    Option<String>,
    Option<String>,
);

/// Who comes in with this, from this address.
///
/// # Errors
/// The database cannot be read or written.
pub async fn entry(app: &App, presented: Presented<'_>, address: &str) -> Result<Entry> {
    let (kind, secret, login) = match presented {
        Presented::Token(token) => (Kind::Api, token.to_owned(), None),
        Presented::Password { login, password } => (Kind::App, folded(password), Some(login)),
    };
    let found: Option<Row> = if secret.is_empty() || secret.len() > LONGEST {
        None
    } else {
        app.db.fetch_optional(sql::BY_SECRET, &[chance::hash(&secret).into(), kind.word().into()]).await?
    };
    let Some(row) = found else { return failed(app, None, kind.called(), address).await };
    if let Some(why) = useless(&row, login, app.clock.now()) {
        let words = events::token_useless(kind.called(), &row.2, why);
        return failed(app, Some(AccountId(row.1)), &words, address).await;
    }
    used(app, &row, kind, address).await?;
    Ok(Entry::In(Box::new(program(app, kind, row, address).await?)))
}

/// Why a secret that is known is of no use.
fn useless(row: &Row, login: Option<&str>, now: Timestamp) -> Option<&'static str> {
    let (.., expires, _, ended, its_login, disabled, _, member, _, _) = row;
    let is_over = expires.is_some_and(|at| at <= now.as_microsecond());
    let is_of_another = || login.is_some_and(|login| !its_login.eq_ignore_ascii_case(login.trim()));
    if ended.is_some() {
        Some(events::ENDED)
    } else if is_over {
        Some(events::TIME_OVER)
    } else if disabled.is_some() {
        Some(events::ACCOUNT_DISABLED)
    } else if member.is_none() {
        Some(events::MEMBERSHIP_ENDED)
    } else if is_of_another() {
        Some(events::ANOTHER_NAME)
    } else {
        None
    }
}

async fn failed(app: &App, account: Option<AccountId>, words: &str, address: &str) -> Result<Entry> {
    let mut tx = app.db.begin().await?;
    let paused = limits::failed_from(app, &mut tx, address).await?;
    if paused.is_none() {
        accounts::record(app, &mut tx, account, Event::Failed, address, words).await?;
    }
    tx.commit().await?;
    Ok(paused.map_or(Entry::Unknown, |until| Entry::Paused { until }))
}

/// Writes down that it was used, now and then; the first time as an event.
async fn used(app: &App, row: &Row, kind: Kind, address: &str) -> Result<()> {
    let (id, account, name, .., used_at) = (row.0, row.1, &row.2, row.5);
    let now = app.clock.now().as_microsecond();
    let before = now - USED_EVERY.as_micros() as i64;
    if used_at.is_some_and(|at| at > before) {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let first = [id.into(), now.into(), address.into()];
    if tx.execute(sql::FIRST_USED, &first).await? == 1 {
        let words = events::token_used(kind.called(), name);
        accounts::record(app, &mut tx, Some(AccountId(account)), Event::TokenUsed, address, &words).await?;
    } else {
        tx.execute(sql::USED, &[id.into(), now.into(), address.into(), before.into()]).await?;
    }
    tx.commit().await
}

async fn program(app: &App, kind: Kind, row: Row, address: &str) -> Result<Program> {
    let (_, _, name, scopes, expires, _, _, login, _, workspace, member, role, scope) = row;
    let reaches = reaches_of(&scopes);
    let (workspace, member) = (WorkspaceId(workspace), Member(member.unwrap_or_default()));
    let rights: Vec<Right> = reaches.iter().flat_map(|reach| reach.opens()).copied().collect();
    let cx = Cx {
        app: app.of(workspace),
        workspace,
        member,
        acts_for: Member::OWNER,
        access: Arc::new(Access::nothing(false)),
        origin: Origin::Token { name: name.clone(), from: address.to_owned() },
        now: app.clock.now(),
        seen: None,
    };
    let cx = sessions::granted(cx, role, scope).await?;
    let cx = Cx { access: Arc::new(cx.access.narrowed(&rights)), ..cx };
    let expires = expires.and_then(|at| Timestamp::from_microsecond(at).ok());
    Ok(Program { kind, name, login, reaches, expires, cx })
}
