//! What programs come in with: tokens for the interface of programs, and passwords for address books and calendars.
//!
//! Both belong to an account and one of its memberships, and never open more than that membership does at the moment
//! they are used; what they are for ([`Reach`]) narrows it further. The secret is drawn here, shown once, and kept as its
//! SHA-256: it is long enough that a plain hash guards it. [`entry`] goes from a secret to who acts. They end when their
//! time is over, when they are ended, and with the account or the membership.
//!
//! Like the rest of an account they are kept with events, not acts: a secret that was ended stays ended.

pub mod entry;
mod sql;

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use model::WorkspaceId;
use serde::Serialize;

use crate::App;
use crate::access::{Member, Right};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::accounts::{self, AccountId, Event, SignedIn, Token, totp};
use crate::outer::chance;
use crate::words::{events, refusals};
pub use entry::{Entry, Presented, Program};

/// Tokens and app passwords an account has at a time.
const MOST: i64 = 50;
/// Days a token lasts at most.
pub const LONGEST_DAYS: u16 = 365;
/// What a token begins with, so that whoever finds one in a file knows what it is.
const PREFIX: &str = "kith_";
/// Bytes of an app password: 28 letters.
const APP_BYTES: usize = 17;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// For programs that speak Kith's own interface.
    Api,
    /// For address books and calendars, which ask for a name and a password.
    App,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Api => "api",
            Kind::App => "app",
        }
    }

    fn of(word: &str) -> Kind {
        if word == "app" { Kind::App } else { Kind::Api }
    }

    /// What it is called.
    pub fn called(self) -> &'static str {
        match self {
            Kind::Api => events::TOKEN,
            Kind::App => events::APP_PASSWORD,
        }
    }
}

/// What one of them is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A token: see people and numbers.
    Read,
    /// A token: change people, log contact.
    Change,
    /// A token: see to sources and imports.
    Run,
    /// An app password: the address book.
    Contacts,
    /// An app password: the calendar.
    Calendars,
}

impl Reach {
    /// All that one of this kind may be for.
    pub fn all_of(kind: Kind) -> &'static [Reach] {
        match kind {
            Kind::Api => &[Reach::Read, Reach::Change, Reach::Run],
            Kind::App => &[Reach::Contacts, Reach::Calendars],
        }
    }

    /// The word it is kept under.
    pub fn word(self) -> &'static str {
        match self {
            Reach::Read => "read",
            Reach::Change => "change",
            Reach::Run => "run",
            Reach::Contacts => "contacts",
            Reach::Calendars => "calendars",
        }
    }

    /// The one that is kept under a word.
    pub fn of(word: &str) -> Option<Reach> {
        let all = Reach::all_of(Kind::Api).iter().chain(Reach::all_of(Kind::App));
        all.copied().find(|reach| reach.word() == word)
    }

    /// The rights it opens at most, of those the member has. What app passwords open is said by what serves address
    /// books and calendars; a right on the network's pages it is not.
    fn opens(self) -> &'static [Right] {
        match self {
            Reach::Read => &[Right::Read],
            Reach::Change => &[Right::Read, Right::Suggest, Right::Change],
            Reach::Run => &[Right::Run],
            Reach::Contacts | Reach::Calendars => &[],
        }
    }
}

fn reaches_of(words: &str) -> Vec<Reach> {
    words.split(' ').filter_map(Reach::of).collect()
}

fn words_of(reaches: &[Reach]) -> String {
    reaches.iter().map(|reach| reach.word()).collect::<Vec<_>>().join(" ")
}

/// Whose a token is to be: an account in one of its networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub account: AccountId,
    /// The network.
    pub workspace: WorkspaceId,
    /// What they are there.
    pub member: Member,
}

impl Holder {
    /// Whoever signed in, in the network they look at.
    pub fn of(who: &SignedIn) -> Holder {
        Holder { account: who.account, workspace: who.cx.workspace, member: who.cx.member }
    }

    /// Whoever has a login: in their own network, or else in the first they belong to.
    ///
    /// # Errors
    /// Nobody has it, or they belong to none.
    pub async fn named(app: &App, login: &str) -> Result<Holder> {
        let account = accounts::by_login(app, login).await?.id;
        let row: Option<(i64, i64)> = app.db.fetch_optional(sql::MEMBERSHIP, &[account.0.into()]).await?;
        let none = || Error::not_found(refusals::sign_in::without_network(login));
        let (workspace, member) = row.ok_or_else(none)?;
        Ok(Holder { account, workspace: WorkspaceId(workspace), member: Member(member) })
    }
}

/// What a new one is to be.
#[derive(Clone, Debug)]
pub struct New {
    /// Which of the two.
    pub kind: Kind,
    /// What its owner calls it.
    pub name: String,
    /// What it is for.
    pub reaches: Vec<Reach>,
    /// How many days it lasts; an app password may have no end.
    pub days: Option<u16>,
}

/// One that was made: the only moment in which its secret is known.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its number.
    pub id: i64,
    /// What the program says.
    pub secret: Token,
    /// What its owner calls it.
    pub name: String,
    /// Until when it is good.
    pub expires: Option<Timestamp>,
}

/// Makes one.
///
/// # Errors
/// What was given is not taken, there are too many, or the database cannot be written.
pub async fn make(app: &App, holder: Holder, new: &New, address: &str) -> Result<Made> {
    let name = usable_name(&new.name)?;
    let reaches = usable_reaches(new)?;
    let now = app.clock.now();
    let expires = expiry(new, now)?;
    let (secret, kept) = draw(new.kind)?;
    let mut tx = app.db.begin().await?;
    refuse_more(&mut tx, holder.account, name).await?;
    let args = [
        holder.account.0.into(),
        holder.workspace.0.into(),
        holder.member.0.into(),
        new.kind.word().into(),
        name.into(),
        chance::hash(&kept).into(),
        words_of(&reaches).into(),
        now.as_microsecond().into(),
        expires.map_or(Arg::NoInt, |at| at.as_microsecond().into()),
    ];
    let row: Option<(i64,)> = tx.fetch_optional(sql::INSERT, &args).await?;
    let (id,) = row.unwrap_or_default();
    let words = events::token_made(new.kind.called(), name, &words_of(&reaches).replace(' ', ", "));
    accounts::record(app, &mut tx, Some(holder.account), Event::TokenMade, address, &words).await?;
    tx.commit().await?;
    Ok(Made { id, secret: Token(secret), name: name.to_owned(), expires })
}

fn usable_name(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 || name.contains(char::is_control) {
        return Err(Error::settings(refusals::sign_in::TOKEN_NAME_IMPOSSIBLE));
    }
    Ok(name)
}

fn usable_reaches(new: &New) -> Result<Vec<Reach>> {
    let known = Reach::all_of(new.kind);
    let reaches: Vec<Reach> = known.iter().copied().filter(|reach| new.reaches.contains(reach)).collect();
    if reaches.is_empty() || new.reaches.iter().any(|reach| !known.contains(reach)) {
        let words = words_of(known).replace(' ', ", ");
        return Err(Error::settings(refusals::sign_in::token_reach_needed(&words)));
    }
    Ok(reaches)
}

fn expiry(new: &New, now: Timestamp) -> Result<Option<Timestamp>> {
    match new.days {
        Some(days) if (1..=LONGEST_DAYS).contains(&days) => {
            Ok(Some(now + SignedDuration::from_hours(24 * i64::from(days))))
        }
        None if new.kind == Kind::App => Ok(None),
        _ => Err(Error::settings(refusals::sign_in::token_days_needed(LONGEST_DAYS))),
    }
}

/// A secret as it is shown, and the text whose hash is kept.
fn draw(kind: Kind) -> Result<(String, String)> {
    match kind {
        Kind::Api => {
            let secret = format!("{PREFIX}{}", chance::key()?);
            Ok((secret.clone(), secret))
        }
        Kind::App => {
            let letters = totp::base32(&chance::bytes::<APP_BYTES>()?).to_lowercase();
            let groups = letters.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok());
            Ok((groups.collect::<Vec<_>>().join("-"), letters))
        }
    }
}

/// An app password as it is compared: some programs change how it is written.
fn folded(password: &str) -> String {
    password.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

async fn refuse_more(tx: &mut Tx, account: AccountId, name: &str) -> Result<()> {
    let count = |row: Option<(i64,)>| row.unwrap_or_default().0;
    if count(tx.fetch_optional(sql::STANDING, &[account.0.into()]).await?) >= MOST {
        return Err(Error::refused(refusals::sign_in::too_many_tokens(MOST)));
    }
    if count(tx.fetch_optional(sql::NAMED, &[account.0.into(), name.into()]).await?) > 0 {
        return Err(Error::refused(refusals::sign_in::token_name_taken(name)));
    }
    Ok(())
}

/// One of them, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// Which of the two.
    pub kind: Kind,
    /// What its owner calls it.
    pub name: String,
    /// What it is for.
    pub reaches: Vec<Reach>,
    /// When it was made.
    pub made: Timestamp,
    /// Until when it is good.
    pub expires: Option<Timestamp>,
    /// When it was last used, give or take five minutes.
    pub used: Option<Timestamp>,
    /// From where.
    pub used_from: String,
}

type Row = (i64, String, String, String, i64, Option<i64>, Option<i64>, String);

/// Those of an account that were not ended, the newest first.
///
/// # Errors
/// The database cannot be read.
pub async fn list(app: &App, account: AccountId) -> Result<Vec<Line>> {
    let rows: Vec<Row> = app.db.fetch_all(sql::OF_ACCOUNT, &[account.0.into()]).await?;
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or_default();
    let line = |(id, kind, name, scopes, made, expires, used, used_from): Row| Line {
        id,
        kind: Kind::of(&kind),
        name,
        reaches: reaches_of(&scopes),
        made: at(made),
        expires: expires.map(at),
        used: used.map(at),
        used_from,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Ends one of an account, at once and for good; says what it was called.
///
/// # Errors
/// The account has none of this number, or the database cannot be written.
pub async fn end(app: &App, account: AccountId, id: i64, address: &str) -> Result<String> {
    let mut tx = app.db.begin().await?;
    let args = [account.0.into(), id.into(), app.clock.now().as_microsecond().into()];
    let row: Option<(String,)> = tx.fetch_optional(sql::END, &args).await?;
    let (name,) = row.ok_or_else(|| Error::not_found(refusals::sign_in::TOKEN_ENDED))?;
    accounts::record(app, &mut tx, Some(account), Event::TokenEnded, address, &events::token_ended(&name))
        .await?;
    tx.commit().await?;
    Ok(name)
}

/// Ends all of an account, with a change that shuts it.
pub(crate) async fn end_all(app: &App, tx: &mut Tx, account: AccountId, address: &str) -> Result<()> {
    let args = [account.0.into(), app.clock.now().as_microsecond().into()];
    let ended = tx.execute(sql::END_ALL, &args).await?;
    if ended > 0 {
        let words = events::all_tokens_ended(ended);
        accounts::record(app, tx, Some(account), Event::TokenEnded, address, &words).await?;
    }
    Ok(())
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_never_the_same_and_tell_what_they_are() {
        let (token, kept) = draw(Kind::Api).unwrap();
        assert_eq!((token.len(), token.as_str()), (5 + 64, kept.as_str()));
        assert!(token.starts_with("kith_"));
        assert_ne!(token, draw(Kind::Api).unwrap().0);
        let (password, kept) = draw(Kind::App).unwrap();
        assert_eq!(password.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        assert_eq!(folded(&password), kept);
        assert_eq!(folded(&password.to_uppercase().replace('-', " ")), kept, "however it is written");
        assert!(kept.len() * 5 >= 128, "bits of chance");
    }

    #[test]
    fn what_each_is_for_survives_being_kept() {
        for kind in [Kind::Api, Kind::App] {
            assert_eq!(reaches_of(&words_of(Reach::all_of(kind))), Reach::all_of(kind));
            assert_eq!(Kind::of(kind.word()), kind);
        }
        assert!(reaches_of("admin own").is_empty());
    }
}
