//! Files of an export as they are written: a folder that is there whole or not at all, and lines in each format.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::words::refusals;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Its name in the folder.
    pub file: String,
    /// How many people, meetings, rows … are in it.
    pub rows: u64,
}

/// The folder of an export: it gets its name when all of it is written.
pub(super) struct Folder {
    unfinished: PathBuf,
    path: PathBuf,
    pub written: Vec<Written>,
}

/// One file of it.
pub(super) struct Out {
    name: String,
    rows: u64,
    to: BufWriter<File>,
}

impl Folder {
    /// A folder that is not there yet, or is empty.
    pub fn begin(path: &Path) -> Result<Folder> {
        let path = &std::path::absolute(path).map_err(|e| io("cannot write to", path, e))?;
        let is_taken = match fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_some(),
            Err(e) if e.kind() == ErrorKind::NotFound => false,
            Err(e) => return Err(io("cannot write to", path, e)),
        };
        if is_taken {
            return Err(Error::refused(refusals::keeping::folder_not_empty(path)));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".unfinished");
        let unfinished = path.with_file_name(name);
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(|e| io("cannot clear", &unfinished, e))?;
        }
        fs::create_dir_all(&unfinished).map_err(|e| io("cannot make the folder", &unfinished, e))?;
        Ok(Folder { unfinished, path: path.to_owned(), written: Vec::new() })
    }

    /// A new file, for the one who runs Kith alone.
    pub fn file(&self, name: &str) -> Result<Out> {
        let path = self.unfinished.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| io("cannot make the folder", folder, e))?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|e| io("cannot write", &path, e))?;
        Ok(Out { name: name.to_owned(), rows: 0, to: BufWriter::with_capacity(1 << 16, file) })
    }

    /// The file is complete.
    pub fn done(&mut self, out: Out) -> Result<()> {
        let Out { name, rows, to } = out;
        let path = self.unfinished.join(&name);
        let file = to.into_inner().map_err(|e| io("cannot write", &path, e.into_error()))?;
        file.sync_all().map_err(|e| io("cannot write", &path, e))?;
        self.written.push(Written { file: name, rows });
        Ok(())
    }

    /// The export is complete: it gets its name.
    pub fn finish(self) -> Result<Vec<Written>> {
        match fs::remove_dir(&self.path) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(io("cannot write to", &self.path, e)),
            _ => {}
        }
        fs::rename(&self.unfinished, &self.path).map_err(|e| io("cannot finish", &self.path, e))?;
        Ok(self.written)
    }
}

impl Out {
    /// Writes a line that is counted as a person, a meeting, a row …
    pub fn row(&mut self, text: &str) -> Result<()> {
        self.rows += 1;
        self.line(text)
    }

    /// Writes any other line.
    pub fn line(&mut self, text: &str) -> Result<()> {
        self.write(text)?;
        self.write("\n")
    }

    /// Writes a line of vCard or iCalendar, folded where it is longer than 75 bytes (RFC 6350 section 3.2).
    pub fn content_line(&mut self, text: &str) -> Result<()> {
        let mut room = 75;
        for (at, c) in text.char_indices() {
            if c.len_utf8() > room {
                self.write("\r\n ")?;
                room = 74;
            }
            room -= c.len_utf8();
            self.write(&text[at..at + c.len_utf8()])?;
        }
        self.write("\r\n")
    }

    /// How many were counted so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// One more of what is counted, written as several lines.
    pub fn count(&mut self) {
        self.rows += 1;
    }

    /// Writes a line of CSV (RFC 4180).
    pub fn csv(&mut self, cells: &[&str]) -> Result<()> {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.write(",")?;
            }
            self.write(&csv_cell(cell))?;
        }
        self.write("\r\n")
    }

    fn write(&mut self, text: &str) -> Result<()> {
        let written = self.to.write_all(text.as_bytes());
        written.map_err(|e| io("cannot write", Path::new(&self.name), e))
    }
}

fn io(what: &str, path: &Path, source: std::io::Error) -> Error {
    Error::Io { what: format!("{what} {}", path.display()), source }
}

/// A cell, in quotes where it needs them. What a spreadsheet would take for a formula gets an apostrophe in front:
/// names and subjects come from anyone who writes a mail.
fn csv_cell(text: &str) -> String {
    let is_number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || " .-()/".contains(c));
    let is_formula = match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !is_number(&text[1..]),
        _ => false,
    };
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Text of a vCard or iCalendar property (RFC 6350 section 3.4).
pub(super) fn content_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A parameter of a property, in quotes; it cannot hold a quotation mark (RFC 6868 writes it as `^'`).
pub(super) fn content_parameter(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", plain.replace('^', "^^").replace('"', "^'"))
}

/// Text of an XML element or attribute; characters that XML 1.0 cannot hold are dropped.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula_gets_through() {
        assert_eq!(csv_cell("Ana Lopez"), "Ana Lopez");
        assert_eq!(csv_cell("Lopez, \"Ana\""), "\"Lopez, \"\"Ana\"\"\"");
        assert_eq!(csv_cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(csv_cell("+cmd|x"), "'+cmd|x");
        assert_eq!(csv_cell("+43 664 123"), "+43 664 123");
        assert_eq!(csv_cell("-1.5"), "-1.5");
    }

    #[test]
    fn hostile_text_stays_text_in_every_format() {
        assert_eq!(content_text("a;b,c\\d\ne\r"), "a\\;b\\,c\\\\d\\ne");
        assert_eq!(content_parameter("An\"a^\r\nX:1"), "\"An^'a^^X:1\"");
        assert_eq!(xml("<a href=\"x\">&\u{1}"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }

    #[test]
    fn long_lines_are_folded_within_75_bytes_and_never_inside_a_letter() {
        let folder = tempfile::tempdir().unwrap();
        let mut all = Folder::begin(&folder.path().join("out")).unwrap();
        let mut out = all.file("a").unwrap();
        let text = format!("FN:{}", "é漢".repeat(60));
        out.content_line(&text).unwrap();
        all.done(out).unwrap();
        all.finish().unwrap();
        let written = std::fs::read_to_string(folder.path().join("out/a")).unwrap();
        assert!(written.lines().all(|line| line.len() <= 75));
        assert_eq!(written.replace("\r\n ", "").trim_end(), text);
    }
}
