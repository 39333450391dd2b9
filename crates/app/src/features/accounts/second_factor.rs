//! The second factor: codes of an authenticator app, and recovery codes for when the app is gone.
//!
//! The secret is kept sealed with the key beside the database ([`SecretKey`]); recovery codes are kept as hashes, shown
//! once and taken once. A code of the app is taken once too: the step it stood for is written down.

use super::sessions::{self, SignedIn, Token};
use super::{AccountId, Event, record, sql, totp};
use crate::App;
use crate::db::{Rows, Tx};
use crate::error::{Error, Result};
use crate::features::secrets;
use crate::outer::chance;
use crate::outer::secret_key::SecretKey;
use crate::words::{events, refusals};

/// What the secret is sealed for.
const PURPOSE: &str = "second factor";
/// Recovery codes made at a time.
const CODES: usize = 10;
/// Bytes of a recovery code: 16 letters.
const CODE_BYTES: usize = 10;

/// A row of a second factor: sealed secret, since when it is on, the last step taken.
type Row = (String, Option<i64>, i64);

/// How it stands with the second factor of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It is asked for.
    pub is_on: bool,
    /// Recovery codes that were not used yet.
    pub codes_left: i64,
}

/// How it stands.
///
/// # Errors
/// The database cannot be read.
pub async fn standing(who: &SignedIn) -> Result<Standing> {
    let db = &who.cx.app.db;
    let factor: Option<Row> = db.fetch_optional(sql::FACTOR, &[who.account.0.into()]).await?;
    let codes_left = db.fetch_int(sql::COUNT_CODES, &[who.account.0.into()]).await?;
    Ok(Standing { is_on: factor.is_some_and(|(_, confirmed, _)| confirmed.is_some()), codes_left })
}

/// The secret for an app that is not asked for yet: the same until a first code was right.
///
/// # Errors
/// It is on already, or the key beside the database cannot be read or made.
pub async fn begin(who: &SignedIn) -> Result<Vec<u8>> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    let key = secrets::key(&mut tx, app).await?;
    let known: Option<Row> = tx.fetch_optional(sql::FACTOR, &[who.account.0.into()]).await?;
    let secret = match known {
        Some((_, Some(_), _)) => return Err(Error::refused(refusals::accounts::FACTOR_ON_ALREADY)),
        Some((sealed, None, _)) => key.open(PURPOSE, &sealed)?,
        None => {
            let secret = totp::draw()?.to_vec();
            let sealed = key.seal(PURPOSE, &secret)?;
            tx.execute(sql::BEGIN_FACTOR, &[who.account.0.into(), sealed.into()]).await?;
            secret
        }
    };
    tx.commit().await?;
    Ok(secret)
}

/// Turns it on with a first code, and gives the recovery codes; the session gets a new token.
///
/// # Errors
/// The code is not right, or it is on already.
pub async fn turn_on(who: &SignedIn, code: &str) -> Result<(Token, Vec<String>)> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    if !take_of_app(app, &mut tx, who.account, code, false).await? {
        return Err(Error::settings(refusals::accounts::CODE_WRONG));
    }
    let args = [who.account.0.into(), who.cx.now_us().into()];
    if tx.execute(sql::CONFIRM_FACTOR, &args).await? == 0 {
        return Err(Error::refused(refusals::accounts::FACTOR_ON_ALREADY));
    }
    let codes = make_codes(&mut tx, who.account).await?;
    let token = sessions::renew(&mut tx, who).await?;
    tx.execute(sql::END_OTHER_SESSIONS, &[who.account.0.into(), who.session.into()]).await?;
    changed(app, &mut tx, who, events::TURNED_ON).await?;
    tx.commit().await?;
    Ok((token, codes))
}

/// Turns it off.
///
/// # Errors
/// The database cannot be written.
pub async fn turn_off(who: &SignedIn) -> Result<Token> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    drop_of(&mut tx, who.account).await?;
    let token = sessions::renew(&mut tx, who).await?;
    changed(app, &mut tx, who, events::TURNED_OFF).await?;
    tx.commit().await?;
    Ok(token)
}

/// Takes away the second factor of an account with everything that belongs to it.
pub(super) async fn drop_of(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.execute(sql::DROP_FACTOR, &[account.0.into()]).await?;
    tx.execute(sql::DROP_CODES, &[account.0.into()]).await?;
    Ok(())
}

/// Makes recovery codes anew; those from before are of no more use.
///
/// # Errors
/// The second factor is off, or the database cannot be written.
pub async fn new_codes(who: &SignedIn) -> Result<Vec<String>> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    if !is_on(&mut tx, who.account).await? {
        return Err(Error::refused(refusals::accounts::FACTOR_OFF));
    }
    let codes = make_codes(&mut tx, who.account).await?;
    changed(app, &mut tx, who, events::NEW_CODES).await?;
    tx.commit().await?;
    Ok(codes)
}

async fn changed(app: &App, tx: &mut Tx, who: &SignedIn, words: &str) -> Result<()> {
    record(app, tx, Some(who.account), Event::SecondFactor, &sessions::address_of(who), words).await
}

async fn make_codes(tx: &mut Tx, account: AccountId) -> Result<Vec<String>> {
    let draw = || chance::bytes::<CODE_BYTES>().map(|bytes| grouped(&totp::base32(&bytes)));
    let codes: Vec<String> = (0..CODES).map(|_| draw()).collect::<Result<_>>()?;
    tx.execute(sql::DROP_CODES, &[account.0.into()]).await?;
    let hashes: Vec<String> = codes.iter().map(|code| chance::hash(&folded(code))).collect();
    let rows = Rows::of_texts(hashes.iter().map(String::as_str)).into_arg();
    tx.execute(sql::INSERT_CODES, &[account.0.into(), rows]).await?;
    Ok(codes)
}

/// In groups of four, for reading off paper.
fn grouped(code: &str) -> String {
    let groups: Vec<&str> =
        code.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
    groups.join("-")
}

/// A recovery code as it is compared: what is no letter or digit does not count, nor whether letters are small.
fn folded(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// True if a code is asked for after the password.
pub(super) async fn is_on(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let factor: Option<Row> = tx.fetch_optional(sql::FACTOR, &[account.0.into()]).await?;
    Ok(factor.is_some_and(|(_, confirmed, _)| confirmed.is_some()))
}

/// Takes a code of the app or a recovery code; true if it was right, and then it is used up.
pub(super) async fn take(app: &App, tx: &mut Tx, account: AccountId, code: &str) -> Result<bool> {
    // A recovery code is known without the key, and must open when that is lost.
    if totp::is_code(code) {
        return take_of_app(app, tx, account, code, true).await;
    }
    let args =
        [account.0.into(), chance::hash(&folded(code)).into(), app.clock.now().as_microsecond().into()];
    Ok(tx.execute(sql::USE_CODE, &args).await? == 1)
}

async fn take_of_app(app: &App, tx: &mut Tx, account: AccountId, code: &str, is_on: bool) -> Result<bool> {
    let row: Option<Row> = tx.fetch_optional(sql::FACTOR, &[account.0.into()]).await?;
    let Some((sealed, confirmed, _)) = row else { return Ok(false) };
    if confirmed.is_some() != is_on {
        return Ok(false);
    }
    let secret = secrets::key(tx, app).await?.open(PURPOSE, &sealed)?;
    let Some(step) = totp::step_of(&secret, code, app.clock.now().as_second()) else { return Ok(false) };
    Ok(tx.execute(sql::TAKE_STEP, &[account.0.into(), step.into()]).await? == 1)
}

/// How many secrets are sealed.
pub(crate) async fn sealed(tx: &mut Tx) -> Result<i64> {
    let count: Option<(i64,)> = tx.fetch_optional(sql::COUNT_FACTORS, &[]).await?;
    Ok(count.unwrap_or_default().0)
}

/// True if what is sealed opens with this key, or nothing is.
pub(crate) async fn fits(tx: &mut Tx, key: &SecretKey) -> Result<bool> {
    let any: Option<(String,)> = tx.fetch_optional(sql::ANY_FACTOR, &[]).await?;
    Ok(any.is_none_or(|(sealed,)| key.open(PURPOSE, &sealed).is_ok()))
}

/// Seals all secrets with another key; says how many.
pub(crate) async fn seal_anew(tx: &mut Tx, old: &SecretKey, new: &SecretKey) -> Result<i64> {
    let all: Vec<(i64, String)> = tx.fetch_all(sql::ALL_FACTORS, &[]).await?;
    for (account, sealed) in &all {
        let sealed = new.seal(PURPOSE, &old.open(PURPOSE, sealed)?)?;
        tx.execute(sql::SET_SECRET, &[(*account).into(), sealed.into()]).await?;
    }
    Ok(all.len() as i64)
}

/// Takes all second factors away, since their key is lost; says how many.
pub(crate) async fn drop_all(app: &App, tx: &mut Tx) -> Result<i64> {
    let all: Vec<(i64, String)> = tx.fetch_all(sql::ALL_FACTORS, &[]).await?;
    for (account, _) in &all {
        let account = AccountId(*account);
        drop_of(tx, account).await?;
        record(app, tx, Some(account), Event::SecondFactor, events::HERE, events::TAKEN_AWAY_KEY_LOST)
            .await?;
    }
    Ok(all.len() as i64)
}
