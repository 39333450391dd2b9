//! The longest functions and files: shown, so that growth is noticed; nothing fails by it.

use std::fmt::Write;

use super::Tree;

/// How many of each are shown.
const SHOWN: usize = 10;

/// The report. Tests are left out: a story may be long.
pub fn report(tree: &Tree) -> String {
    let ours: Vec<_> = tree.sources.iter().filter(|source| !source.is_test).collect();
    let functions = ours.iter().flat_map(|source| {
        source
            .functions()
            .into_iter()
            .map(|function| (function.lines, source.place(function.at), function.name.to_owned()))
    });
    let files = ours.iter().map(|source| (source.code.lines().count(), source.path.clone(), String::new()));
    let mut text = String::new();
    for (what, mut all) in [("functions", functions.collect::<Vec<_>>()), ("files", files.collect())] {
        all.sort_by(|a, b| b.cmp(a));
        let _ = writeln!(text, "longest {what} of {}, in lines:", all.len());
        for (lines, place, name) in all.iter().take(SHOWN) {
            let _ = writeln!(text, "{lines:6} {place} {name}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_come_first() {
        let tree = Tree::of(&[("src/a.rs", "fn short() {}\nfn long() {\n}\n")]);
        assert_eq!(
            report(&tree),
            "longest functions of 2, in lines:\n     2 src/a.rs:2 long\n     1 src/a.rs:1 short\n\
             longest files of 1, in lines:\n     3 src/a.rs \n"
        );
    }
}
