//! Mail: mbox files and single messages, one item a message.
//!
//! The way of a message through this module, and the file of each step:
//!
//! 1. `splitting` finds where messages begin in an mbox; `envelope` knows what a `From ` line looks like;
//!    `content` bounds what is kept of a message and hashes all of it.
//! 2. `headers` finds the header fields Kith reads, without copying; `words` decodes their text, `mailboxes`
//!    their addresses, `dates` their dates, `ids` their message ids.
//! 3. `letter` makes the record: who, when, to whom, and its key (`keys`).
//!    `drafts` are left out; `notices` (bounces, auto-replies, receipts) and `invitations` (text/calendar) are not
//!    contact and become other kinds of records; they look into the body with `parts`.
//! 4. `class` says what sort of mail it is; `lists` knows mailing lists.
//!
//! Why not a full MIME parser: Kith needs a dozen headers of each mail and almost never a body, and an archive of
//! half a million mails should be read in the time it takes to read its bytes.

mod class;
mod content;
mod dates;
mod drafts;
mod envelope;
mod headers;
mod ids;
mod invitations;
mod keys;
mod letter;
mod lists;
mod mailboxes;
mod notices;
mod parts;
mod splitting;
mod words;

#[cfg(test)]
mod tests;

use model::{Item, Position};

use crate::ReadContext;
use content::ContentHash;
use splitting::{Piece, Splitter};

pub(crate) use envelope::is_separator;
pub(crate) use headers::is_header_line;

/// Of one message at most this much is kept and looked at; what is beyond is only hashed. Headers and the parts that
/// matter (delivery reports, invitations) come long before, and a 2 GB file needs a few MB.
const KEPT_BYTES: usize = 8 * 1024 * 1024;

/// Reads a file of mails, each behind its `From ` line (RFC 4155 and its many relatives).
///
/// An item's number is that of the message in the file, its offset that of the first byte of its `From ` line. The
/// content hash leaves out the `From ` line and the line ends after the message, so that the same mail in a Maildir
/// has the same hash unless mbox quoting (`>From `) changed its body.
pub struct MboxReader {
    splitter: Box<Splitter>,
    context: ReadContext,
}

impl MboxReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MboxReader {
        MboxReader { splitter: Box::new(Splitter::new()), context }
    }

    /// Takes the next bytes and gives the mails that are complete with them.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        let context = &self.context;
        self.splitter.push(bytes, &mut |piece| sink(item_of(&piece, context)));
    }

    /// The file has ended: gives the last mail.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        let context = &self.context;
        self.splitter.finish(&mut |piece| sink(item_of(&piece, context)));
    }
}

/// Reads a file that holds one mail (.eml, a file of a Maildir).
pub struct MessageReader {
    kept: Vec<u8>,
    hash: ContentHash,
    context: ReadContext,
}

impl MessageReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MessageReader {
        MessageReader { kept: Vec::new(), hash: ContentHash::new(), context }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        let room = KEPT_BYTES.saturating_sub(self.kept.len()).min(bytes.len());
        self.kept.extend_from_slice(&bytes[..room]);
    }

    /// The file has ended: gives its mail.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        let piece = Piece {
            position: Position { number: 1, offset: 0 },
            envelope: &[],
            message: &self.kept,
            content_hash: self.hash.digest(),
        };
        sink(item_of(&piece, &self.context));
    }
}

fn item_of(piece: &Piece<'_>, context: &ReadContext) -> Item {
    Item { position: piece.position, outcome: letter::read(piece, context) }
}
