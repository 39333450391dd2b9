//! The proposed with their reasons, a yes and a no each, and those who are key people already.

use maud::{Markup, html};

use crate::assets::url;
use crate::parts::{empty, icon, mark_or_icon, name_link, native, pagehead, sec};
use crate::words::key_people as words;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct KeyPage {
    /// Who waits for a word.
    pub open: Vec<KeyRow>,
    /// Who is one already, by name.
    pub confirmed: Vec<Named>,
    /// How many of the proposed are decided.
    pub decided: usize,
    /// How many were proposed.
    pub proposed: usize,
    /// How far down the list proposals go.
    pub up_to: usize,
    /// More could be proposed.
    pub has_more: bool,
    /// Whoever looks may decide, or suggest it.
    pub decides: bool,
    /// Whoever looks sees to the sources.
    pub runs: bool,
}

/// Somebody who is proposed.
#[derive(Clone, Debug)]
pub(super) struct KeyRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub native_name: Option<String>,
    /// Their country, as ISO 3166-1 has it: with it the script of a name tells a language.
    pub country: Option<String>,
    pub role: String,
    pub warmth: Option<f64>,
    /// Why, in words.
    pub why: String,
}

/// Somebody by name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub id: i64,
    pub slug: String,
    pub name: String,
}

/// The address of the page with so many proposals.
pub(super) fn address(up_to: usize) -> String {
    if up_to == app::features::key_people::A_ROUND {
        "/people/key".to_owned()
    } else {
        format!("/people/key?up_to={up_to}")
    }
}

/// The script that lets keys answer.
pub(super) fn head() -> Markup {
    html! { script src=(url("choose.js")) defer {} }
}

/// The page, which every answer changes as a whole: it is small.
pub(super) fn list(shown: &KeyPage) -> Markup {
    html! {
        div #key data-choose {
            (pagehead(None, &headline(shown), Some(html! { (words::dek(shown.proposed, shown.open.len())) }), acts(shown)))
            @if shown.proposed > 0 { (progress(shown)) }
            div.cols {
                div { (proposals(shown)) }
                aside { (confirmed(shown)) }
            }
        }
    }
}

fn headline(shown: &KeyPage) -> String {
    words::headline(shown.open.len(), shown.confirmed.len())
}

fn acts(shown: &KeyPage) -> Option<Markup> {
    let is_done = shown.open.is_empty() && !shown.confirmed.is_empty();
    is_done.then(|| html! { a.btn.primary href="/" { (words::GO_TO_TODAY) } })
}

fn progress(shown: &KeyPage) -> Markup {
    html! {
        p.prog.keyprog {
            progress max=(shown.proposed) value=(shown.decided) aria-label=(words::PROGRESS) {}
            span.meta {
                (words::progress(shown.decided, shown.proposed))
                @if shown.decides { span.needs-script.wide-only {
                    " " kbd { "Y" } " " (words::YES) ", " kbd { "N" } " " (words::NO) ", "
                    kbd { "J" } " " kbd { "K" } " " (words::MOVE)
                } }
            }
        }
    }
}

fn proposals(shown: &KeyPage) -> Markup {
    if shown.open.is_empty() {
        return nobody_waits(shown);
    }
    let all: Vec<String> = shown.open.iter().map(|row| row.id.to_string()).collect();
    let note = shown.decides.then(|| {
        html! {
            form method="post" action="/people/key" hx-post="/people/key" hx-target="#key" {
                input type="hidden" name="people" value=(all.join(","));
                input type="hidden" name="up_to" value=(shown.up_to);
                button.btn.small name="verdict" value="key" { (words::all_shown(shown.open.len())) }
            }
        }
    });
    let rows = html! {
        ol.proposals { @for row in &shown.open { (proposal(row, shown)) } }
    };
    sec("proposed", words::PROPOSED, note, rows)
}

fn proposal(row: &KeyRow, shown: &KeyPage) -> Markup {
    html! {
        li {
            div {
                span.who { (mark_or_icon(row.warmth)) (name_link(&row.slug, &row.name, row.country.as_deref()))
                    @if let Some(name) = &row.native_name { " " (native(name, row.country.as_deref())) } }
                @if !row.role.is_empty() { span.role { (row.role) } }
                p.why { (row.why) }
            }
            @if shown.decides { (verdict(row, shown.up_to)) }
        }
    }
}

fn verdict(row: &KeyRow, up_to: usize) -> Markup {
    html! {
        form.actions method="post" action="/people/key" hx-post="/people/key" hx-target="#key" {
            input type="hidden" name="people" value=(row.id);
            input type="hidden" name="up_to" value=(up_to);
            button.btn.large name="verdict" value="key" data-key="y" {
                (icon("check")) (words::KEY) span.sr { " " (row.name) }
            }
            button.btn.large.plain name="verdict" value="struck" data-key="n" {
                (words::NOT_KEY) span.sr { " " (row.name) }
            }
        }
    }
}

fn nobody_waits(shown: &KeyPage) -> Markup {
    if shown.has_more {
        let more = html! {
            a.btn href=(address(shown.up_to + app::features::key_people::A_ROUND)) { (words::MORE) }
        };
        return empty(words::ALL_DECIDED, words::MORE_ARE_THERE, Some(more));
    }
    if shown.proposed > 0 {
        return empty(words::ALL_DECIDED, words::NO_MORE, None);
    }
    let import = shown.runs.then(|| html! { a.btn href="/sources" { (words::IMPORT) } });
    empty(words::NOBODY_TITLE, words::NOBODY, import)
}

fn confirmed(shown: &KeyPage) -> Markup {
    if shown.confirmed.is_empty() {
        return sec("confirmed", words::CONFIRMED, None, html! { p.soft { (words::NONE_YET) } });
    }
    let note = html! { span.note { (shown.confirmed.len()) } };
    let names = html! {
        ul.named {
            @for one in &shown.confirmed {
                li {
                    (name_link(&one.slug, &one.name, None))
                    @if shown.decides {
                        form method="post" action="/people/key" hx-post="/people/key" hx-target="#key" {
                            input type="hidden" name="people" value=(one.id);
                            input type="hidden" name="up_to" value=(shown.up_to);
                            button.iconbtn name="verdict" value="struck" title=(words::REMOVE) {
                                (icon("x")) span.sr { (words::remove(&one.name)) }
                            }
                        }
                    }
                }
            }
        }
    };
    sec("confirmed", words::CONFIRMED, Some(note), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, name: &str, native_name: Option<&str>) -> KeyRow {
        KeyRow {
            id,
            slug: format!("person-{id}"),
            name: name.into(),
            native_name: native_name.map(Into::into),
            country: None,
            role: "Chief Procurement Officer, Osaka Valves".into(),
            warmth: Some(63.0),
            why: "Closeness 71. You wrote 34 times, they 29.".into(),
        }
    }

    fn page_of(open: Vec<KeyRow>, confirmed: usize, decided: usize) -> KeyPage {
        let named = |id| Named { id, slug: format!("key-{id}"), name: format!("Key Person {id}") };
        let confirmed = (1..=confirmed as i64).map(named).collect();
        KeyPage {
            proposed: open.len() + decided,
            open,
            confirmed,
            decided,
            up_to: 50,
            has_more: false,
            decides: true,
            runs: true,
        }
    }

    #[test]
    fn two_wait_and_one_is_confirmed() {
        let open = vec![row(7, "Keiko Watanabe", Some("渡辺 恵子")), row(8, "Nour Al-Khatib", None)];
        insta::assert_snapshot!(list(&page_of(open, 1, 1)).into_string());
    }

    #[test]
    fn all_are_decided() {
        insta::assert_snapshot!(
            list(&KeyPage { has_more: true, ..page_of(Vec::new(), 2, 50) }).into_string()
        );
    }

    #[test]
    fn there_is_nobody_to_propose() {
        insta::assert_snapshot!(list(&page_of(Vec::new(), 0, 0)).into_string());
    }
}
