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
const REST: char = '\u{1f}';
/// A shorter word of ASCII letters finds only beginnings of words.
const SHORT: usize = 3;

/// A query, folded.
#[derive(Debug)]
pub(super) struct Query {
    /// Its words, the one that finds fewest people probably first.
    words: Vec<Word>,
    folded: String,
}

/// Any of these in a line is a hit.
#[derive(Debug)]
struct Word(Vec<Finder<'static>>);

impl Query {
    /// What was typed; `None` if there is nothing to look for.
    pub fn of(text: &str) -> Option<Query> {
        let is_number = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
        let folded = identity::fold(text);
        let folded = if is_number { folded.replace(' ', "") } else { folded };
        let mut words: Vec<Word> = folded.split(' ').filter(|w| !w.is_empty()).map(Word::of).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.0[0].needle().len()));
        (!words.is_empty()).then_some(Query { words, folded })
    }

    fn finds(&self, line: &str) -> bool {
        self.words.iter().all(|word| word.is_in(line))
    }

    /// Whether a line that the first word found has the others too.
    fn finds_rest(&self, line: &str) -> bool {
        self.words[1..].iter().all(|word| word.is_in(line))
    }

    /// How well a line that was found fits, the best first: a name that begins so, one that has the words at
    /// beginnings, one that has them within, anything else.
    fn fit(&self, line: &str) -> u8 {
        // As the words of a line, those of the name have a space on either side.
        let end = memchr::memchr(REST as u8, line.as_bytes()).unwrap_or(line.len());
        let (spaced, name) = (&line[..end], line[..end].trim());
        if name.starts_with(&self.folded) {
            0
        } else if !self.finds(spaced) {
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
        Word(needles.iter().map(|needle| Finder::new(needle).into_owned()).collect())
    }

    fn is_in(&self, line: &str) -> bool {
        self.0.iter().any(|needle| needle.find(line.as_bytes()).is_some())
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

    /// The place whose line has an offset, sought from a place on that is not after it: hits stand close together, or there
    /// are few.
    fn place_at(&self, offset: usize, from: usize) -> usize {
        let starts = self.starts.get(from..).unwrap_or_default();
        let mut reach = 1;
        while starts.get(reach).is_some_and(|start| *start <= offset) {
            reach *= 2;
        }
        let near = &starts[..reach.min(starts.len())];
        from + near.partition_point(|start| *start <= offset).saturating_sub(1)
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
        for needle in query.words.first().into_iter().flat_map(|word| &word.0) {
            found.extend(self.hits(needle, query));
        }
        found.extend(self.changed.iter().filter(|(_, line)| query.finds(line)).map(|(place, _)| *place));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any line has all words of a query.
    pub fn has(&self, query: &Query) -> bool {
        let mut needles = query.words.first().into_iter().flat_map(|word| &word.0);
        needles.any(|needle| self.hits(needle, query).next().is_some())
            || self.changed.values().any(|line| query.finds(line))
    }

    /// The places in the base whose lines have a needle, and the words of the query but the first, in order.
    fn hits<'a>(&'a self, needle: &'a Finder<'_>, query: &'a Query) -> impl Iterator<Item = u32> + 'a {
        let base = &*self.base;
        let mut place = 0;
        let all = std::iter::from_fn(move || {
            let from = *base.starts.get(place)?;
            let at = from + needle.find(&base.text.as_bytes()[from..])?;
            let hit = base.place_at(at, place);
            place = hit + 1;
            Some(hit)
        });
        let is_new = |hit: &usize| !self.changed.contains_key(&(*hit as u32));
        all.filter(move |hit| is_new(hit) && query.finds_rest(base.line(*hit))).map(|hit| hit as u32)
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
    add(REST.encode_utf8(&mut [0; 4]));
    for rest in [line.organization.as_deref(), Some(line.title.as_str()), Some(line.addresses.as_str())] {
        add(&identity::fold(rest.unwrap_or_default()));
    }
    text.push(' ');
    text
}
