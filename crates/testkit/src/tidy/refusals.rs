//! What a refusal says stands in `words`, where another language can take its place.

use super::{Source, Tree, Violations};

/// How a refusal is made, by its variant or by the function of it.
const MAKERS: &[&str] = &[
    "Error::Refused(",
    "Error::NotFound(",
    "Error::Settings(",
    "Error::refused(",
    "Error::not_found(",
    "Error::settings(",
];

/// Refusals of `app` that say a text of their own.
pub fn out_of_place(tree: &Tree) -> Violations {
    let sources = tree.sources_in("crates/app/src/");
    let sources = sources.filter(|source| !source.path.starts_with("crates/app/src/words/"));
    sources.flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Violations {
    let makers = MAKERS.iter().flat_map(|maker| source.code.match_indices(maker));
    let outside_tests = makers.filter(|(at, _)| !source.is_test_at(*at));
    let speaking = outside_tests.filter(|(at, maker)| {
        let inside = at + maker.len()..end_of(&source.code, at + maker.len());
        source.literals.iter().any(|literal| inside.contains(&literal.at) && speaks(&literal.text))
    });
    speaking.map(|(at, _)| format!("{}: what a refusal says stands in `words`", source.place(at))).collect()
}

/// More than a name or a mark that stands between.
fn speaks(text: &str) -> bool {
    text.contains(' ') && text.contains(char::is_alphabetic)
}

/// Where the bracket is closed that was opened before a place.
fn end_of(code: &str, from: usize) -> usize {
    let mut open = 1;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_with_a_text_of_their_own_are_found() {
        let text = "fn f() {\n    Error::Refused(format!(\"{} is gone\", x()))\n}\nfn g() { Error::refused(words::GONE); \
                    h(\"not of it\") }\n";
        let tree = Tree::of(&[("crates/app/src/a.rs", text), ("crates/app/src/words/a.rs", text)]);
        assert_eq!(out_of_place(&tree), ["crates/app/src/a.rs:2: what a refusal says stands in `words`"]);
    }
}
