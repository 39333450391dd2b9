//! Accounts of the server: who can sign in, how that is guarded, and the sessions it begins.
//!
//! An account is a person with a mail address and, as a rule, a password; what they are in a workspace stands in its
//! `member` rows. [`sign_in`] goes from a password (and a second factor) to a session; [`sessions`] from a session's
//! token to a [`Cx`](crate::Cx); [`making`] makes accounts, the first one on the first start among them; [`guards`]
//! changes what guards one; [`events`] reads what happened. [`limits`] counts what fails, in the database, so that a restart forgives nothing.
//!
//! Nobody acts before they have signed in, so these functions take the [`App`] or a [`SignedIn`] rather than a `Cx`; and
//! what happens to accounts is kept as events, not acts: there is no undo of a sign-in.

pub mod events;
pub mod guards;
pub mod limits;
pub mod making;
pub mod passwords;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
mod sql;
pub mod totp;

use crate::App;
use crate::access::Member;
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::words::refusals;
pub use sessions::{Device, SignedIn, Token};

/// An account, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccountId(pub i64);

/// An account as it is kept.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The name of the person.
    pub name: String,
    /// The mail address, folded.
    pub login: String,
    /// It sees to the server.
    pub is_administrator: bool,
    /// It may not sign in.
    pub is_disabled: bool,
    /// The hash of the password, if one was chosen.
    password: Option<String>,
}

/// A row of an account: number, name, login, password, administrator, since when disabled.
type AccountRow = (i64, String, String, Option<String>, i64, Option<i64>);

fn account_of(row: AccountRow) -> Account {
    let (id, name, login, password, administrator, disabled_at) = row;
    Account {
        id: AccountId(id),
        name,
        login,
        is_administrator: administrator == 1,
        is_disabled: disabled_at.is_some(),
        password,
    }
}

/// What happens to accounts, by the word it is kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody signed in.
    SignedIn,
    /// Somebody could not.
    Failed,
    /// The account was made.
    Made,
    /// A password was chosen or changed.
    Password,
    /// A link to choose a password was made.
    Link,
    /// The second factor was turned on or off, or recovery codes were made.
    SecondFactor,
    /// A passkey was made, removed, or signed less often than before.
    Passkey,
    /// Another service signs the account in from now on.
    Linked,
    /// Sessions were ended by hand.
    Revoked,
    /// The account was disabled or enabled.
    Disabled,
    /// The session shows another workspace.
    Switched,
    /// A token or app password was made.
    TokenMade,
    /// A token or app password was used for the first time.
    TokenUsed,
    /// A token or app password was ended.
    TokenEnded,
}

impl Event {
    /// The word it is kept under.
    pub fn word(self) -> &'static str {
        match self {
            Event::SignedIn => "signed_in",
            Event::Failed => "failed",
            Event::Made => "made",
            Event::Password => "password",
            Event::Link => "link",
            Event::SecondFactor => "second_factor",
            Event::Passkey => "passkey",
            Event::Linked => "linked",
            Event::Revoked => "revoked",
            Event::Disabled => "disabled",
            Event::Switched => "switched",
            Event::TokenMade => "token_made",
            Event::TokenUsed => "token_used",
            Event::TokenEnded => "token_ended",
        }
    }
}

/// Writes down what happened to an account, or to none where the login is of nobody.
pub(crate) async fn record(
    app: &App,
    tx: &mut Tx,
    account: Option<AccountId>,
    event: Event,
    address: &str,
    words: &str,
) -> Result<()> {
    let account = account.map_or(Arg::NoInt, |account| Arg::Int(account.0));
    let at = app.clock.now().as_microsecond();
    let args = [at.into(), account, event.word().into(), address.into(), words.into()];
    tx.execute(sql::INSERT_EVENT, &args).await?;
    Ok(())
}

/// A mail address as it is compared: without spaces around it, in small letters.
///
/// # Errors
/// It is no mail address.
pub fn folded(login: &str) -> Result<String> {
    let login = login.trim().to_lowercase();
    let parts = login.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty());
    let is_clean = !login.contains(|c: char| c.is_whitespace() || c.is_control());
    match parts {
        Some((_, host)) if is_clean && !host.contains('@') && login.len() <= 254 => Ok(login),
        _ => Err(Error::settings(refusals::accounts::LOGIN_IMPOSSIBLE)),
    }
}

/// The account of a login.
///
/// # Errors
/// There is none, or the database cannot be read.
pub async fn by_login(app: &App, login: &str) -> Result<Account> {
    let login = folded(login)?;
    let row: Option<AccountRow> = app.db.fetch_optional(sql::BY_LOGIN, &[login.as_str().into()]).await?;
    row.map(account_of).ok_or_else(|| Error::not_found(refusals::accounts::nobody_signs_in_as(&login)))
}

/// The account of a number.
///
/// # Errors
/// There is none, or the database cannot be read.
pub async fn by_id(app: &App, account: AccountId) -> Result<Account> {
    let row: Option<AccountRow> = app.db.fetch_optional(sql::BY_ID, &[account.0.into()]).await?;
    row.map(account_of).ok_or_else(|| Error::not_found(refusals::accounts::NO_SUCH_ACCOUNT))
}

/// Nobody: the member of somebody who sees to the server and belongs to no workspace.
const NOBODY: Member = Member(0);
