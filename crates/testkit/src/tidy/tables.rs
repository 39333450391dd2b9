//! SQL stands in its place, each table is written by one feature, and both databases get the same migrations.
//!
//! Who owns a table is said where a reader looks for it: in the table at the top of `features/mod.rs`, whose last
//! column lists what the feature writes.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::{Literal, Source, in_word};
use super::{Tree, Violations};

const FEATURES: &str = "crates/app/src/features/";
const MIGRATIONS: &str = "crates/app/src/db/migrations/";

/// SQL that may stand elsewhere, and why.
const SQL_ELSEWHERE: &[(&str, &str)] =
    &[("crates/testkit/src/database.rs", "makes and drops the databases of tests, which no feature may")];

/// Writers beside the owner of a table, and why. Empty is best.
const ALSO_WRITES: &[(&str, &str, &str)] = &[
    ("keeping", "member", "a workspace is made with its principal, who is a member"),
    ("keeping", "record", FORGETTING),
    ("keeping", "source", FORGETTING),
    ("keeping", "import", FORGETTING),
    ("keeping", "series", FORGETTING),
    ("keeping", "interaction", FORGETTING),
    ("keeping", "participant", FORGETTING),
    ("keeping", "identity", FORGETTING),
    ("keeping", "identity_name", FORGETTING),
    ("keeping", "identity_mark", FORGETTING),
    ("keeping", "position", FORGETTING),
    ("keeping", "identity_detail", FORGETTING),
    ("keeping", "person", FORGETTING),
    ("keeping", "person_detail", FORGETTING),
    ("keeping", "note", FORGETTING),
    ("keeping", "dismissal", FORGETTING),
    ("keeping", "past_alarm", FORGETTING),
    ("keeping", "introduction_ask", FORGETTING),
    ("keeping", "sample_person", FORGETTING),
    ("keeping", "organization_industry", FORGETTING),
    ("keeping", "delegation", FORGETTING),
    ("keeping", "suggestion", FORGETTING),
    ("keeping", "tie", FORGETTING),
    ("keeping", "acquaintance", FORGETTING),
    ("keeping", "stale_pair", FORGETTING),
    ("keeping", "act", FORGETTING),
    ("keeping", "act_touch", FORGETTING),
];

/// The one act that reaches into every table; that it misses none is seen in one place, `keeping/human/sql.rs`.
const FORGETTING: &str =
    "forgetting a human erases what every feature holds of them; retention, what a source told";

/// Where tables stand that go with their connection: nobody else sees them, so nobody owns them.
const TEMPORARY: &[&str] = &["temp", "pg_temp"];

/// Statements that stand neither in a `sql.rs` nor in the folder of the database.
pub fn sql_out_of_place(tree: &Tree) -> Violations {
    let exempt = |path: &str| {
        path.ends_with("/sql.rs")
            || path.starts_with("crates/app/src/db/")
            || SQL_ELSEWHERE.iter().any(|(place, _)| *place == path)
    };
    let sources = tree.sources.iter().filter(|source| !exempt(&source.path));
    let statements = sources.flat_map(|source| literals(source).map(move |literal| (source, literal)));
    statements
        .filter(|(_, literal)| is_statement(&literal.text))
        .map(|(source, literal)| format!("{}: SQL belongs in the feature's sql.rs", source.place(literal.at)))
        .collect()
}

/// Tables written by a feature that does not own them, and tables or features that the list of owners lacks.
pub fn wrong_writers(tree: &Tree) -> Violations {
    let owners = owners(tree.text(&format!("{FEATURES}mod.rs")).unwrap_or_default());
    let mut found = unlisted(tree, &owners);
    for source in tree.sources_in("crates/app/src/") {
        let writer = feature(&source.path).unwrap_or("no feature");
        for (at, table) in
            literals(source).flat_map(|literal| written(&literal.text).map(|table| (literal.at, table)))
        {
            let owner =
                owners.iter().find(|(_, tables)| tables.contains(table)).map_or("nobody", |(name, _)| *name);
            let excused = ALSO_WRITES.iter().any(|(name, what, _)| *name == writer && *what == table);
            if owner != writer && !excused && !TEMPORARY.contains(&table) {
                found.push(format!("{}: {writer} writes `{table}`, which {owner} owns", source.place(at)));
            }
        }
    }
    found
}

/// Migrations that one database has and the other has not, or that are not numbered one after the other.
pub fn uneven_migrations(tree: &Tree) -> Violations {
    let [sqlite, postgres] = ["sqlite", "postgres"].map(|name| migrations(tree, name));
    let lacking = sqlite.symmetric_difference(&postgres);
    let mut found: Violations =
        lacking.map(|name| format!("{MIGRATIONS}: {name} is there for one database only")).collect();
    for (number, name) in sqlite.union(&postgres).enumerate().map(|(index, name)| (index + 1, name)) {
        if !name.starts_with(&format!("{number:04}_")) {
            found.push(format!("{MIGRATIONS}: {name} should have the number {number:04}"));
        }
    }
    found
}

fn literals(source: &Source) -> impl Iterator<Item = &Literal> {
    source.literals.iter().filter(|literal| !source.is_test_at(literal.at))
}

fn is_statement(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\\');
    let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WITH"];
    verbs.iter().any(|verb| text.strip_prefix(verb).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

/// The feature that a file belongs to.
fn feature(path: &str) -> Option<&str> {
    path.strip_prefix(FEATURES)?.split_once('/').map(|(feature, _)| feature)
}

/// The tables that a statement inserts into, updates or deletes from.
fn written(statement: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = statement.split(|c: char| !in_word(c)).filter(|word| !word.is_empty()).collect();
    let table = |at: usize| match (at.checked_sub(1).map(|before| words[before]), words[at]) {
        (Some("INSERT" | "REPLACE" | "IGNORE"), "INTO") | (Some("DELETE"), "FROM") => {
            words.get(at + 1).copied()
        }
        (Some("DO" | "FOR"), "UPDATE") => None,
        (_, "UPDATE") => words.get(at + 1).copied(),
        _ => None,
    };
    (0..words.len()).filter_map(table).collect::<Vec<_>>().into_iter()
}

/// From lines such as ``//! | [`acts`] | what was done, undo | act, change |``: the feature and what it writes.
fn owners(module: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let rows = module.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.filter_map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let name = cells.next()?.trim_end_matches("`]");
        let tables = cells.nth(1)?.split(',').map(str::trim).filter(|table| table.chars().all(in_word));
        Some((name, tables.filter(|table| !table.is_empty()).collect()))
    })
    .collect()
}

/// Features without a row, tables without an owner or with two, and owners of tables that do not exist.
fn unlisted(tree: &Tree, owners: &BTreeMap<&str, BTreeSet<&str>>) -> Violations {
    let features: BTreeSet<&str> = tree.sources.iter().filter_map(|source| feature(&source.path)).collect();
    let known: BTreeSet<&str> = owners.keys().copied().collect();
    let mut found: Violations = features
        .symmetric_difference(&known)
        .map(|name| format!("{FEATURES}mod.rs: `{name}` is a folder without a row or a row without a folder"))
        .collect();
    let mut tables = tables(tree);
    for table in owners.values().flatten() {
        if !tables.contains(table) {
            found.push(format!("{FEATURES}mod.rs: no migration makes the table `{table}`"));
        }
    }
    tables.retain(|table| owners.values().filter(|owned| owned.contains(table)).count() != 1);
    found
        .extend(tables.into_iter().map(|table| format!("{FEATURES}mod.rs: `{table}` should have one owner")));
    found
}

fn migrations<'t>(tree: &'t Tree, database: &str) -> BTreeSet<&'t str> {
    let folder = format!("{MIGRATIONS}{database}/");
    tree.files.iter().filter_map(|file| file.path.strip_prefix(&folder)).collect()
}

/// The tables that the migrations make and keep.
fn tables(tree: &Tree) -> BTreeSet<&str> {
    let mut tables = BTreeSet::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(MIGRATIONS)) {
        for line in file.text.lines() {
            let mut words = line
                .split(|c: char| !in_word(c))
                .filter(|word| !["", "IF", "NOT", "EXISTS", "VIRTUAL"].contains(word));
            match (words.next(), words.next(), words.next()) {
                (Some("CREATE"), Some("TABLE"), Some(name)) => tables.insert(name),
                (Some("DROP"), Some("TABLE"), Some(name)) => tables.remove(name),
                _ => false,
            };
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_out_of_place_is_found() {
        let text = "const A: &str = \"\\\n  SELECT 1\"; const B: &str = \"SELECTED few\";\n#[cfg(test)] mod t { const C: &str = \"DELETE FROM x\"; }";
        let tree = Tree::of(&[
            ("crates/app/src/features/a/mod.rs", text),
            ("crates/app/src/features/a/sql.rs", text),
        ]);
        assert_eq!(
            sql_out_of_place(&tree),
            ["crates/app/src/features/a/mod.rs:1: SQL belongs in the feature's sql.rs"]
        );
    }

    #[test]
    fn writes_are_read_off_statements() {
        let all = |statement| written(statement).collect::<Vec<_>>();
        assert_eq!(all("\nINSERT INTO a (x) SELECT 1 FROM b ON CONFLICT (x) DO UPDATE SET x = 1"), ["a"]);
        assert_eq!(
            all("UPDATE a SET x = 1; DELETE FROM b WHERE x IN (SELECT x FROM c FOR UPDATE)"),
            ["a", "b"]
        );
        assert_eq!(all("SELECT 1 FROM a"), [""; 0]);
    }

    #[test]
    fn only_the_owner_writes() {
        let table = "//! | feature | acts | writes |\n//! | [`a`] | one | x, y |\n//! | [`b`] | two | – |\n";
        let tree = Tree::of(&[
            (
                "crates/app/src/db/migrations/sqlite/0001_a.sql",
                "CREATE TABLE x (\nCREATE TABLE IF NOT EXISTS z (\n",
            ),
            ("crates/app/src/features/a/sql.rs", "const A: &str = \"INSERT INTO x\";"),
            ("crates/app/src/features/b/sql.rs", "const A: &str = \"UPDATE x SET q = 1\";"),
            ("crates/app/src/features/mod.rs", table),
        ]);
        let expected = [
            "crates/app/src/features/mod.rs: no migration makes the table `y`",
            "crates/app/src/features/mod.rs: `z` should have one owner",
            "crates/app/src/features/b/sql.rs:1: b writes `x`, which a owns",
        ];
        assert_eq!(wrong_writers(&tree), expected);
    }

    #[test]
    fn migrations_go_in_pairs() {
        let tree = Tree::of(&[
            ("crates/app/src/db/migrations/postgres/0001_a.sql", ""),
            ("crates/app/src/db/migrations/sqlite/0001_a.sql", ""),
            ("crates/app/src/db/migrations/sqlite/0003_b.sql", ""),
        ]);
        let expected = [
            "crates/app/src/db/migrations/: 0003_b.sql is there for one database only",
            "crates/app/src/db/migrations/: 0003_b.sql should have the number 0002",
        ];
        assert_eq!(uneven_migrations(&tree), expected);
    }
}
