//! A Rust file taken apart just far enough for the rules: code, string literals, functions, and what is a test.

use std::ops::Range;

/// A Rust file.
pub struct Source {
    /// Relative to the root of the repository.
    pub path: String,
    /// The text with comments and the insides of literals replaced by spaces; as long as the text, byte for byte.
    pub code: String,
    /// The string literals, tests included.
    pub literals: Vec<Literal>,
    /// Whether all of it is compiled for tests only.
    pub is_test: bool,
    /// The parts of `code` that are compiled for tests only.
    tests: Vec<Range<usize>>,
}

/// A string literal.
pub struct Literal {
    /// Where its inside begins in the text.
    pub at: usize,
    /// Its inside, as written.
    pub text: String,
}

/// A function's place and length.
pub struct Function<'s> {
    /// Its name.
    pub name: &'s str,
    /// Where it begins.
    pub at: usize,
    /// From `fn` to the closing brace.
    pub lines: usize,
}

impl Source {
    /// Takes a text apart.
    pub fn new(path: &str, text: &str) -> Source {
        let (code, literals) = Blanking::of(text);
        let tests = test_items(&code);
        let is_test = path.split('/').any(|part| ["tests", "benches", "examples"].contains(&part));
        Source { path: path.to_owned(), code, literals, is_test, tests }
    }

    /// `path:line` of a place in the text.
    pub fn place(&self, at: usize) -> String {
        let line = self.code.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}", self.path)
    }

    /// Whether a place is compiled for tests only.
    pub fn is_test_at(&self, at: usize) -> bool {
        self.is_test || self.tests.iter().any(|range| range.contains(&at))
    }

    /// Where the code outside tests has a word or path such as `std::fs`, not as a part of a longer word.
    pub fn uses(&self, word: &str) -> Vec<usize> {
        let whole = |at: &usize| {
            let begins = !self.code[..*at].ends_with(in_word);
            let ends = !word.ends_with(in_word) || !self.code[at + word.len()..].starts_with(in_word);
            begins && ends
        };
        let found = self.code.match_indices(word).map(|(at, _)| at);
        found.filter(whole).filter(|at| !self.is_test_at(*at)).collect()
    }

    /// Where the code outside tests uses a module of the standard library, by path or by a `use` of several.
    pub fn uses_std(&self, module: &str) -> Vec<usize> {
        let mut found = self.uses(&format!("std::{module}"));
        for start in self.uses("std::{") {
            let group = &self.code[start + "std::{".len()..];
            let group = &group[..group.find(';').unwrap_or(group.len())];
            if top_level(group).any(|name| name.split("::").next() == Some(module)) {
                found.push(start);
            }
        }
        found
    }

    /// The functions outside tests.
    pub fn functions(&self) -> Vec<Function<'_>> {
        let starts = self.uses("fn ").into_iter();
        starts.filter_map(|at| self.function(at)).collect()
    }

    fn function(&self, at: usize) -> Option<Function<'_>> {
        let name = self.code[at + "fn ".len()..]
            .split(|c: char| !in_word(c))
            .next()
            .filter(|name| !name.is_empty())?;
        let end = item_end(&self.code, at)?;
        let has_body = self.code[..end].ends_with('}');
        let lines = self.code[at..end].lines().count();
        has_body.then_some(Function { name, at, lines })
    }
}

/// Marks the files of modules that are declared as `#[cfg(test)] mod name;`, and all below them.
pub fn mark_test_modules(sources: &mut [Source]) {
    let mut roots = Vec::new();
    for source in sources.iter() {
        for range in &source.tests {
            let item = source.code[range.clone()].trim_end_matches(';');
            if let Some((_, name)) = item.rsplit_once("mod ").filter(|(_, name)| name.chars().all(in_word)) {
                roots.push(format!("{}/{name}", folder_of_children(&source.path)));
            }
        }
    }
    for source in sources {
        let stem = source.path.trim_end_matches(".rs");
        source.is_test |= roots.iter().any(|root| stem == root || stem.starts_with(&format!("{root}/")));
    }
}

/// Where the modules stand that a file declares.
fn folder_of_children(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    if ["lib.rs", "main.rs", "mod.rs"].contains(&file) { folder } else { path.trim_end_matches(".rs") }
}

pub fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The names of a `use` group, without the insides of inner groups.
fn top_level(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = group.split(move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(|part| part.trim_matches(|c: char| c.is_whitespace() || c == '}'))
}

/// The items that follow `#[cfg(test)]`.
fn test_items(code: &str) -> Vec<Range<usize>> {
    let marks = code.match_indices("#[cfg(test)]").map(|(at, mark)| at..at + mark.len());
    marks.filter_map(|mark| Some(mark.start..item_end(code, mark.end)?)).collect()
}

/// Where an item ends: at a `;` outside brackets, or at the brace that closes its body.
fn item_end(code: &str, start: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0usize, 0usize);
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'(' | b'[' => brackets += 1,
            b')' | b']' => brackets = brackets.saturating_sub(1),
            b'{' => braces += 1,
            b'}' if braces <= 1 => return Some(at + 1),
            b'}' => braces -= 1,
            b';' if braces == 0 && brackets == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Replaces comments and the insides of literals by spaces, and collects the string literals.
struct Blanking<'t> {
    text: &'t str,
    at: usize,
    code: Vec<u8>,
    literals: Vec<Literal>,
}

impl Blanking<'_> {
    fn of(text: &str) -> (String, Vec<Literal>) {
        let mut it = Blanking { text, at: 0, code: text.as_bytes().to_vec(), literals: Vec::new() };
        while it.at < text.len() {
            it.step();
        }
        // Whole characters were replaced, so that it is UTF-8 still.
        (String::from_utf8(it.code).unwrap_or_default(), it.literals)
    }

    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("//") {
            self.blank(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.blank(block_comment(rest));
        } else if let Some(hashes) = self.raw_string() {
            let close = format!("\"{}", "#".repeat(hashes));
            self.at += 2 + hashes;
            let inside = &self.text[self.at..];
            self.literal(inside.find(&close).unwrap_or(inside.len()), close.len());
        } else if rest.starts_with('"') {
            self.at += 1;
            self.literal(quoted(&self.text[self.at..], b'"'), 1);
        } else if rest.starts_with('\'') {
            self.at += 1;
            self.char_or_lifetime();
        } else {
            self.at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }

    /// How many `#` a raw string has that begins here.
    fn raw_string(&self) -> Option<usize> {
        let rest = self.text[self.at..].strip_prefix('r')?;
        let before = self.text[..self.at].trim_end_matches(['b', 'c']);
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        (rest[hashes..].starts_with('"') && !before.ends_with(in_word)).then_some(hashes)
    }

    fn literal(&mut self, length: usize, closing: usize) {
        let text = self.text[self.at..self.at + length].to_owned();
        self.literals.push(Literal { at: self.at, text });
        self.blank(length);
        self.at = (self.at + closing).min(self.text.len());
    }

    fn char_or_lifetime(&mut self) {
        let rest = &self.text[self.at..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        if rest.starts_with('\\') {
            self.blank(quoted(rest, b'\''));
            self.at += 1;
        } else if rest[first..].starts_with('\'') {
            self.blank(first);
            self.at += 1;
        }
    }

    fn blank(&mut self, length: usize) {
        for byte in &mut self.code[self.at..self.at + length] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        self.at += length;
    }
}

/// How long the inside of a quoted literal is.
fn quoted(inside: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at,
            _ => {}
        }
    }
    inside.len()
}

/// How long a block comment is; they nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let step = match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        Source::new("src/a.rs", text).code
    }

    fn literals(text: &str) -> Vec<String> {
        Source::new("src/a.rs", text).literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn comments_and_the_insides_of_literals_are_blanked() {
        assert_eq!(code("a // b\nc"), "a     \nc");
        assert_eq!(code("a /* b /* c */ d */ e"), format!("a {} e", " ".repeat(17)));
        assert_eq!(code(r#"f("a\"b", 'c', '\'')"#), r#"f("    ", ' ', '  ')"#);
        assert_eq!(code("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
        assert_eq!(code("r#\"a\"b\"# c"), "r#\"   \"# c");
        assert_eq!(code("'ü' \"ü\""), "'  ' \"  \"");
    }

    #[test]
    fn literals_are_collected() {
        assert_eq!(literals(r##"f("one", r#"t"w"o"#, b"three") // "four""##), ["one", "t\"w\"o", "three"]);
    }

    #[test]
    fn a_word_is_found_outside_tests_only() {
        let text = "use std::fs;\nfn a() { xstd::fs; std::fsx; }\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        let source = Source::new("src/a.rs", text);
        assert_eq!(source.uses("std::fs"), [4]);
        let group = Source::new("src/a.rs", "use std::{cmp::{self, fs}, net::{Ipv4Addr}};");
        assert_eq!((group.uses_std("net").len(), group.uses_std("fs").len()), (1, 0));
    }

    #[test]
    fn functions_have_lengths() {
        let text = "trait T { fn none(&self); }\nfn one() -> [u8; 3] {\n    if x { y }\n}\n";
        let source = Source::new("src/a.rs", text);
        let found: Vec<_> =
            source.functions().iter().map(|function| (function.name, function.lines)).collect();
        assert_eq!(found, [("one", 3)]);
    }

    #[test]
    fn files_of_test_modules_are_tests() {
        let mut sources = vec![
            Source::new("src/lib.rs", "#[cfg(test)]\nmod testing;\nmod real;"),
            Source::new("src/testing.rs", ""),
            Source::new("src/testing/more.rs", ""),
            Source::new("src/real.rs", "#[cfg(test)]\npub(crate) mod tests;"),
            Source::new("src/real/tests.rs", ""),
        ];
        mark_test_modules(&mut sources);
        let tests: Vec<bool> = sources.iter().map(|source| source.is_test).collect();
        assert_eq!(tests, [false, true, true, false, true]);
    }
}
