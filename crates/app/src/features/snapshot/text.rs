//! Everyone as text, for finding: folded names, native names, organizations, titles and addresses.
//!
//! One long text with a line a person, in which the words of a query are sought as bytes; a few milliseconds for a hundred
//! thousand people. Each line begins with the name, so that a hit there can be told from one elsewhere. Lines of people
//! who changed are kept beside it until the next snapshot.

use std::collections::HashMap;
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::line::PersonLine;

/// Ends a line.
const END: u8 = b'\n';
/// Between the name and the rest, a word of its own.
const REST: &str = " \u{1f} ";
/// A shorter word of ASCII letters finds only beginnings of words.
const SHORT: usize = 3;

/// A query, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// Its words, the one that finds fewest people probably first.
    words: Vec<Word>,
    folded: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Any of these in a line is a hit.
    needles: Vec<String>,
}

impl Query {
    /// What was typed; `None` if there is nothing to look for.
    pub fn of(text: &str) -> Option<Query> {
        let is_number = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
        let folded = identity::fold(text);
        let folded = if is_number { folded.replace(' ', "") } else { folded };
        let mut words: Vec<Word> = folded.split(' ').filter(|w| !w.is_empty()).map(Word::of).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.needles[0].len()));
        (!words.is_empty()).then_some(Query { words, folded })
    }

    fn finds(&self, line: &str) -> bool {
        self.words.iter().all(|word| word.needles.iter().any(|needle| line.contains(needle.as_str())))
    }

    /// How well a line that was found fits, the best first: a name that begins so, one that has the words at
    /// beginnings, one that has them within, anything else.
    fn fit(&self, line: &str) -> u8 {
        let name = line.split_once(REST).map_or(line, |(name, _)| name);
        let name = name.trim_start();
        if name.starts_with(&self.folded) {
            0
        } else if !self.finds(&format!(" {name} ")) {
            3
        } else if self.folded.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word))) {
            1
        } else {
            2
        }
    }
}

impl Word {
    fn of(word: &str) -> Word {
        let is_short = word.is_ascii() && word.len() < SHORT;
        let mut needles = vec![if is_short { format!(" {word}") } else { word.to_owned() }];
        let plain = identity::without_digraphs(word);
        if plain != word {
            needles.push(format!(" {plain} "));
        }
        Word { needles }
    }
}

/// The lines of everyone.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    base: Arc<Base>,
    /// Lines that stand instead of those of the base.
    changed: Arc<HashMap<u32, String>>,
}

#[derive(Debug, Default)]
struct Base {
    text: String,
    starts: Vec<usize>,
}

impl Base {
    fn line(&self, place: usize) -> &str {
        let Some(start) = self.starts.get(place) else { return "" };
        let end = self.starts.get(place + 1).map_or(self.text.len(), |next| *next);
        self.text[*start..end].trim_end_matches('\n')
    }

    fn place_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

impl Texts {
    /// Writes everyone down.
    pub fn of(people: &[Arc<PersonLine>]) -> Texts {
        let lines: Vec<String> = people.par_iter().map(|line| text_of(line)).collect();
        let mut base = Base { text: String::new(), starts: Vec::with_capacity(lines.len()) };
        for line in lines {
            base.starts.push(base.text.len());
            base.text.push_str(&line);
            base.text.push(char::from(END));
        }
        Texts { base: Arc::new(base), changed: Arc::default() }
    }

    /// The texts after the lines of some places changed.
    pub fn patched(&self, people: &[Arc<PersonLine>], changed: &[u32]) -> Texts {
        let mut next = self.clone();
        let lines = Arc::make_mut(&mut next.changed);
        for place in changed {
            lines.insert(*place, text_of(&people[*place as usize]));
        }
        next
    }

    fn line(&self, place: u32) -> &str {
        self.changed.get(&place).map_or_else(|| self.base.line(place as usize), String::as_str)
    }

    /// The places whose lines have all words of a query.
    pub fn find(&self, query: &Query) -> Vec<u32> {
        let mut found = Vec::new();
        for needle in query.words.first().into_iter().flat_map(|word| &word.needles) {
            self.find_in_base(needle, query, &mut found);
        }
        found.extend(self.changed.iter().filter(|(_, line)| query.finds(line)).map(|(place, _)| *place));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn find_in_base(&self, needle: &str, query: &Query, found: &mut Vec<u32>) {
        let (base, finder) = (&self.base, Finder::new(needle));
        let mut from = 0;
        while let Some(at) = base.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let place = base.place_at(from + at);
            from = base.starts.get(place + 1).copied().unwrap_or(base.text.len());
            let is_old = self.changed.contains_key(&(place as u32));
            if !is_old && query.finds(base.line(place)) {
                found.push(place as u32);
            }
        }
    }

    /// How well the line of a place fits a query; less is better.
    pub fn fit(&self, query: &Query, place: u32) -> u8 {
        query.fit(self.line(place))
    }
}

/// The line of a person; empty for those that no list shows.
fn text_of(line: &PersonLine) -> String {
    if !line.is_listed() {
        return String::new();
    }
    let mut text = format!(" {}", line.name_folded);
    let mut add = |words: &str| {
        if !words.is_empty() {
            text.push(' ');
            text.push_str(words);
        }
    };
    for word in line.name_folded.split(' ') {
        let plain = identity::without_digraphs(word);
        if plain != word {
            add(&plain);
        }
    }
    add(&line.native_name.as_deref().map(identity::fold).unwrap_or_default());
    add(REST.trim());
    for rest in [line.organization.as_deref(), Some(line.title.as_str()), Some(line.addresses.as_str())] {
        add(&identity::fold(rest.unwrap_or_default()));
    }
    text.push(' ');
    text
}
