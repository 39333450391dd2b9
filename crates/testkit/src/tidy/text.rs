//! Nothing unfinished, nothing of somebody's machine, and a word at the head of every file.

use super::rust::in_word;
use super::{File, Tree, Violations};

/// Words for what should be done later. In pieces, because this file is looked at as well.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!"),
    concat!("unimplement", "ed!"),
];

/// Folders of the machines that the project is worked on.
const MACHINES: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/fa", "rm/")];

/// Places that promise to be finished later.
pub fn unfinished(tree: &Tree) -> Violations {
    let ours = [".rs", ".md", ".toml", ".sql", ".sh", ".py"];
    let files = tree.files.iter().filter(|file| ours.iter().any(|ending| file.path.ends_with(ending)));
    files.flat_map(|file| places(file, UNFINISHED, is_whole_word)).collect()
}

/// Places that name a folder of somebody's machine.
pub fn machine_paths(tree: &Tree) -> Violations {
    tree.files
        .iter()
        .flat_map(|file| places(file, MACHINES, |before, _| !before.is_some_and(in_word)))
        .collect()
}

/// Rust files outside tests that do not say at their head what they are for.
pub fn without_introduction(tree: &Tree) -> Violations {
    let ours = tree.sources.iter().filter(|source| !source.is_test);
    let texts = ours.filter_map(|source| Some((source, tree.text(&source.path)?)));
    texts
        .filter(|(_, text)| !text.trim_start().starts_with("//!"))
        .map(|(source, _)| format!("{}: begin the file with what it is for (`//! …`)", source.path))
        .collect()
}

fn places(file: &File, words: &[&str], fits: impl Fn(Option<char>, Option<char>) -> bool) -> Violations {
    let mut found = Vec::new();
    for word in words {
        for (at, _) in file.text.match_indices(word) {
            let (before, after) = (&file.text[..at], &file.text[at + word.len()..]);
            if fits(before.chars().next_back(), after.chars().next()) {
                let line = before.matches('\n').count() + 1;
                found.push(format!("{}:{line}: {word}", file.path));
            }
        }
    }
    found
}

fn is_whole_word(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(in_word) && !after.is_some_and(in_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_work_is_found() {
        let text = format!(
            "//! V{0} is a part of a calendar.\n// {0}: later\nfn f() {{ {1}(x) }}\n",
            UNFINISHED[0], UNFINISHED[3]
        );
        let tree = Tree::of(&[("src/a.rs", &text)]);
        assert_eq!(
            unfinished(&tree),
            [format!("src/a.rs:2: {}", UNFINISHED[0]), format!("src/a.rs:3: {}", UNFINISHED[3])]
        );
    }

    #[test]
    fn machine_paths_are_found() {
        let text = format!("see {}kith\nsee home{0}kith", MACHINES[0]);
        assert_eq!(machine_paths(&Tree::of(&[("a.txt", &text)])), [format!("a.txt:1: {}", MACHINES[0])]);
    }

    #[test]
    fn files_begin_with_a_word() {
        let tree = Tree::of(&[("src/a.rs", "//! A.\n"), ("src/b.rs", "fn b() {}\n"), ("tests/c.rs", "")]);
        assert_eq!(without_introduction(&tree), ["src/b.rs: begin the file with what it is for (`//! …`)"]);
    }
}
