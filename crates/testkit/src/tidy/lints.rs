//! The lints are on in every crate, and every exception says why.
//!
//! The lints themselves do the work: documentation of public items, no `unwrap` and no `expect` outside tests, no clock.

use super::arrows::PURE;
use super::{Source, Tree, Violations};

/// Lines of the workspace's manifest that other rules rely on.
const LINTS: &[&str] = &[
    "unsafe_code = \"forbid\"",
    "missing_docs = \"warn\"",
    "unwrap_used = \"warn\"",
    "expect_used = \"warn\"",
];

/// Crates without the workspace's lints.
pub fn switched_off(tree: &Tree) -> Violations {
    let workspace = tree.text("Cargo.toml").unwrap_or_default();
    let lacking = LINTS.iter().filter(|line| !workspace.lines().any(|present| present == **line));
    let mut found: Violations =
        lacking.map(|line| format!("Cargo.toml: the lint `{line}` is gone")).collect();
    for manifest in tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        if !manifest.text.contains("[lints]\nworkspace = true\n") {
            found.push(format!("{}: lacks `[lints]` with `workspace = true`", manifest.path));
        }
    }
    found
}

/// Exceptions to lints without a reason, and undocumented public items in the pure crates.
pub fn unexplained(tree: &Tree) -> Violations {
    let mut found = Vec::new();
    for source in &tree.sources {
        for (at, attribute) in exceptions(source) {
            if !attribute.contains("reason") {
                found.push(format!("{}: an exception without a reason: {attribute}", source.place(at)));
            }
            let is_pure = PURE.iter().any(|name| source.path.starts_with(&format!("crates/{name}/src/")));
            if attribute.contains("missing_docs") && is_pure && !source.is_test_at(at) {
                found.push(format!("{}: every public item of a pure crate is documented", source.place(at)));
            }
        }
    }
    found
}

/// Attributes that allow or expect a lint.
fn exceptions(source: &Source) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for opening in ["#[allow(", "#![allow(", "#[expect(", "#![expect("] {
        for (at, _) in source.code.match_indices(opening) {
            let attribute = &source.code[at..];
            found.push((at, &attribute[..attribute.find(']').unwrap_or(attribute.len())]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_without_lints_are_found() {
        let workspace = LINTS.join("\n");
        let files = [
            ("Cargo.toml", workspace.as_str()),
            ("a/Cargo.toml", "[lints]\nworkspace = true\n"),
            ("b/Cargo.toml", ""),
        ];
        assert_eq!(
            switched_off(&Tree::of(&files)),
            ["b/Cargo.toml: lacks `[lints]` with `workspace = true`"]
        );
        assert_eq!(switched_off(&Tree::of(&[("Cargo.toml", "")])).len(), LINTS.len());
    }

    #[test]
    fn exceptions_need_a_reason() {
        let text = "#[allow(dead_code)]\nfn f() {}\n#[expect(clippy::x, reason = \"why\")]\nfn g() {}\n";
        let tree = Tree::of(&[("crates/model/src/a.rs", text)]);
        assert_eq!(
            unexplained(&tree),
            ["crates/model/src/a.rs:1: an exception without a reason: #[allow(dead_code)"]
        );
    }
}
