//! Which crate may depend on which: the drawing in ARCHITECTURE.md as a table.
//!
//! A new arrow is rare and said aloud: it is added here, with the drawing, in the same commit.

use super::{File, Tree, Violations};

/// Every crate of ours, and those of ours it depends on.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("formats", &["model"]),
    ("sources", &[]),
    ("identity", &["model"]),
    ("network", &["model"]),
    ("advice", &["model"]),
    ("app", &["model", "formats", "sources", "identity", "network", "advice"]),
    ("web", &["model", "advice", "app"]),
    ("kith", &["model", "formats", "sources", "network", "advice", "app", "sample", "web"]),
    ("sample", &["model"]),
    ("testkit", &[]),
    ("xtask", &[]),
    ("bench", &["model", "network"]),
];

/// The crates without IO, async, SQL, clock or chance.
pub const PURE: &[&str] = &["model", "formats", "identity", "network", "advice"];

/// What the pure crates cannot be pure with.
const IMPURE: &[&str] =
    &["tokio", "async-std", "futures", "sqlx", "reqwest", "rand", "getrandom", "uuid", "tempfile"];

/// Dependencies that the drawing does not show.
pub fn violations(tree: &Tree) -> Violations {
    let manifests =
        tree.files.iter().filter(|file| file.path != "Cargo.toml" && file.path.ends_with("Cargo.toml"));
    manifests.flat_map(of_manifest).collect()
}

fn of_manifest(manifest: &File) -> Violations {
    let name = manifest.path.rsplit('/').nth(1).unwrap_or_default();
    let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name) else {
        return vec![format!("{}: the crate `{name}` has no row in the table of arrows", manifest.path)];
    };
    let (dependencies, _): (Vec<_>, Vec<_>) =
        dependencies(&manifest.text).into_iter().partition(|(section, _)| !section.starts_with("dev-"));
    let forbidden = dependencies.into_iter().filter_map(|(_, to)| Some((forbidden(name, allowed, to)?, to)));
    forbidden.map(|(reason, to)| format!("{}: {name} → {to}: {reason}", manifest.path)).collect()
}

/// Why a crate may not depend on another.
fn forbidden(from: &str, allowed: &[&str], to: &str) -> Option<&'static str> {
    if ARROWS.iter().any(|(ours, _)| *ours == to) {
        return (!allowed.contains(&to)).then_some("an arrow that is not drawn");
    }
    if from == "model" && !["serde", "jiff"].contains(&to) {
        return Some("the vocabulary depends on serde and jiff only");
    }
    if to == "sqlx" && from != "app" {
        return Some("only app speaks SQL");
    }
    (PURE.contains(&from) && IMPURE.contains(&to)).then_some("a pure crate has no IO, no async, no chance")
}

/// Section and name of each dependency, in the ways this repository writes them.
fn dependencies(manifest: &str) -> Vec<(&str, &str)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').rsplit("'.").next().unwrap_or_default();
            if let Some((table, name)) = section.split_once("dependencies.") {
                found.push((table, name));
            }
        } else if section.ends_with("dependencies") && !line.is_empty() && !line.starts_with('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            found.push((section, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, manifest: &str, expected: &[&str]) {
        assert_eq!(violations(&Tree::of(&[(path, manifest)])), expected);
    }

    #[test]
    fn drawn_arrows_pass() {
        check("crates/formats/Cargo.toml", "[dependencies]\nmodel.workspace = true\ncsv = \"1\"\n", &[]);
        check("crates/app/Cargo.toml", "[dev-dependencies]\ntestkit.workspace = true\n", &[]);
    }

    #[test]
    fn others_are_named() {
        check(
            "crates/identity/Cargo.toml",
            "[dependencies]\napp.workspace = true\n# why\ntokio = { version = \"1\" }\n[dependencies.sqlx]\nversion = \"1\"\n",
            &[
                "crates/identity/Cargo.toml: identity → app: an arrow that is not drawn",
                "crates/identity/Cargo.toml: identity → tokio: a pure crate has no IO, no async, no chance",
                "crates/identity/Cargo.toml: identity → sqlx: only app speaks SQL",
            ],
        );
        check(
            "crates/model/Cargo.toml",
            "[target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n",
            &["crates/model/Cargo.toml: model → libc: the vocabulary depends on serde and jiff only"],
        );
        check(
            "crates/new/Cargo.toml",
            "",
            &["crates/new/Cargo.toml: the crate `new` has no row in the table of arrows"],
        );
        check(
            "crates/app/Cargo.toml",
            "[dependencies]\ntestkit.workspace = true\n",
            &["crates/app/Cargo.toml: app → testkit: an arrow that is not drawn"],
        );
    }
}
