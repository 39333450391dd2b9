//! Pages to go to and commands that need no person.

use app::features::acts;

use super::{Choice, Group, Sign, Target};
use crate::failure::Failure;
use crate::visit::Visit;
use crate::words::find as words;

/// Pages: icon, name, address, key.
const PAGES: [(&str, &str, &str, Option<&str>); 22] = [
    ("sunrise", words::TODAY, "/", Some("G T")),
    ("users", words::PEOPLE, "/people", Some("G P")),
    ("waypoints", words::MAP, "/map", Some("G M")),
    ("target", words::KEY_PEOPLE, "/people/key", None),
    ("server", words::SOURCES, "/sources", Some("G S")),
    ("clock", words::ACTS, "/acts", None),
    ("settings", words::SETTINGS, "/settings", None),
    ("info", words::KEYS, "/keys", Some("?")),
    ("user-plus", words::ADD_A_PERSON, "/people/new", None),
    ("server", words::IMPORT, "/sources", None),
    ("orbit", words::ORGANIZATIONS, "/organizations", None),
    ("filter", words::KEPT_OUT, "/people/kept-out", None),
    ("file-text", words::TRAY, "/tray", None),
    ("check", words::QUEUE, "/queue", None),
    ("users", words::DELEGATES, "/settings/delegates", None),
    ("info", words::NUMBERS, "/settings/numbers", None),
    ("eye-off", words::COLLEAGUES, "/settings/colleagues", None),
    ("server", words::DATA, "/settings/data", None),
    ("clock", words::ERASURE, "/settings/erasure", None),
    ("key-round", words::ACCOUNT, "/settings/account", None),
    ("key-round", words::PASSKEYS, "/settings/passkeys", None),
    ("key-round", words::TOKENS, "/settings/tokens", None),
];
/// Pages that are shown before anything is typed.
const FIRST: usize = 8;

/// The themes: name, value.
const THEMES: [(&str, &str); 3] =
    [(words::LIGHT, "light"), (words::DARK, "dark"), (words::AS_THE_SYSTEM, "system")];

/// The pages and commands whose words begin with what is typed.
pub async fn matching(visit: &Visit, text: &str) -> Result<Vec<Group>, Failure> {
    let shown = if text.is_empty() { FIRST } else { PAGES.len() };
    let pages = PAGES
        .into_iter()
        .take(shown)
        .filter(|(_, name, address, _)| fits(name, text) && visit.may_see(address))
        .map(|(icon, name, address, key)| choice(icon, name, "", key, Target::Page(address.to_owned())));
    let go = Group { title: words::GO_TO.to_owned(), choices: pages.collect() };
    let act = Group { title: words::DO.to_owned(), choices: commands(visit, text).await? };
    Ok([go, act].into_iter().filter(|group| !group.choices.is_empty()).collect())
}

async fn commands(visit: &Visit, text: &str) -> Result<Vec<Choice>, Failure> {
    let mut choices = Vec::new();
    if fits(words::UNDO_LAST, text)
        && let Some(last) = acts::last(&visit.cx).await?
    {
        choices.push(choice(
            "undo-2",
            words::UNDO_LAST,
            &last.subject,
            Some("Z"),
            Target::Change("/undo", None),
        ));
    }
    // Themes are rarely looked for: only by name.
    let themes = THEMES.into_iter().filter(|(name, _)| !text.is_empty() && fits(name, text));
    choices.extend(themes.map(|(name, value)| {
        let target = Target::Change("/settings/theme", Some(("theme", value)));
        choice("eye-off", name, "", None, target)
    }));
    Ok(choices)
}

fn choice(icon: &'static str, name: &str, sub: &str, key: Option<&'static str>, target: Target) -> Choice {
    Choice {
        sign: Sign::Icon(icon),
        name: vec![(name.to_owned(), false)],
        is_person: false,
        sub: Some((sub.to_owned(), false)).filter(|_| !sub.is_empty()).into_iter().collect(),
        key,
        target,
    }
}

/// Every word typed begins a word of the name.
fn fits(name: &str, text: &str) -> bool {
    let (name, text) = (name.to_lowercase(), text.to_lowercase());
    text.split_whitespace().all(|typed| name.split_whitespace().any(|word| word.starts_with(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_by_beginnings_of_words() {
        assert!(fits("Take the last act back", "LAST ac"));
        assert!(fits("Sources", ""));
        assert!(!fits("Sources", "ources"));
    }
}
