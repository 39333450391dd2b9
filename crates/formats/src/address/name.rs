//! Display names, as mail programs and people write them.

/// A longer "name" is a sentence; it is cut.
const MAX_CHARS: usize = 200;

/// A display name, already decoded, made fit to be shown and compared; empty if nothing of it is a name.
///
/// Quotes and brackets around it go (`'Ana Lopez'`), and so do NUL, control and direction characters and
/// repeated spaces. A "name" that is an e-mail address says nothing that the address does not: empty.
///
/// ```
/// use formats::address::clean_name;
/// assert_eq!(clean_name(" \"'Ana   Lopez'\" "), "Ana Lopez");
/// assert_eq!(clean_name("ana@example.org"), "");
/// ```
pub fn clean_name(name: &str) -> String {
    let visible = visible(name);
    let mut name = visible.as_str();
    loop {
        let before = name.len();
        name = name.trim_matches(|c: char| {
            c.is_whitespace() || ",;:<>\"`\\|\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}".contains(c)
        });
        name = without_address(without_pair(name));
        if name.len() == before {
            break;
        }
    }
    if !name.chars().any(char::is_alphanumeric) || super::email(name).is_some() {
        return String::new();
    }
    name.to_owned()
}

/// The characters that are seen, with single spaces between the words, at most [`MAX_CHARS`].
fn visible(name: &str) -> String {
    let mut out = String::with_capacity(name.len().min(4 * MAX_CHARS));
    for (length, c) in name.chars().filter(|c| !is_unseen(*c)).enumerate() {
        if length >= 4 * MAX_CHARS {
            break;
        }
        match c {
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    match out.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => out[..end].to_owned(),
        None => out,
    }
}

/// NUL, direction and zero-width characters, the replacement character. Joiners (U+200C, U+200D) stay: names in Persian
/// and in Indic scripts are spelt with them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// Takes off an address behind the name: `Ana Lopez (ana@example.org)`, `Ana Lopez [mailto:ana@example.org]`.
fn without_address(name: &str) -> &str {
    let Some(open) = name.rfind(['(', '[', '<']) else { return name };
    if name[open..].contains('@')
        && super::email(name[open + 1..].trim_end_matches([')', ']', '>'])).is_some()
    {
        return name[..open].trim_end();
    }
    name
}

/// Takes off one pair of quotes or brackets around the whole.
fn without_pair(name: &str) -> &str {
    for (open, close) in [('\'', '\''), ('\u{2018}', '\u{2019}'), ('(', ')'), ('[', ']'), ('{', '}')] {
        if let Some(inner) = name.strip_prefix(open).and_then(|n| n.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(clean_name(name), expected, "of {name:?}");
    }

    #[test]
    fn wrapping_goes() {
        for name in [
            "Ana Lopez",
            "'Ana Lopez'",
            "\"Ana Lopez\"",
            "\"'Ana Lopez'\"",
            "(Ana Lopez)",
            " Ana \t Lopez ,",
            "<Ana Lopez>",
        ] {
            check(name, "Ana Lopez");
        }
    }

    #[test]
    fn what_belongs_to_the_name_stays() {
        check("O'Brien, Pat (Sales)", "O'Brien, Pat (Sales)");
        check("Martin Luther King Jr.", "Martin Luther King Jr.");
        check("José María Ñandú", "José María Ñandú");
        check("علی‌رضا", "علی‌رضا");
        check("(Ana) Lopez (HR)", "(Ana) Lopez (HR)");
    }

    #[test]
    fn tricks_and_noise_go() {
        check("Ana\0 Lo\u{202e}pez\u{200b}", "Ana Lopez");
        check("Ana\r\n Lopez", "Ana Lopez");
        check("ana@example.org", "");
        check("'Ana@Example.org'", "");
        check("Ana Lopez (ana@example.org)", "Ana Lopez");
        check("Ana Lopez [mailto:ana@example.org]", "Ana Lopez");
        check("--- ???", "");
        assert_eq!(clean_name(&"a".repeat(5000)).chars().count(), 200);
    }

    proptest! {
        #[test]
        fn never_panics_and_is_idempotent(name in "\\PC{0,60}|['\"(<a-z @.,)> ]{0,20}") {
            let once = clean_name(&name);
            prop_assert_eq!(clean_name(&once), once);
        }
    }
}
