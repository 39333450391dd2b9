//! What a running import tells whoever watches it, and how it is asked to end.

use model::ActId;

use super::report::{Line, Totals};

/// What an import is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Reading, and writing what was read.
    #[default]
    Reading,
    /// All is read: ties, names and natures are brought up to date.
    Finishing,
}

/// How far an import has got.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Items done.
    pub records: u64,
    /// Bytes read, as they lie on disk.
    pub bytes: u64,
    /// Bytes there are to read.
    pub total_bytes: u64,
    /// What became of the items so far.
    pub totals: Totals,
    /// What it is busy with.
    pub phase: Phase,
}

/// Whoever watches an import.
pub(super) trait Observer: Send {
    /// The import has its number, and its act.
    fn begun(&mut self, _import: i64, _act: ActId) {}
    /// It has got so far.
    fn progress(&mut self, progress: &Progress);
    /// What became of some items.
    fn lines(&mut self, _lines: &[Line]) {}
    /// The import shall end after the present batch; what is written stands.
    fn wants_stop(&self) -> bool {
        false
    }
}

/// Someone who only wants to know how far it has got.
pub(super) struct Listener<'a>(pub &'a mut (dyn FnMut(&Progress) + Send));

impl Observer for Listener<'_> {
    fn progress(&mut self, progress: &Progress) {
        (self.0)(progress);
    }
}
