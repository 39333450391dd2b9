//! The tables of an export: where the header is, what separates the columns, and rows that do not keep to them.
//!
//! LinkedIn has changed its files through the years: with a preamble of notes or without, comma or tab, UTF-8 or UTF-16,
//! columns added, renamed and moved; Excel rewrites them with semicolons in half of Europe. So the header line is searched
//! for, and columns are known by their names.

use csv::{ByteRecord, ReaderBuilder};
use model::{Finding, Item, Position};

use crate::text::{decode, without_utf_16};

/// A larger file is refused: it has to be held as a whole.
const MAX_FILE_BYTES: usize = 256 * 1024 * 1024;
/// The header line is among this many.
const MAX_PREAMBLE_LINES: usize = 40;
/// A row that is longer, or runs over more lines, has a quote that does not close.
const MAX_ROW_BYTES: usize = 1024 * 1024;
/// Of text read in vain because of quotes that do not close, this much is read again line by line.
const MAX_REREAD_BYTES: usize = 256 * 1024 * 1024;
/// What beginning to read again costs at least: filling a buffer.
const REREAD_BYTES: usize = 8 * 1024;

/// The bytes of a file as they come.
#[derive(Default)]
pub(super) struct WholeFile {
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl WholeFile {
    /// Takes the next bytes; beyond the limit nothing is kept.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.is_too_large || self.bytes.len() + bytes.len() > MAX_FILE_BYTES {
            self.is_too_large = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The file as a table with at least these columns; none for an empty file, or why it is no such table.
    pub(super) fn table(self, required: &[&str]) -> Option<Result<Table, Item>> {
        let failed = |reason: &str| {
            let position = Position { number: 1, offset: 1 };
            Some(Err(Item { position, outcome: Err(Finding::failed(reason)) }))
        };
        if self.is_too_large {
            return failed("a file of more than 256 MB");
        }
        let bytes = without_utf_16(self.bytes);
        if bytes.trim_ascii().is_empty() {
            return None;
        }
        match Table::find(bytes, required) {
            Some(table) => Some(Ok(table)),
            None => failed("no line that names the columns"),
        }
    }
}

/// A table: its columns, and the bytes of its rows.
pub(super) struct Table {
    columns: Vec<String>,
    delimiter: u8,
    bytes: Vec<u8>,
    /// Where the rows begin.
    begin: usize,
    /// The line on which they begin.
    line: u64,
}

/// One row of as many fields as there are columns.
pub(super) struct Row<'a> {
    /// The row as it stands in the file.
    pub(super) bytes: &'a [u8],
    fields: &'a ByteRecord,
}

/// The place of a column among the fields; none if the table has no such column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column(Option<usize>);

impl Row<'_> {
    /// The text of a column, trimmed and without NULs; empty if there is no such column.
    pub(super) fn text(&self, column: Column) -> String {
        let field = decode(self.raw(column));
        field.trim_matches(|c: char| c.is_whitespace() || c == '\0').replace('\0', "")
    }

    /// The bytes of a column, as they are.
    pub(super) fn raw(&self, column: Column) -> &[u8] {
        column.0.and_then(|at| self.fields.get(at)).unwrap_or_default()
    }
}

impl Table {
    fn find(bytes: Vec<u8>, required: &[&str]) -> Option<Table> {
        let mut begin = 0;
        for number in 1..=MAX_PREAMBLE_LINES as u64 {
            let rest = bytes.get(begin..).filter(|rest| !rest.is_empty())?;
            let length = line_length(rest);
            let header = rest.get(..length.min(MAX_ROW_BYTES))?;
            for delimiter in *b",\t;" {
                let columns = columns(header, delimiter);
                if required.iter().all(|name| columns.iter().any(|column| column == name)) {
                    return Some(Table {
                        columns,
                        delimiter,
                        bytes,
                        begin: begin + length,
                        line: number + 1,
                    });
                }
            }
            begin += length;
        }
        None
    }

    /// The column with one of these names.
    pub(super) fn column(&self, names: &[&str]) -> Column {
        Column(names.iter().find_map(|name| self.columns.iter().position(|column| column == name)))
    }

    /// Hands on each row with its position, or what is wrong with it. Empty lines are no rows.
    pub(super) fn rows(&self, each: &mut dyn FnMut(Position, Result<Row<'_>, Finding>)) {
        let mut position = Position { number: 0, offset: self.line };
        let mut begin = self.begin;
        let mut reread = 0;
        while let Some(next) = self.rows_from(begin, &mut position, reread < MAX_REREAD_BYTES, each) {
            reread += next.wasted;
            begin = next.begin;
        }
    }

    /// Reads rows up to one with a quote that does not close; says where to go on behind that row's first line.
    fn rows_from(
        &self,
        begin: usize,
        position: &mut Position,
        may_reread: bool,
        each: &mut dyn FnMut(Position, Result<Row<'_>, Finding>),
    ) -> Option<GoOn> {
        let rest = self.bytes.get(begin..).filter(|rest| !rest.is_empty())?;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(rest);
        let mut fields = ByteRecord::new();
        let (mut at, mut counted) = (0, 0);
        while reader.read_byte_record(&mut fields).unwrap_or(false) {
            let end = usize::try_from(reader.position().byte()).unwrap_or(rest.len()).min(rest.len());
            let row = rest.get(at..end).unwrap_or_default();
            // The reader counts the second half of a CRLF, and empty lines, to the row behind them.
            let row_begin = at + row.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let row = rest.get(row_begin..end).unwrap_or_default();
            position.number += 1;
            position.offset += line_ends(rest, counted..row_begin);
            (at, counted) = (end, row_begin);
            let is_whole = fields.len() == self.columns.len() && row.len() <= MAX_ROW_BYTES;
            if is_whole
                && (line_length(row) == row.len() || is_well_quoted(row.trim_ascii_end(), self.delimiter))
            {
                each(*position, Ok(Row { bytes: row.trim_ascii_end(), fields: &fields }));
                continue;
            }
            each(*position, Err(self.broken(&fields)));
            let next_line = row_begin + line_length(row);
            if may_reread && next_line < end {
                position.offset += line_ends(rest, counted..next_line);
                return Some(GoOn { begin: begin + next_line, wasted: REREAD_BYTES.max(end - row_begin) });
            }
        }
        None
    }

    fn broken(&self, fields: &ByteRecord) -> Finding {
        let (found, expected) = (fields.len(), self.columns.len());
        match found == expected {
            true => Finding::failed("a row with a quote that does not close"),
            false => Finding::failed(format!("a row of {found} columns instead of {expected}")),
        }
    }
}

/// Whether every quoted field ends where a field may end (RFC 4180 section 2). A row over several lines for which this is
/// not so is two rows, each with a quote too many.
fn is_well_quoted(row: &[u8], delimiter: u8) -> bool {
    let mut rest = row;
    loop {
        let Some(quoted) = rest.strip_prefix(b"\"") else {
            match memchr::memchr(delimiter, rest) {
                Some(end) => rest = rest.get(end + 1..).unwrap_or_default(),
                None => return true,
            }
            continue;
        };
        let mut from = 0;
        let close = loop {
            let Some(quote) = memchr::memchr(b'"', quoted.get(from..).unwrap_or_default()) else {
                return false;
            };
            if quoted.get(from + quote + 1) != Some(&b'"') {
                break from + quote;
            }
            from += quote + 2;
        };
        match quoted.get(close + 1..) {
            Some([first, behind @ ..]) if *first == delimiter => rest = behind,
            Some([]) => return true,
            _ => return false,
        }
    }
}

struct GoOn {
    begin: usize,
    wasted: usize,
}

/// How long the first line is, with its line end.
fn line_length(text: &[u8]) -> usize {
    match memchr::memchr2(b'\r', b'\n', text) {
        Some(at) if text.get(at..at + 2) == Some(b"\r\n") => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}

/// How many lines end in a part of the text; a CRLF ends one where its second half stands.
fn line_ends(text: &[u8], part: std::ops::Range<usize>) -> u64 {
    let begin = part.start;
    let ends = memchr::memchr2_iter(b'\r', b'\n', text.get(part).unwrap_or_default());
    ends.filter(|at| text.get(begin + at..begin + at + 2) != Some(b"\r\n")).count() as u64
}

/// The names of the columns in lower case.
fn columns(line: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(line);
    let mut fields = ByteRecord::new();
    match reader.read_byte_record(&mut fields) {
        Ok(true) => fields.iter().map(|name| decode(name).trim().to_lowercase()).collect(),
        _ => Vec::new(),
    }
}
