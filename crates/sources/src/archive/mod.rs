//! Archives, told by their first bytes and never by their name.
//!
//! * [`zip`]: many files, packed one by one, with a table of contents at the end.
//! * [`tar`]: many files, one after the other, not packed.
//! * [`compressed`]: one file, packed by gzip or zstd; what comes out may be any of these again.
//!
//! Each hands what it unpacks back to the walk, which opens the next layer or gives it to the visitor.

pub(crate) mod compressed;
mod exact;
pub(crate) mod tar;
pub(crate) mod zip;

use std::ops::ControlFlow;

use crate::archive::compressed::{open_gz, open_zst};
use crate::folder::printable;
use crate::problem::Problem;
use crate::stream::Stream;
use crate::walk::{Place, Walk};

/// The formats that are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archive {
    Zip,
    Gz,
    Zst,
    Tar,
}

impl Archive {
    /// What a file is that begins with these bytes; `None` if it is not an archive.
    pub(crate) fn detect(head: &[u8]) -> Option<Archive> {
        match head {
            // An entry; the end of an empty archive; the mark of one that was meant to span disks.
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Some(Archive::Zip),
            // 8 is deflate, the only method gzip ever had.
            [0x1f, 0x8b, 8, ..] => Some(Archive::Gz),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Archive::Zst),
            // A skippable frame, with which parallel zstd tools begin.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Archive::Zst),
            head if tar::is_header(head) => Some(Archive::Tar),
            _ => None,
        }
    }

    pub(crate) fn open(
        self,
        walk: &mut Walk<'_>,
        stream: &mut Stream<'_>,
        place: Place<'_>,
    ) -> ControlFlow<()> {
        match self {
            Archive::Zip => zip::open_nested(walk, stream, place),
            Archive::Gz => open_gz(walk, stream, place),
            Archive::Zst => open_zst(walk, stream, place),
            Archive::Tar => tar::open(walk, stream, place),
        }
    }
}

/// The path of an entry, or why an archive that names it so is not to be trusted with it.
///
/// Nothing is ever written under these names. They are refused all the same: no honest tool makes them, and what
/// is in such an entry was meant for somewhere else than the owner's network.
fn entry_path(archive: &str, name: &[u8]) -> Result<String, Problem> {
    const NAME_BYTES_MAX: usize = 4096;
    if name.len() > NAME_BYTES_MAX {
        let beginning = printable(&String::from_utf8_lossy(&name[..40]));
        let text = "refused: its name is longer than 4096 bytes";
        return Err(Problem::failed(&format!("{archive}/{beginning}…"), text));
    }
    let text = String::from_utf8_lossy(name).replace('\\', "/");
    let path = format!("{archive}/{}", printable(text.trim_start_matches("./")));
    let has_drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let reason = if name.is_empty() || name.contains(&0) {
        "refused: it has no proper name"
    } else if text.starts_with('/') || has_drive {
        "refused: its name is an absolute path, which would lead out of the archive"
    } else if text.split('/').any(|part| part == "..") {
        "refused: its name leads out of the archive (..)"
    } else {
        return Ok(path);
    };
    Err(Problem::failed(&path, reason))
}

/// Counts an entry; an error with the line for the report once there are too many of them.
fn count_entry(walk: &Walk<'_>, archive: &str) -> Result<(), Problem> {
    if walk.meter.count_entry() {
        return Ok(());
    }
    let text = format!("more than {} entries; the rest is left out", walk.limits.entries);
    Err(Problem::failed(archive, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Result<&str, &str>) {
        let found = entry_path("a.zip", name.as_bytes());
        match (found, expected) {
            (Ok(path), Ok(expected)) => assert_eq!(path, expected),
            (Err(problem), Err(expected)) => assert!(problem.reason.contains(expected), "{problem:?}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        check("mail/inbox.mbox", Ok("a.zip/mail/inbox.mbox"));
        check("./mail/in", Ok("a.zip/mail/in"));
        check("mail\\inbox", Ok("a.zip/mail/inbox"));
        check("..hidden/..", Err("leads out"));
        check("..hidden/x..", Ok("a.zip/..hidden/x.."));
        check("../../etc/passwd", Err("leads out"));
        check("a\\..\\b", Err("leads out"));
        check("/etc/passwd", Err("absolute"));
        check("C:\\boot", Err("absolute"));
        check("", Err("no proper name"));
        check("a\0b", Err("no proper name"));
        check("red\u{1b}[31m", Ok("a.zip/red\u{fffd}[31m"));
        check(&"x".repeat(5000), Err("longer"));
    }

    #[test]
    fn archives_are_told_by_content() {
        assert_eq!(Archive::detect(b"PK\x03\x04"), Some(Archive::Zip));
        assert_eq!(Archive::detect(&[0x1f, 0x8b, 8, 0]), Some(Archive::Gz));
        assert_eq!(Archive::detect(&[0x28, 0xb5, 0x2f, 0xfd]), Some(Archive::Zst));
        assert_eq!(Archive::detect(b"From ana@example.org"), None);
        assert_eq!(Archive::detect(&[0; 512]), None);
        assert_eq!(Archive::detect(b""), None);
    }
}
