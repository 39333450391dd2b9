//! The pure crates touch nothing outside, and one place alone asks what time it is.

use super::arrows::PURE;
use super::{Source, Tree, Violations};

/// Modules of the standard library that reach outside.
const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "thread"];

/// Words of the same kind. `Read` and `Write` are fine: what is behind them is the caller's business.
const OUTSIDE_WORDS: &[&str] = &[
    "stdin",
    "stdout",
    "stderr",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "async",
    "RandomState",
];

/// The only clock.
const CLOCK: &str = "crates/app/src/outer/clock.rs";

/// Where a stopwatch is fine: progress, metrics and benchmarks, whose figures are no part of any answer.
const STOPWATCHES: &[&str] = &["crates/kith/", "crates/web/src/serving/", "bench/", "xtask/"];

/// Places in the pure crates that reach outside.
pub fn outside(tree: &Tree) -> Violations {
    let mut found = Vec::new();
    for name in PURE {
        for source in tree.sources_in(&format!("crates/{name}/src/")) {
            for module in OUTSIDE {
                report(
                    source,
                    source.uses_std(module),
                    &format!("std::{module} in a pure crate"),
                    &mut found,
                );
            }
            for word in OUTSIDE_WORDS {
                report(source, source.uses(word), &format!("{word} in a pure crate"), &mut found);
            }
        }
    }
    found
}

/// Places that ask a clock.
pub fn clocks(tree: &Tree) -> Violations {
    let mut found = Vec::new();
    for source in tree.sources.iter().filter(|source| source.path != CLOCK) {
        for word in ["Timestamp::now", "Zoned::now", "SystemTime"] {
            report(source, source.uses(word), &format!("{word}: the moment is an argument"), &mut found);
        }
        if !STOPWATCHES.iter().any(|place| source.path.starts_with(place)) {
            report(source, source.uses("Instant::now"), "Instant::now: no stopwatch here", &mut found);
        }
    }
    found
}

fn report(source: &Source, places: Vec<usize>, what: &str, found: &mut Violations) {
    found.extend(places.into_iter().map(|at| format!("{}: {what}", source.place(at))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pure_crates_reaching_outside_are_found() {
        let text =
            "//! std::fs in words is fine.\nuse std::{io::Read, fs};\nfn f() { println!(\"std::net\"); }\n";
        let tree = Tree::of(&[("crates/network/src/a.rs", text), ("crates/sources/src/a.rs", text)]);
        let expected = [
            "crates/network/src/a.rs:2: std::fs in a pure crate",
            "crates/network/src/a.rs:3: println! in a pure crate",
        ];
        assert_eq!(outside(&tree), expected);
    }

    #[test]
    fn clocks_are_found_outside_their_place() {
        let text = "fn f() { Timestamp::now(); Instant::now(); }";
        let tree = Tree::of(&[(CLOCK, "fn now() { Timestamp::now() }"), ("crates/kith/src/a.rs", text)]);
        assert_eq!(clocks(&tree), ["crates/kith/src/a.rs:1: Timestamp::now: the moment is an argument"]);
        let tree = Tree::of(&[("crates/app/src/a.rs", "fn f() { Instant::now(); }")]);
        assert_eq!(clocks(&tree), ["crates/app/src/a.rs:1: Instant::now: no stopwatch here"]);
    }
}
