//! One name as a source gives it, freed of what is not the name.
//!
//! Directories add `(EXT)` and `[Example Ltd]`, services add `via DocuSign`, people add titles and a rocket. Some
//! directories turn the name round; it is turned back only where the comma leaves no doubt.

use super::from_address::spelled;

/// The longest text that is looked at, in characters.
const LONGEST_GIVEN: usize = 200;

/// A name freed of what is not the name.
pub(super) struct Cleaned {
    /// The name. Never empty.
    pub text: String,
    /// How the source wrote it.
    pub case: Case,
    /// More than spaces had to be taken away or moved.
    pub is_mended: bool,
}

/// How a source writes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// `JANE DOE` or `jane doe`; put right in [`Cleaned::text`].
    Mended,
    /// `Jane Doe`, or a script without case.
    Proper,
}

/// The name in a text, or `None` if there is no letter in it.
pub(super) fn clean(given: &str) -> Option<Cleaned> {
    let bounded: String = given.chars().take(LONGEST_GIVEN).collect();
    let plain = one_line(&bounded);
    let bare = without_courtesy(&without_pictures(&without_service(&without_brackets(&plain))));
    let turned = without_numbers(&turned_round(&bare));
    let trimmed = turned.trim_matches(|c: char| c.is_whitespace() || "\"'“”„,;:|/-–—*<>".contains(c));
    if !trimmed.chars().any(char::is_alphabetic) {
        return None;
    }
    let text = spelled_handle(trimmed).unwrap_or_else(|| in_proper_case(trimmed));
    let case = if text == trimmed { Case::Proper } else { Case::Mended };
    Some(Cleaned { is_mended: trimmed != plain, text, case })
}

/// `jane.doe` as `Jane Doe`.
fn spelled_handle(text: &str) -> Option<String> {
    let is_handle = text.contains(['.', '_']) && !text.contains([' ', '@', '\'', ',']);
    if is_handle { spelled(text).filter(|name| name.contains(' ')) } else { None }
}

/// Without control characters and quotes around it, all spaces single and none before a full stop.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let unquoted = spaced.trim().trim_matches(['"', '\'']);
    unquoted.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".")
}

/// What stands in brackets goes, unless nothing else is there.
fn without_brackets(text: &str) -> String {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0u32);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '（' | '【' | '<' => depth += 1,
            ')' | ']' | '}' | '）' | '】' | '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(c),
            _ => outside.push(c),
        }
        if depth == 0 && matches!(c, ')' | ']' | '}' | '）' | '】' | '>') {
            outside.push(' ');
            inside.push(' ');
        }
    }
    let kept = if outside.chars().any(char::is_alphabetic) { outside } else { inside };
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Jane Doe via DocuSign`, `Jane Doe | Example Ltd`, `Jane Doe/HQ/Example`: what stands before.
fn without_service(text: &str) -> String {
    let lower = text.to_lowercase();
    // A few letters change their length in lower case; then nothing is cut.
    if lower.len() != text.len() {
        return text.to_owned();
    }
    let ends = [" via ", " on behalf of ", " im auftrag von ", " | ", " // ", " - ", " – ", " @ ", "/"];
    let end = ends.iter().filter_map(|mark| lower.find(mark)).filter(|end| *end > 0).min();
    match end.and_then(|end| text.get(..end)) {
        Some(before) if before.contains(' ') || lower.contains(" via ") => before.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// Emoji and other pictures go.
fn without_pictures(text: &str) -> String {
    let is_symbol =
        |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{e000}'..='\u{f8ff}' | '®' | '™');
    let is_picture = |c: char| is_symbol(c) || matches!(c, '\u{1f000}'..='\u{1faff}');
    let kept: String = text.chars().filter(|c| !is_picture(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A directory's numbers go: `Jane Doe2` (a namesake), `CS20 Jane Doe` (a department).
fn without_numbers(text: &str) -> String {
    let without_number = |word: &str| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_name = bare.chars().count() >= 3 && bare.chars().all(char::is_alphabetic);
        if is_name && word.len() - bare.len() <= 2 { bare.to_owned() } else { word.to_owned() }
    };
    if !text.contains(' ') {
        return text.to_owned();
    }
    let has_number = |word: &String| word.chars().any(|c| c.is_ascii_digit());
    let words: Vec<String> = text.split(' ').map(without_number).collect();
    let names: Vec<String> = words.iter().filter(|w| !has_number(w)).cloned().collect();
    if names.len() >= 2 { names.join(" ") } else { words.join(" ") }
}

/// `Mr. Jane Doe` without the form of address; academic titles stay, they belong to the name in half of Europe.
fn without_courtesy(text: &str) -> String {
    const COURTESIES: &[&str] = &[
        "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "monsieur", "madame", "mme", "sra", "señor",
        "señora", "signor", "signora", "dhr", "mevr",
    ];
    match text.split_once(' ') {
        Some((first, rest)) if COURTESIES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) => {
            rest.to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Whether a word is an academic title and no part of the name proper.
pub(super) fn is_title(word: &str) -> bool {
    let bare = word.trim_end_matches('.').to_lowercase();
    matches!(
        bare.as_str(),
        "dr" | "prof" | "professor" | "ing" | "dipl" | "dipl.-ing" | "sir" | "dame" | "drs" | "ir"
    )
}

/// `Doe, Jane` as `Jane Doe`, and `Jane Doe, MBA` without what follows; anything less plain stays.
fn turned_round(text: &str) -> String {
    let Some((last, first)) = text.split_once(',').map(|(a, b)| (a.trim(), b.trim())) else {
        return text.to_owned();
    };
    if first.is_empty() || last.is_empty() || first.split([',', ' ']).any(is_suffix) {
        return last.to_owned();
    }
    if first.contains(',')
        || [last, first].iter().any(|part| part.chars().any(|c| c.is_ascii_digit() || c == '@'))
    {
        return text.to_owned();
    }
    if [last, first].iter().all(|part| is_written_without_spaces(part)) {
        return format!("{last} {first}");
    }
    let is_one_name = last.split(' ').filter(|w| !is_particle(w)).count() == 1;
    let is_shouted = is_upper(last) && !is_upper(first);
    let is_short = first.split(' ').count() <= 3;
    match (is_one_name || is_shouted) && is_short {
        true if is_shouted => format!("{first} {}", in_proper_case(&last.to_lowercase())),
        true => format!("{first} {last}"),
        false => text.to_owned(),
    }
}

/// Behind a comma these say that what stands before is the whole name.
fn is_suffix(word: &str) -> bool {
    const SUFFIXES: &[&str] = &[
        "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "ma", "ba", "llm", "jd", "esq",
        "cpa", "cfa", "pmp", "pe", "rn", "dds", "cissp", "frcs", "mbe", "obe", "cbe", "inc", "ltd", "llc",
        "llp", "plc", "gmbh", "ag", "corp", "co", "company", "sa", "sas", "bv", "nv", "srl", "spa", "oy",
        "ab", "as", "aps", "kk", "kg", "group",
    ];
    SUFFIXES.contains(&word.replace('.', "").to_lowercase().as_str())
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le",
        "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten", "zu", "zum", "zur", "af", "av", "y", "e",
        "och", "und",
    ];
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// Whether a character is of a script that writes names without spaces.
pub(super) fn is_of_script_without_spaces(c: char) -> bool {
    let is_kana_or_hangul = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}');
    let is_han = matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let is_thai_or_lao = matches!(c, '\u{e00}'..='\u{eff}');
    is_kana_or_hangul || is_han || is_thai_or_lao
}

/// Whether all letters are of a script that writes names without spaces.
pub(super) fn is_written_without_spaces(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(is_of_script_without_spaces)
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase)
}

/// `JANE VAN DER BERG`, `jane doe`, `Jane DOE` and `Jane doe` as they are usually written. Short capitals (`JP`, `IBM`)
/// and handles stay.
fn in_proper_case(text: &str) -> String {
    if text.contains(['@', '_']) || text.chars().any(|c| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let last = text.split(' ').count() - 1;
    let whole = is_lower(text) || (is_upper(text) && text.contains(' '));
    let word_in_case = |(i, word): (usize, &str)| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = is_upper(word) && letters >= 4;
        let forgotten = i == last && is_lower(word) && !is_particle(word);
        let is_initials =
            is_upper(word) && (letters == 1 || word.contains('.') || (letters == 2 && is_unspeakable(word)));
        if i > 0 && whole && is_particle(word) {
            word.to_lowercase()
        } else if (whole || shouted || forgotten) && !is_initials {
            capitalised(word)
        } else {
            word.to_owned()
        }
    };
    text.split(' ').enumerate().map(word_in_case).collect::<Vec<_>>().join(" ")
}

/// `RK`, `TJ`: letters without a vowel, which stand for names. Ng is one.
fn is_unspeakable(word: &str) -> bool {
    word != "NG" && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']) && word.is_ascii()
}

/// First letters in upper case, also behind a hyphen and behind `O'`; the others in lower case.
pub(super) fn capitalised(word: &str) -> String {
    let (mut made, mut letters_in_part) = (String::with_capacity(word.len()), 0usize);
    for c in word.chars() {
        if !c.is_alphanumeric() {
            let continues = matches!(c, '\'' | '’') && letters_in_part != 1;
            letters_in_part = if continues { letters_in_part } else { 0 };
            made.push(c);
        } else if letters_in_part == 0 {
            made.extend(c.to_uppercase());
            letters_in_part = 1;
        } else {
            made.extend(c.to_lowercase());
            letters_in_part += 1;
        }
    }
    made
}
