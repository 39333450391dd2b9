//! Passkeys: signing in with what a device holds instead of a password, proved to it by finger, face or PIN. That counts as
//! both factors.
//!
//! A passkey belongs to an account and is bound to the name of the site it was made on ([`Site`]): under another name no
//! browser offers it. [`bound`] tells whose would be lost if the name changed. What a browser answers is checked in
//! [`webauthn`]; here stands what is kept and what is waited for. The key that is kept is public, nothing of it is secret.

mod cose;
mod sql;
pub mod webauthn;

use jiff::Timestamp;

use super::accounts::{AccountId, Device, Event, SignedIn, Token, guards, record, sessions};
use crate::App;
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::outer::chance::{self, hex, unhex};
use crate::outer::waiting::Waiting;
use crate::words::{events, refusals};
pub use cose::KINDS;
pub use webauthn::Site;

/// How many an account may have.
const MOST: usize = 20;
/// How long a name may be.
const NAME_LETTERS: usize = 60;

/// What browsers were asked and have not answered yet.
#[derive(Default)]
pub struct Asked {
    making: Waiting<(AccountId, String)>,
    signing_in: Waiting<()>,
}

/// What a browser is asked, to make one.
#[derive(Clone, Debug)]
pub struct Making {
    /// What it signs, as it is.
    pub challenge: String,
    /// The number of the account at the authenticator, drawn by chance.
    pub handle: Vec<u8>,
    /// Those the account has: an authenticator that holds one makes no other.
    pub known: Vec<Vec<u8>>,
}

/// A browser's answer to making one.
#[derive(Clone, Debug, Default)]
pub struct MadeAnswer {
    /// What it was asked, by its own words.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator: Vec<u8>,
}

/// A browser's answer to signing in.
#[derive(Clone, Debug, Default)]
pub struct SignedAnswer {
    /// Which passkey.
    pub credential: Vec<u8>,
    /// The number of the account at the authenticator.
    pub handle: Vec<u8>,
    /// What it was asked, by its own words.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator: Vec<u8>,
    /// Its signature.
    pub signature: Vec<u8>,
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// The site it is for.
    pub site: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

/// Asks a browser to make one.
///
/// # Errors
/// The sign-in is too long ago, there are too many, or the database cannot be read.
pub async fn ask_to_make(who: &SignedIn, site: &Site) -> Result<Making> {
    guards::require_fresh(who)?;
    let app = &who.cx.app;
    let rows: Vec<(String, String, String)> = app.db.fetch_all(sql::KNOWN, &[who.account.0.into()]).await?;
    if rows.len() >= MOST {
        return Err(too_many());
    }
    let handle = match rows.first() {
        Some((_, handle, _)) => handle.clone(),
        None => hex(&chance::bytes::<32>()?),
    };
    let here = rows.iter().filter(|(_, _, its)| *its == site.name);
    let known = here.filter_map(|(credential, ..)| unhex(credential)).collect();
    let challenge =
        app.asked.making.put(who.cx.now, &sessions::address_of(who), (who.account, handle.clone()))?;
    Ok(Making { challenge, handle: unhex(&handle).unwrap_or_default(), known })
}

/// Keeps the one that was made.
///
/// # Errors
/// The answer is not taken, or the database cannot be written.
pub async fn keep(who: &SignedIn, site: &Site, answer: &MadeAnswer, name: &str) -> Result<()> {
    guards::require_fresh(who)?;
    let app = &who.cx.app;
    let name = usable_name(name)?;
    let asked = asked(&answer.client_data)?;
    let waited = app.asked.making.take(who.cx.now, &asked).filter(|(account, _)| *account == who.account);
    let (_, handle) = waited.ok_or_else(too_late)?;
    let made = webauthn::made(site, &answer.client_data, &answer.authenticator).map_err(refused)?;
    let mut tx = app.db.begin().await?;
    let args = [
        who.account.0.into(),
        hex(&made.credential).into(),
        handle.into(),
        hex(&made.key).into(),
        i64::from(made.count).into(),
        site.name.as_str().into(),
        name.into(),
        who.cx.now_us().into(),
    ];
    if tx.execute(sql::INSERT, &args).await? == 0 {
        return Err(Error::refused(refusals::sign_in::PASSKEY_KNOWN));
    }
    // Once more, now that nobody else writes: many may have been asked for at once.
    let kept: Vec<(String, String, String)> = tx.fetch_all(sql::KNOWN, &[who.account.0.into()]).await?;
    if kept.len() > MOST {
        return Err(too_many());
    }
    record(app, &mut tx, Some(who.account), Event::Passkey, &sessions::address_of(who), events::MADE).await?;
    tx.commit().await
}

/// Those of the account, the newest first.
///
/// # Errors
/// The database cannot be read.
pub async fn list(who: &SignedIn) -> Result<Vec<Line>> {
    type Row = (i64, String, String, i64, Option<i64>);
    let rows: Vec<Row> = who.cx.app.db.fetch_all(sql::LIST, &[who.account.0.into()]).await?;
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or_default();
    let line = |(id, name, site, made_at, used_at): Row| Line {
        id,
        name,
        site,
        made_at: at(made_at),
        used_at: used_at.map(at),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Calls one by another name.
///
/// # Errors
/// The account has no such passkey, or the name is not taken.
pub async fn rename(who: &SignedIn, passkey: i64, name: &str) -> Result<()> {
    let args = [passkey.into(), who.account.0.into(), usable_name(name)?.into()];
    let mut tx = who.cx.app.db.begin().await?;
    if tx.execute(sql::RENAME, &args).await? == 0 {
        return Err(gone());
    }
    tx.commit().await
}

/// Removes one: nobody signs in with it any more.
///
/// # Errors
/// The sign-in is too long ago, the account has no such passkey, or it would have no way in left.
pub async fn remove(who: &SignedIn, passkey: i64) -> Result<()> {
    guards::require_fresh(who)?;
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    if tx.execute(sql::REMOVE, &[passkey.into(), who.account.0.into()]).await? == 0 {
        return Err(gone());
    }
    guards::require_way_in(&mut tx, who.account).await?;
    record(app, &mut tx, Some(who.account), Event::Passkey, &sessions::address_of(who), events::REMOVED)
        .await?;
    tx.commit().await
}

/// Removes all of an account whose owner lost a device.
pub(crate) async fn drop_of(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.execute(sql::DROP, &[account.0.into()]).await.map(|_| ())
}

/// Passkeys of somebody that are bound to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The name.
    pub site: String,
    /// Whose they are.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// Whose passkeys are bound to which name: under another they are of no use.
///
/// # Errors
/// The database cannot be read.
pub async fn bound(app: &App) -> Result<Vec<Bound>> {
    let rows: Vec<(String, String, i64)> = app.db.fetch_all(sql::BOUND, &[]).await?;
    Ok(rows.into_iter().map(|(site, name, count)| Bound { site, name, count }).collect())
}

/// Asks a browser at an address to sign in: what it signs, as it is.
///
/// # Errors
/// The system gives no chance.
pub fn ask_to_sign_in(app: &App, address: &str) -> Result<String> {
    app.asked.signing_in.put(app.clock.now(), address, ())
}

/// Signs in by a passkey.
///
/// # Errors
/// The answer is not taken, the account may not sign in, or the database cannot be written.
pub async fn sign_in(app: &App, site: &Site, answer: &SignedAnswer, device: &Device) -> Result<Token> {
    let asked = asked(&answer.client_data)?;
    app.asked.signing_in.take(app.clock.now(), &asked).ok_or_else(too_late)?;
    let args = [hex(&answer.credential).into(), hex(&answer.handle).into()];
    let row: Option<(i64, i64, String, i64)> = app.db.fetch_optional(sql::BY_CREDENTIAL, &args).await?;
    let (passkey, account, key, known) = row.ok_or_else(unknown)?;
    let account = AccountId(account);
    let key = unhex(&key).unwrap_or_default();
    let signed = webauthn::signed(site, &key, &answer.client_data, &answer.authenticator, &answer.signature);
    let count = match signed {
        Ok(count) => i64::from(count),
        Err(why) => {
            let mut tx = app.db.begin().await?;
            record(app, &mut tx, Some(account), Event::Failed, &device.address, events::PASSKEY).await?;
            tx.commit().await?;
            return Err(refused(why));
        }
    };
    let mut tx = app.db.begin().await?;
    let token = sessions::begin(app, &mut tx, account, device, false).await?;
    if count <= known && (count, known) != (0, 0) {
        let words = events::passkey_copied(count, known);
        record(app, &mut tx, Some(account), Event::Passkey, &device.address, &words).await?;
    }
    let args = [passkey.into(), Arg::Int(count.max(known)), app.clock.now().as_microsecond().into()];
    tx.execute(sql::USED, &args).await?;
    tx.commit().await?;
    Ok(token)
}

/// The challenge that an answer answers, as it was asked.
fn asked(client_data: &[u8]) -> Result<String> {
    use base64::Engine;
    let challenge = webauthn::challenge(client_data).map_err(refused)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(challenge).ok();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(too_late)
}

fn usable_name(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS || name.contains(char::is_control) {
        return Err(Error::settings(refusals::sign_in::passkey_name_impossible(NAME_LETTERS)));
    }
    Ok(name)
}

fn refused(why: webauthn::Refusal) -> Error {
    Error::refused(why.to_string())
}

fn too_many() -> Error {
    Error::refused(refusals::sign_in::too_many_passkeys(MOST))
}

fn too_late() -> Error {
    Error::refused(refusals::sign_in::TOO_LATE)
}

fn unknown() -> Error {
    Error::refused(refusals::sign_in::PASSKEY_UNKNOWN)
}

fn gone() -> Error {
    Error::not_found(refusals::sign_in::PASSKEY_GONE)
}
