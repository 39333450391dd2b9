//! Everything that is held, written to a folder for other programs and for another Kith.
//!
//! [`export`] reads one moment of the database row by row ([`Look`]), so that memory does not grow with the network and
//! nobody waits. [`tables`] is Kith's own format, which an import takes in again; [`cards`], [`meetings`], [`sheets`]
//! and [`graph`] are for other programs. [`canonical`] compares networks. `docs/export.md` describes every file.

mod canonical;
mod cards;
pub(crate) mod graph;
mod meetings;
mod out;
mod sheets;
pub(crate) mod sql;
pub(crate) mod tables;

use std::path::Path;

pub use canonical::canonical_export;
pub use graph::Graph;
use out::Folder;
pub use out::Written;

use crate::access::{Cx, Right};
use crate::db::Look;
use crate::error::Result;
use crate::features::keeping;

/// A format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// vCard 4.0: `people.vcf`.
    Cards,
    /// iCalendar: `meetings.ics`.
    Meetings,
    /// CSV: `csv/*.csv`.
    Sheets,
    /// Kith's own, to be imported again: `json/*.jsonl`.
    Tables,
    /// GraphML: `network.graphml`.
    GraphMl,
    /// GEXF: `network.gexf`.
    Gexf,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 6] =
        [Format::Cards, Format::Meetings, Format::Sheets, Format::Tables, Format::GraphMl, Format::Gexf];
}

/// Writes everything to a new folder, all of one moment.
///
/// # Errors
/// The member may not, the folder holds something, or it cannot be written; then nothing bears its name.
pub async fn export(cx: &Cx, folder: &Path, formats: &[Format]) -> Result<Vec<Written>> {
    cx.require(Right::Own)?;
    let owner = keeping::known_owner(cx).await.map_or(0, |owner| owner.0);
    let mut folder = Folder::begin(folder)?;
    let mut look = cx.app.db.look().await?;
    for format in formats {
        write(cx, &mut look, owner, *format, &mut folder).await?;
    }
    folder.finish()
}

async fn write(cx: &Cx, look: &mut Look, owner: i64, format: Format, folder: &mut Folder) -> Result<()> {
    match format {
        Format::Cards => cards::write(cx, look, folder).await,
        Format::Meetings => meetings::write(cx, look, folder).await,
        Format::Sheets => sheets::write(cx, look, owner, folder).await,
        Format::Tables => tables::write(cx, look, folder).await,
        Format::GraphMl => graph::write(cx, look, owner, folder, Graph::GraphMl, "network.graphml").await,
        Format::Gexf => graph::write(cx, look, owner, folder, Graph::Gexf, "network.gexf").await,
    }
}
