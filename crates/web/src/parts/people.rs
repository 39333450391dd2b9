//! Names: a link to the person, and the language and direction of a name as its script tells them.

use maud::{Markup, html};

/// What the script of a name says of its language, for `lang` and `dir`; fonts choose the forms of letters by it, and readers
/// their voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    /// The language, where script and country leave no doubt: a wrong one is worse than none.
    pub lang: Option<&'static str>,
    /// It is written from right to left.
    pub is_rtl: bool,
}

/// Letters as far as they tell languages apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Han,
    Cyrillic,
    Arabic,
    /// Letters that mostly one language is written with.
    Of(&'static str),
}

/// The script of the name of someone in a country; `None` for Latin, which is read as the page is.
pub fn script_of(name: &str, country: Option<&str>) -> Option<Script> {
    let mut scripts = name.chars().filter_map(letters);
    let first = scripts.next()?;
    // Kana beside Han is Japanese.
    let is_japanese = first == Letters::Of("ja") || scripts.any(|other| other == Letters::Of("ja"));
    let lang = match first {
        _ if is_japanese => Some("ja"),
        Letters::Of(lang) => Some(lang),
        Letters::Han => han(country),
        Letters::Cyrillic => cyrillic(name, country),
        Letters::Arabic => arabic(name, country),
    };
    Some(Script { lang, is_rtl: matches!(first, Letters::Arabic | Letters::Of("he")) })
}

fn han(country: Option<&str>) -> Option<&'static str> {
    match country? {
        "JP" => Some("ja"),
        "CN" | "SG" => Some("zh-Hans"),
        "TW" | "HK" | "MO" => Some("zh-Hant"),
        "KR" => Some("ko"),
        _ => None,
    }
}

fn cyrillic(name: &str, country: Option<&str>) -> Option<&'static str> {
    if name.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']) {
        return Some("uk").filter(|_| country != Some("BY") && country != Some("KZ"));
    }
    match country? {
        "UA" => Some("uk"),
        "RU" => Some("ru"),
        "BG" => Some("bg"),
        "RS" => Some("sr"),
        "MK" => Some("mk"),
        _ => None,
    }
}

fn arabic(name: &str, country: Option<&str>) -> Option<&'static str> {
    match country {
        Some("IR" | "AF") => Some("fa"),
        Some("PK") => Some("ur"),
        // Letters that Arabic does not have.
        _ => Some("ar").filter(|_| !name.contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ے', 'ٹ', 'ڈ', 'ڑ'])),
    }
}

fn letters(letter: char) -> Option<Letters> {
    Some(match u32::from(letter) {
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF => Letters::Han,
        0x0400..=0x052F => Letters::Cyrillic,
        0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => {
            Letters::Arabic
        }
        code => Letters::Of(language_of(code)?),
    })
}

fn language_of(code: u32) -> Option<&'static str> {
    Some(match code {
        0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => "ja",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "ko",
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => "he",
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

/// The name of a person in a country, if that is known, as a link to their page.
pub fn name_link(slug: &str, name: &str, country: Option<&str>) -> Markup {
    html! { a.name href={ "/people/" (slug) } { (name_of(name, country)) } }
}

/// A name in its own script, beside the Latin one.
pub fn native(name: &str, country: Option<&str>) -> Markup {
    let script = script_of(name, country);
    let direction = script.filter(|s| s.is_rtl).map(|_| "rtl");
    html! { bdi.native lang=[script.and_then(|s| s.lang)] dir=[direction] { (name) } }
}

/// A name that is no link.
pub fn name_of(name: &str, country: Option<&str>) -> Markup {
    let script = script_of(name, country);
    let direction = script.filter(|s| s.is_rtl).map(|_| "rtl");
    html! { bdi lang=[script.and_then(|s| s.lang)] dir=[direction] { (name) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_country_tell_language_and_direction() {
        for (name, country, expected) in [
            ("Keiko Watanabe", Some("JP"), None),
            ("渡辺 恵子", Some("JP"), Some((Some("ja"), false))),
            ("渡辺 恵子", None, Some((None, false))),
            ("渡辺 恵子", Some("DE"), Some((None, false))),
            ("王小明", Some("CN"), Some((Some("zh-Hans"), false))),
            ("王小明", Some("TW"), Some((Some("zh-Hant"), false))),
            ("わたなべ 恵子", None, Some((Some("ja"), false))),
            ("恵子 ワタナベ", Some("DE"), Some((Some("ja"), false))),
            ("김지우", None, Some((Some("ko"), false))),
            ("نور الخطيب", None, Some((Some("ar"), true))),
            ("پرویز کریمی", None, Some((None, true))),
            ("نور", Some("IR"), Some((Some("fa"), true))),
            ("יעל כהן", None, Some((Some("he"), true))),
            ("Ольга Коваль", None, Some((None, false))),
            ("Ольга Коваль", Some("UA"), Some((Some("uk"), false))),
            ("Андрій", None, Some((Some("uk"), false))),
            ("Γιώργος", None, Some((Some("el"), false))),
        ] {
            let script = script_of(name, country).map(|s| (s.lang, s.is_rtl));
            assert_eq!(script, expected, "{name} {country:?}");
        }
    }
}
