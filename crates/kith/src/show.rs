//! Words and tables on a terminal.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

use crate::commands::{Failure, Outcome};

/// Prints a line on standard output; a reader who has seen enough (`kith people | head`) ends the program quietly.
macro_rules! say {
    () => { $crate::show::line(format_args!("")) };
    ($($words:tt)*) => { $crate::show::line(format_args!($($words)*)) };
}
pub(crate) use say;

/// See [`say!`].
pub fn line(words: Arguments<'_>) {
    let written = writeln!(std::io::stdout().lock(), "{words}");
    if let Err(failure) = heard(written) {
        eprintln!("kith: {failure}");
        std::process::exit(1);
    }
}

/// What came of writing an answer: an error says so, unless the reader has seen enough, which ends the program quietly.
pub fn heard(written: std::io::Result<()>) -> Outcome {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure(format!("the answer cannot be written: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// A number of days, in words.
pub fn days(n: i64) -> String {
    if n == 1 { "1 day".into() } else { format!("{n} days") }
}

/// Rows under a head, columns as wide as what stands in them.
pub struct Table {
    rows: Vec<Vec<String>>,
}

/// The widest a column gets, in characters.
const MAX_WIDTH: usize = 60;

impl Table {
    /// A table with these column heads.
    pub fn new(head: &[&str]) -> Table {
        Table { rows: vec![head.iter().map(|h| (*h).to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[String]) {
        self.rows.push(
            cells.iter().map(|c| c.chars().filter(|c| !c.is_control()).take(MAX_WIDTH).collect()).collect(),
        );
    }

    /// Prints it on standard output.
    pub fn print(&self) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|c| self.rows.iter().filter_map(|r| r.get(c)).map(|t| t.chars().count()).max().unwrap_or(0))
            .collect();
        for row in &self.rows {
            let line: String =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}  ")).collect();
            say!("{}", line.trim_end());
        }
    }
}
