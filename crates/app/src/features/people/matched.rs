//! Which letters of a name are those that were typed, for whoever shows what was found.

use std::ops::Range;

/// The parts of a name that a query found, in order and apart from each other. A word is sought at the beginnings of words
/// first, and blind to case, diacritics and width as the search is.
pub fn matched(name: &str, typed: &str) -> Vec<Range<usize>> {
    let typed = identity::fold(typed);
    let words = typed.split(' ').filter(|word| !word.is_empty());
    let mut found: Vec<Range<usize>> = words.filter_map(|word| matched_word(name, word)).collect();
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|next, before| next.start < before.end);
    found
}

fn matched_word(name: &str, word: &str) -> Option<Range<usize>> {
    let is_inside = |at: usize| name[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let mut starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
    // The sort is stable: beginnings of words first, each kind in the order of the name.
    starts.sort_by_key(|at| is_inside(*at));
    starts.into_iter().find_map(|start| matched_at(name, start, word).map(|end| start..end))
}

/// The end of the word if it stands here. Marks that fold away stay with the letter they belong to.
fn matched_at(name: &str, start: usize, word: &str) -> Option<usize> {
    let rest = &name[start..];
    let mut end = None;
    for (at, c) in rest.char_indices() {
        let at = at + c.len_utf8();
        let folded = identity::fold(&rest[..at]);
        let is_part = if end.is_none() { word.starts_with(folded.as_str()) } else { is_mark(c) };
        if !is_part {
            break;
        }
        if folded == word {
            end = Some(start + at);
        }
    }
    end
}

/// It folds to nothing and parts nothing: behind a letter it is a part of it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && identity::fold(&format!("a{c}b")) == "ab"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, typed: &str) -> String {
        let mut text = String::new();
        let mut from = 0;
        for range in matched(name, typed) {
            text += &format!("{}[{}]", &name[from..range.start], &name[range.clone()]);
            from = range.end;
        }
        text + &name[from..]
    }

    #[test]
    fn the_letters_typed_are_told() {
        for (name, typed, expected) in [
            ("Keiko Watanabe", "wat", "Keiko [Wat]anabe"),
            ("Keiko Watanabe", "wata kei", "[Kei]ko [Wata]nabe"),
            ("Olúwaṣeun Adébáyọ̀", "adebayo", "Olúwaṣeun [Adébáyọ̀]"),
            ("Olúwaṣeun Adébáyọ̀", "OLUWASEUN", "[Olúwaṣeun] Adébáyọ̀"),
            ("渡辺 恵子", "恵", "渡辺 [恵]子"),
            ("Jörg Strauß", "strauss", "Jörg [Strauß]"),
            ("Hanna Anna", "anna", "Hanna [Anna]"),
            ("Johanna", "anna", "Joh[anna]"),
            ("Noor Al-Khatib", "al khatib", "Noor [Al]-[Khatib]"),
            ("Bo Chen", "zed", "Bo Chen"),
            ("Bo Chen", "", "Bo Chen"),
        ] {
            assert_eq!(shown(name, typed), expected, "{name} for {typed}");
        }
    }
}
