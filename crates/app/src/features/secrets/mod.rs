//! Secrets that Kith itself must read again (so far those of second factors): which key they are sealed with, and how it is
//! changed.
//!
//! The key is a file beside the database ([`SecretKey`]); the database has only its mark, so that a key that was lost, or
//! one that belongs to another Kith, is told and never replaced: [`key`] is the only way to it. Everything sealed is sealed
//! and opened inside a transaction that has asked for the key, so that nothing is sealed with a key that was just changed.
//!
//! [`rotate`] writes the new key beside the old one, seals everything anew and sets the mark in one transaction, and then
//! puts the new file in the place of the old. Killed at any moment, the mark says which of the two belongs here, and whoever
//! asks next finishes the work.

mod sql;

use std::path::Path;

use serde::Serialize;

use crate::App;
use crate::access::{Cx, Right};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::second_factor;
use crate::outer::secret_key::{self, SecretKey};
use crate::words::refusals;

/// The key that what is sealed here belongs to; drawn when there is none and nothing was ever sealed.
///
/// # Errors
/// The key was lost or is that of another Kith, or the file cannot be read or made.
pub(crate) async fn key(tx: &mut Tx, app: &App) -> Result<SecretKey> {
    let mark: Option<(String,)> = tx.fetch_optional(sql::MARK, &[]).await?;
    match mark {
        Some((mark,)) => marked(&app.data, &mark),
        None => first(tx, app).await,
    }
}

/// The key with this mark; one that a rotation left beside is put in its place.
fn marked(data: &Path, mark: &str) -> Result<SecretKey> {
    let (file, next) = (secret_key::file(data), secret_key::next_file(data));
    let found = SecretKey::read(&file)?;
    if let Some(key) = found.as_ref().filter(|key| key.mark() == mark) {
        return Ok(key.clone());
    }
    if let Some(key) = SecretKey::read(&next)?.filter(|key| key.mark() == mark) {
        secret_key::put(&next, &file)?;
        return Ok(key);
    }
    Err(if found.is_some() { foreign(&file) } else { lost(&file) })
}

/// The first use: of a key from before marks were kept, or of a new one.
async fn first(tx: &mut Tx, app: &App) -> Result<SecretKey> {
    let file = secret_key::file(&app.data);
    let key = match SecretKey::read(&file)? {
        Some(key) if second_factor::fits(tx, &key).await? => key,
        Some(_) => return Err(foreign(&file)),
        None if is_needed(tx).await? => return Err(lost(&file)),
        None => SecretKey::draw(&file)?,
    };
    set_mark(tx, app, &key).await?;
    Ok(key)
}

async fn set_mark(tx: &mut Tx, app: &App, key: &SecretKey) -> Result<()> {
    tx.execute(sql::SET_MARK, &[key.mark().into(), app.clock.now().as_microsecond().into()]).await?;
    Ok(())
}

/// Something is kept that only the key can read or compare.
async fn is_needed(tx: &mut Tx) -> Result<bool> {
    let (sealed, tags) = kept(tx).await?;
    Ok(sealed + tags > 0)
}

/// How many secrets are sealed, and how many addresses are kept out by hashes made with the key.
async fn kept(tx: &mut Tx) -> Result<(i64, i64)> {
    let sealed = second_factor::sealed(tx).await?;
    let tags: Option<(i64,)> = tx.fetch_optional(sql::COUNT_TAGS, &[]).await?;
    Ok((sealed, tags.unwrap_or_default().0))
}

fn lost(file: &Path) -> Error {
    Error::settings(refusals::keeping::key_lost(file))
}

fn foreign(file: &Path) -> Error {
    Error::settings(refusals::keeping::key_foreign(file))
}

/// How it stands with the secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Secrets that are sealed.
    pub sealed: i64,
    /// Addresses of people who were forgotten, kept out by hashes that only the key can make.
    pub kept_out: i64,
    /// What is wrong with the key; nothing, if it fits or none is needed yet.
    pub trouble: Option<String>,
}

/// Looks if the key fits, and changes nothing that anybody could miss.
///
/// # Errors
/// The member does not see to the server, or the database cannot be read.
pub async fn standing(cx: &Cx) -> Result<Standing> {
    cx.require(Right::Administer)?;
    let mut tx = cx.app.db.begin().await?;
    let (sealed, kept_out) = kept(&mut tx).await?;
    let trouble = match sealed + kept_out {
        0 => None,
        _ => key(&mut tx, &cx.app).await.err().map(|error| error.to_string()),
    };
    tx.commit().await?;
    Ok(Standing { sealed, kept_out, trouble })
}

/// What is wrong with the key, for pages: while nothing is, nobody who writes is waited for.
///
/// # Errors
/// The member does not see to the server, or the database cannot be read.
pub async fn trouble(cx: &Cx) -> Result<Option<String>> {
    cx.require(Right::Administer)?;
    let file = secret_key::file(&cx.app.data);
    let mark: Option<(String,)> = cx.app.db.fetch_optional(sql::MARK, &[]).await?;
    let is_well = match mark {
        Some((mark,)) => matches!(SecretKey::read(&file), Ok(Some(key)) if key.mark() == mark),
        None => cx.app.db.fetch_int(sql::IS_NEEDED, &[]).await? == 0,
    };
    // Looked at again with nobody writing: it may just have been changed.
    if is_well { Ok(None) } else { Ok(standing(cx).await?.trouble) }
}

/// What came of a change of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rotated {
    /// Secrets sealed anew.
    pub sealed: i64,
    /// Second factors that were taken away, since nobody can read them any more.
    pub taken_away: i64,
    /// Addresses that are no longer recognised as those of somebody who was forgotten.
    pub no_longer_kept_out: i64,
}

/// Changes the key: everything is sealed anew, as one.
///
/// # Errors
/// The member does not see to the server, the present key does not fit, or a file cannot be written.
pub async fn rotate(cx: &Cx) -> Result<Rotated> {
    cx.require(Right::Administer)?;
    let app = &cx.app;
    let (file, next) = (secret_key::file(&app.data), secret_key::next_file(&app.data));
    let mut tx = app.db.begin().await?;
    let old = key(&mut tx, app).await?;
    // The present key is in its place now, so what lies beside it was never used.
    secret_key::remove(&next)?;
    let new = old.successor(&next)?;
    let sealed = second_factor::seal_anew(&mut tx, &old, &new).await?;
    set_mark(&mut tx, app, &new).await?;
    tx.commit().await?;
    secret_key::put(&next, &file)?;
    Ok(Rotated { sealed, taken_away: 0, no_longer_kept_out: 0 })
}

/// Begins anew with another key where the present one is lost for good. A key that does not fit is set aside, not erased.
///
/// # Errors
/// The member does not see to the server, the present key does fit, or a file cannot be written.
pub async fn begin_anew(cx: &Cx) -> Result<Rotated> {
    cx.require(Right::Administer)?;
    let app = &cx.app;
    let file = secret_key::file(&app.data);
    let mut tx = app.db.begin().await?;
    match key(&mut tx, app).await {
        Ok(_) => {
            return Err(Error::refused(refusals::keeping::KEY_FITS));
        }
        Err(Error::Settings(_)) => {}
        Err(other) => return Err(other),
    }
    let (_, tags) = kept(&mut tx).await?;
    secret_key::set_aside(&file, cx.now.as_second())?;
    let new = SecretKey::draw(&file)?;
    let taken_away = second_factor::drop_all(app, &mut tx).await?;
    set_mark(&mut tx, app, &new).await?;
    tx.commit().await?;
    Ok(Rotated { sealed: 0, taken_away, no_longer_kept_out: tags })
}
