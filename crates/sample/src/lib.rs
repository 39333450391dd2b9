//! A seeded sample network written as real files.
//!
//! Helena Brandt runs the operations of Brennmoor Pumps, a manufacturer in Graz with plants on three continents.
//! [`write()`] tells two and a half years of her mail, calendar, address book and LinkedIn, as the programs she uses
//! would have stored them, so that a first look, the manual's pictures and the tests of the whole pipeline all stand
//! on the same ground: real formats, and a truth that is known ([`Summary`]). Everything is invented, and the same
//! seed and date give the same bytes.
//!
//! * `data`: names of thirty cultures, places, organizations, phrases.
//! * `story` (start here): who there is and who was in touch with whom when. Pure.
//! * `files`: the story as mbox, Maildir, iCalendar, vCard and LinkedIn zip.
//! * `flood`: apart from the story, a network of any size as records, for benchmarks.
//! * `summary`: counts, and the ties that have a story of their own: fading, dormant, reviving, one-sided.

mod data;
mod dice;
mod files;
mod flood;
mod story;
mod summary;

use std::io;
use std::path::Path;

use jiff::civil::Date;

pub use flood::{FLOOD_OWNER, flood};
pub use summary::{Copies, Mailboxes, Mails, Meetings, Planted, Summary, Who};

/// The folder could not be written to.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file.
    #[error("cannot write the sample: {0}")]
    Io(#[from] io::Error),
    /// The LinkedIn export.
    #[error("cannot write the sample's zip: {0}")]
    Zip(#[from] zip::result::ZipError),
}

/// Writes the sample of a seed into a folder, telling of the two and a half years before `today`.
///
/// `mail/inbox.mbox`, `mail/sent.mbox`, `mail/assistant/` (a Maildir), `calendar.ics`, `calendar-office.ics`,
/// `contacts.vcf` and `linkedin-export.zip`; about 50 MB in about a second. Files of these names are replaced.
pub fn write(dir: &Path, seed: u64, today: Date) -> Result<Summary, SampleError> {
    let story = story::plan(seed, today);
    std::fs::create_dir_all(dir)?;
    let written = files::mailbox::write(&story, &dir.join("mail"))?;
    files::ics::write(&story, dir)?;
    let cards = files::vcf::write(&story, dir)?;
    let connections = files::linkedin::write(&story, &dir.join("linkedin-export.zip"))?;
    Ok(summary::summary(&story, written, cards, connections))
}
