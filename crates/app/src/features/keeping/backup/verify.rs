//! Looking a backup over: its checksums, whether it opens, and whether a restore of it gives what was counted.

use std::fs::File;
use std::io::{self, Read};

use serde::Serialize;

use super::Place;
use super::archive::{Archive, not_whole};
use super::make::{Scrap, sweep};
use super::manifest::{Contents, Manifest};
use super::seal::{self, Key};
use crate::access::{Cx, Right};
use crate::db::Kind;
use crate::db::copying::{self, Inventory};
use crate::db::postgres::Server;
use crate::error::{Error, Result};

/// What was found out about a backup.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What stands in it, if it could be opened.
    pub contents: Option<Contents>,
    /// It was restored into a throw-away place, and what came of it is what was counted.
    pub restored: bool,
    /// Why that was not tried; empty if it was.
    pub not_tried: String,
    /// What is wrong; nothing if all is well.
    pub faults: Vec<String>,
}

/// What was found out about the database in use.
#[derive(Clone, Debug, Serialize)]
pub struct Live {
    /// What stands in it.
    pub contents: Inventory,
    /// What is wrong; nothing if all is well.
    pub faults: Vec<String>,
}

/// Looks the database in use over.
///
/// # Errors
/// The member may not, or it cannot be read at all.
pub async fn verify_live(cx: &Cx) -> Result<Live> {
    cx.require(Right::Administer)?;
    Ok(Live { contents: cx.app.db.inventory().await?, faults: cx.app.db.faults().await? })
}

/// Looks a backup over: checksums, what stands in it, and a restore into a throw-away place.
///
/// # Errors
/// It cannot be opened with this key, or there is no room for trying.
pub async fn verify(place: Place<'_>, archive: &Archive, key: &Key) -> Result<Verified> {
    let mut verified = Verified {
        manifest: archive.manifest.clone(),
        contents: None,
        restored: false,
        not_tried: String::new(),
        faults: archive.faults()?,
    };
    if !verified.faults.is_empty() {
        verified.not_tried = "it is damaged".into();
        return Ok(verified);
    }
    let contents = contents(archive, key)?;
    crate::db::make_folder(place.data)?;
    sweep(place.data);
    let scrap = Scrap::new(&place.data.join(format!("verify-{}.tar", std::process::id())), ".copy")?;
    unpack(archive, key, &contents, &scrap.file)?;
    match tried(place, archive, &contents, &scrap).await? {
        Ok(faults) => {
            verified.restored = faults.is_empty();
            verified.faults = faults;
        }
        Err(not_tried) => verified.not_tried = not_tried,
    }
    verified.contents = Some(contents);
    Ok(verified)
}

/// What a restore into a throw-away place comes to; or why it is not tried.
async fn tried(
    place: Place<'_>,
    archive: &Archive,
    contents: &Contents,
    scrap: &Scrap,
) -> Result<std::result::Result<Vec<String>, String>> {
    let expected = &contents.inventory;
    if archive.manifest.database == Kind::Sqlite {
        return faults_of_copy(scrap, expected).await.map(Ok);
    }
    let Some(url) = place.url else {
        return Ok(Err("it is of PostgreSQL, and no server is set here to try it on".into()));
    };
    let chance = seal::chance();
    let name = format!("kith_verify_{}", &chance[chance.len() - 12..]);
    Ok(match Server::at(url)?.try_restore(&scrap.path, &name, expected).await? {
        Some(found) => Ok(expected.differences(&found)),
        None => Err("this server's role may not make a database to try it in (CREATEDB)".into()),
    })
}

/// What is wrong with an unpacked SQLite file.
pub(super) async fn faults_of_copy(scrap: &Scrap, expected: &Inventory) -> Result<Vec<String>> {
    let mut faults = copying::faults_of_file(&scrap.path).await?;
    if faults.is_empty() {
        faults = expected.differences(&copying::of_file(&scrap.path).await?);
    }
    Ok(faults)
}

/// What stands in a backup.
pub(super) fn contents(archive: &Archive, key: &Key) -> Result<Contents> {
    let broken = || not_whole(&archive.path);
    let part = archive.part(archive.manifest.contents_part()).map_err(|_| broken())?;
    let mut text = String::new();
    key.open(archive.manifest.sealed, part)?.read_to_string(&mut text).map_err(|_| broken())?;
    serde_json::from_str(&text).map_err(|_| broken())
}

/// Writes the database of a backup, unpacked, into an empty file, and sees to it that it is on the disk.
pub(super) fn unpack(archive: &Archive, key: &Key, contents: &Contents, to: &File) -> Result<()> {
    let broken = |source| Error::Io { what: format!("cannot unpack {}", archive.path.display()), source };
    let part = archive.part(archive.manifest.database_part()).map_err(broken)?;
    let opened = key.open(archive.manifest.sealed, part)?;
    let mut plain = zstd::Decoder::new(opened).map_err(broken)?;
    let mut to = to;
    let bytes =
        io::copy(&mut plain, &mut to).and_then(|bytes| to.sync_all().map(|()| bytes)).map_err(broken)?;
    if bytes == contents.bytes { Ok(()) } else { Err(not_whole(&archive.path)) }
}
