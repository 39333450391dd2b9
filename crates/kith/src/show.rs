//! Words and tables on a terminal.

use model::Term;

/// A number of days, in words.
pub fn days(n: i64) -> String {
    if n == 1 { "1 day".into() } else { format!("{n} days") }
}

/// What a term of a receipt stands for.
pub fn term_words(term: &Term) -> String {
    let name = term.name.replace('_', " ");
    match (term.touches, term.days) {
        (0, _) => name,
        (n, Some((first, last))) => {
            let touches = if n == 1 { "1 touch".to_owned() } else { format!("{n} touches") };
            format!("{name}: {touches}, {} to {}", advice::day_of(first), advice::day_of(last))
        }
        (n, None) => format!("{name}: {n} touches"),
    }
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
            println!("{}", line.trim_end());
        }
    }
}
