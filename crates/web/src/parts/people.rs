//! Names: a link to the person, and the language and direction of a name as its script tells them.

use maud::{Markup, html};

/// What the script of a name says of its language, for `lang` and `dir`; fonts choose the forms of letters by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    /// The likeliest language of the script.
    pub lang: &'static str,
    /// It is written from right to left.
    pub is_rtl: bool,
}

/// The script of a name; `None` for Latin, which is read as the page is.
pub fn script_of(name: &str) -> Option<Script> {
    let scripts: Vec<&'static str> = name.chars().filter_map(language_of).collect();
    // Kana beside Han is Japanese; Han alone is taken for Chinese.
    let lang = if scripts.contains(&"ja") { "ja" } else { scripts.first()? };
    Some(Script { lang, is_rtl: ["ar", "he"].contains(&lang) })
}

fn language_of(letter: char) -> Option<&'static str> {
    Some(match u32::from(letter) {
        0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => "ja",
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF => "zh",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "ko",
        0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => "ar",
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => "he",
        0x0400..=0x052F => "ru",
        0x0370..=0x03FF | 0x1F00..=0x1FFF => "el",
        0x0E00..=0x0E7F => "th",
        0x0900..=0x097F => "hi",
        0x0980..=0x09FF => "bn",
        0x0B80..=0x0BFF => "ta",
        0x0530..=0x058F => "hy",
        0x10A0..=0x10FF => "ka",
        0x1200..=0x137F => "am",
        _ => return None,
    })
}

/// A person's name as a link to their page.
pub fn name_link(slug: &str, name: &str) -> Markup {
    html! { a.name href={ "/people/" (slug) } { (bdi(name)) } }
}

/// A name in its own script, beside the Latin one.
pub fn native(name: &str) -> Markup {
    let script = script_of(name);
    let direction = script.filter(|s| s.is_rtl).map(|_| "rtl");
    html! { bdi.native lang=[script.map(|s| s.lang)] dir=[direction] { (name) } }
}

fn bdi(name: &str) -> Markup {
    let script = script_of(name);
    html! { bdi lang=[script.map(|s| s.lang)] dir=[script.filter(|s| s.is_rtl).map(|_| "rtl")] { (name) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_tells_language_and_direction() {
        for (name, expected) in [
            ("Keiko Watanabe", None),
            ("渡辺 恵子", Some(("zh", false))),
            ("わたなべ 恵子", Some(("ja", false))),
            ("김지우", Some(("ko", false))),
            ("نور الخطيب", Some(("ar", true))),
            ("יעל כהן", Some(("he", true))),
            ("Ольга Коваль", Some(("ru", false))),
            ("Γιώργος", Some(("el", false))),
        ] {
            assert_eq!(script_of(name).map(|s| (s.lang, s.is_rtl)), expected, "{name}");
        }
    }
}
