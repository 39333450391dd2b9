//! Bringing a database up to date: a backup that was tried before, a check after, and a way back.

use std::path::PathBuf;

use jiff::Timestamp;

use super::backup::{self, Archive, Key, Order, Place, Why};
use crate::db::{Db, Schema};
use crate::error::{Error, Result};
use crate::words::refusals;

/// Takes away what a killed restore left, and applies the migrations that are missing. A newer database is refused, with the way back.
///
/// # Errors
/// The database is newer than this program, or the backup before the upgrade could not be made; nothing is changed
/// then. Or the upgraded database is not sound.
pub(crate) async fn bring_up_to_date(db: &Db, place: Place<'_>, now: Timestamp) -> Result<()> {
    backup::sweep(place.data);
    let Schema { found, known, missing } = db.schema().await?;
    if found > known {
        let way_back =
            backup::way_back(place).unwrap_or_else(|| refusals::database::no_way_back(&place.backups()));
        return Err(Error::NewerSchema { found, known, way_back });
    }
    if found == 0 {
        return db.migrate().await;
    }
    if missing == 0 {
        return Ok(());
    }
    let kept = backed_up(db, place, found, now).await?;
    let back = format!("kith --data {} restore --force {}", place.data.display(), kept.display());
    let failed = |why: String| Error::settings(refusals::database::upgrade_failed(found, known, &why, &back));
    db.migrate().await.map_err(|error| failed(error.to_string()))?;
    match db.faults().await?.into_iter().next() {
        None => Ok(()),
        Some(fault) => Err(failed(fault)),
    }
}

/// A backup in the data folder, tried before anything is changed.
async fn backed_up(db: &Db, place: Place<'_>, found: i64, now: Timestamp) -> Result<PathBuf> {
    let failed = |why: String| Error::settings(refusals::database::not_backed_up(&why));
    let kind = format!("before-upgrade-from-schema-{found}");
    let target = backup::free_name(&place.backups(), &kind, now, "tar");
    let order = Order { target, why: Why::Upgrade, ..Order::default() };
    let made = backup::make_of(db, order, now).await.map_err(|error| failed(error.to_string()))?;
    let tried = backup::verify(place, &Archive::open(&made.path)?, &Key::None).await;
    match tried.map_err(|error| failed(error.to_string()))?.faults.into_iter().next() {
        None => Ok(made.path),
        Some(fault) => Err(failed(fault)),
    }
}
