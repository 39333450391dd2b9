//! Where a text names somebody, and the text without the name. Pure.
//!
//! Names and addresses are compared as words, folded ([`identity::fold`]), so that case, accents and punctuation make no
//! difference, and `Lopez, Ana` is `Ana Lopez`. Scripts that put no spaces between words are compared letter by letter.

use std::collections::HashSet;

/// What stands in the place of a name.
const GONE: &str = "…";
/// Shorter words of a name (`de`, `Li`) are common words too: alone they name nobody.
const SHORTEST_WORD: usize = 3;

/// The names and addresses of somebody, as they are looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    sequences: Vec<Vec<String>>,
    /// In scripts without spaces.
    unspaced: Vec<String>,
    words: HashSet<String>,
}

impl Mentions {
    /// Looks for these names and addresses as a whole.
    pub fn of<'a>(
        names: impl Iterator<Item = &'a str>,
        addresses: impl Iterator<Item = &'a str>,
    ) -> Mentions {
        let mut mentions = Mentions::default();
        for name in names {
            if name.chars().any(is_unspaced) {
                let together: String = name.chars().filter(|c| !c.is_whitespace()).collect();
                mentions.unspaced.extend([name.trim().to_owned(), together]);
                continue;
            }
            let words = folded(name);
            mentions.words.extend(words.iter().filter(|w| w.chars().count() >= SHORTEST_WORD).cloned());
            // A single word is a first name that others have too.
            if let [first @ .., last] = words.as_slice()
                && !first.is_empty()
            {
                let turned = std::iter::once(last).chain(first).cloned().collect();
                mentions.sequences.extend([words.clone(), turned]);
            }
        }
        mentions.sequences.extend(addresses.map(folded).filter(|words| !words.is_empty()));
        mentions.unspaced.retain(|name| name.chars().count() > 1);
        mentions.sequences.sort_by_key(|words| std::cmp::Reverse(words.len()));
        mentions.sequences.dedup();
        mentions
    }

    /// The same where any single word of a name is meant for them: in what they took part in.
    pub fn by_any_word(&self) -> Mentions {
        let single = self.words.iter().map(|word| vec![word.clone()]);
        let sequences = self.sequences.iter().cloned().chain(single).collect();
        Mentions { sequences, ..self.clone() }
    }

    /// The text without them; `None` if it does not name them.
    pub fn without(&self, text: &str) -> Option<String> {
        let mut left = text.to_owned();
        for name in self.unspaced.iter().filter(|name| text.contains(name.as_str())) {
            left = left.replace(name.as_str(), GONE);
        }
        let spans = self.spans(&left);
        if !spans.is_empty() {
            let mut kept = String::with_capacity(left.len());
            let mut from = 0;
            for (start, end) in spans {
                kept.push_str(&left[from..start]);
                kept.push_str(GONE);
                from = end;
            }
            kept.push_str(&left[from..]);
            left = kept;
        }
        (left != text).then_some(left)
    }

    /// Where the text has one of the sequences, from byte to byte.
    fn spans(&self, text: &str) -> Vec<(usize, usize)> {
        let words = words(text);
        let mut spans = Vec::new();
        let mut at = 0;
        while let Some((start, _, _)) = words.get(at) {
            let is_here = |sequence: &&Vec<String>| {
                words.len() - at >= sequence.len()
                    && sequence.iter().zip(&words[at..]).all(|(wanted, (.., word))| wanted == word)
            };
            match self.sequences.iter().find(is_here) {
                Some(sequence) => {
                    at += sequence.len();
                    spans.push((*start, words[at - 1].1));
                }
                None => at += 1,
            }
        }
        spans
    }
}

/// The words of a text: where each begins and ends, and folded.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let is_letter = c.is_alphanumeric() || is_within_words(c);
        match begun {
            None if is_letter => begun = Some(at),
            Some(start) if !is_letter => {
                words.push((start, at, identity::fold(&text[start..at])));
                begun = None;
            }
            _ => {}
        }
    }
    words.retain(|(.., word)| !word.is_empty());
    words
}

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(.., word)| word).collect()
}

/// Apostrophes and combining marks part no words.
fn is_within_words(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}')
}

/// Han, Kana, Thai, Lao, Khmer and Burmese letters.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ana() -> Mentions {
        Mentions::of(["Ana López", "Ana"].into_iter(), ["ana@north.example"].into_iter())
    }

    #[test]
    fn whole_names_and_addresses_go_and_the_rest_stays() {
        for (text, left) in [
            ("Lunch with Ana Lopez, Friday", "Lunch with …, Friday"),
            ("LOPEZ, Ana: offer", "…: offer"),
            ("ana lópez joined to Ana", "… joined to Ana"),
            ("write to <Ana@North.Example>!", "write to <…>!"),
        ] {
            assert_eq!(ana().without(text).as_deref(), Some(left), "{text}");
        }
        for text in ["Anabel Lopez", "Ana, then Lopez-Garcia and Ana", "northern example", ""] {
            assert_eq!(ana().without(text), None, "{text}");
        }
    }

    #[test]
    fn in_what_they_took_part_in_a_first_name_is_enough() {
        assert_eq!(ana().by_any_word().without("Call Ana about it"), Some("Call … about it".into()));
        assert_eq!(ana().by_any_word().without("Banana"), None);
    }

    #[test]
    fn names_in_scripts_without_spaces_are_found_inside_words() {
        let mentions = Mentions::of(["渡辺 恵子"].into_iter(), [].into_iter());
        assert_eq!(mentions.without("渡辺恵子さんとの会議"), Some("…さんとの会議".into()));
        assert_eq!(mentions.without("渡辺さん"), None);
    }
}
