//! The fonts a page needs, by its letters: they are asked for before the style sheet is read, and the page is laid out with
//! them. A font that came later would move what is already there, so it is not used then (`font-display: optional`).

/// What every page is written in.
const EVERY_PAGE: [&str; 2] =
    ["fonts/newsreader-latin-opsz-normal.woff2", "fonts/inter-latin-wght-normal.woff2"];

/// Serif and sans of a script beyond Western Europe's.
const LATIN_EXTENDED: [&str; 2] =
    ["fonts/newsreader-latin-ext-opsz-normal.woff2", "fonts/inter-latin-ext-wght-normal.woff2"];
const VIETNAMESE: [&str; 2] =
    ["fonts/newsreader-vietnamese-opsz-normal.woff2", "fonts/inter-vietnamese-wght-normal.woff2"];
const CYRILLIC: [&str; 2] =
    ["fonts/source-serif-4-cyrillic-wght-normal.woff2", "fonts/inter-cyrillic-wght-normal.woff2"];
const GREEK: [&str; 2] =
    ["fonts/source-serif-4-greek-wght-normal.woff2", "fonts/inter-greek-wght-normal.woff2"];

/// The fonts for a text, as `fonts.css` parts them by ranges of letters.
pub fn of(text: &str) -> Vec<&'static str> {
    let mut fonts = EVERY_PAGE.to_vec();
    for letter in text.chars().filter(|letter| *letter >= '\u{100}') {
        let needed = match u32::from(letter) {
            0x1EA0..=0x1EF1 => VIETNAMESE,
            0x100..=0x2BA | 0x1D00..=0x1DBF | 0x1E00..=0x1E9F | 0x1EF2..=0x1EFF => LATIN_EXTENDED,
            0x400..=0x45F | 0x490..=0x491 | 0x4B0..=0x4B1 => CYRILLIC,
            0x370..=0x3FF => GREEK,
            _ => continue,
        };
        if !fonts.contains(&needed[0]) {
            fonts.extend(needed);
        }
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_for_the_fonts_of_its_letters() {
        let beyond = |text: &str| of(text).split_off(EVERY_PAGE.len());
        assert!(beyond("Jörg Müller, 渡辺 恵子, “–”").is_empty());
        assert_eq!(beyond("Zoltán Őry"), LATIN_EXTENDED);
        assert_eq!(beyond("Nguyễn"), VIETNAMESE);
        assert_eq!(beyond("Ольга Łoś"), [CYRILLIC, LATIN_EXTENDED].concat());
        assert_eq!(beyond("Γιώργος"), GREEK);
    }
}
