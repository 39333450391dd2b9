//! The page as rows of the settings: what each is on the left, what is to be said of it on the right.

use maud::{Markup, html};

use crate::parts::pagehead;
use crate::words::colleagues as words;

/// What the page shows.
pub(super) struct Shown {
    /// Colleague mode holds.
    pub is_on: bool,
    /// Who looks may change it.
    pub may_change: bool,
    /// The papers: the end of the address, and the name.
    pub papers: [(&'static str, &'static str); 5],
}

pub(super) fn page(shown: &Shown) -> Markup {
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        div.settings {
            (row("mode", words::MODE, words::MODE_WHY, mode(shown)))
            (row("does", words::DOES, words::DOES_WHY, html! {
                ul.facts { @for effect in words::EFFECTS { li { span { (effect) } } } }
            }))
            (row("readers", words::READERS, words::READERS_WHY, said(&words::EACH_READER)))
            (row("council", words::COUNCIL, words::COUNCIL_WHY, said(&words::COUNCIL_ASKS)))
            (row("officer", words::OFFICER, words::OFFICER_WHY, said(&words::OFFICER_ASKS)))
            (row("papers", words::PAPERS, words::PAPERS_WHY, papers(shown)))
        }
    }
}

fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow id=(id) aria-labelledby={ (id) "-title" } {
            div { h2 id={ (id) "-title" } { (title) } p { (why) } }
            div { (control) }
        }
    }
}

fn mode(shown: &Shown) -> Markup {
    let (next, button) = if shown.is_on { ("off", words::SWITCH_OFF) } else { ("on", words::SWITCH_ON) };
    html! {
        div.stack {
            p { strong { (words::state(shown.is_on)) } }
            @if shown.may_change {
                form.stack method="post" action="/settings/colleagues" {
                    @if shown.is_on { p { (words::BEFORE_OFF) } }
                    button.btn name="mode" value=(next) { (button) }
                }
            } @else {
                p.meta { (words::ONLY_ADMINISTRATORS) }
            }
        }
    }
}

/// Each with what is said of it.
fn said(all: &[(&str, &str)]) -> Markup {
    html! { div.stack { @for (what, words) in all { p { strong { (what) } br; (words) } } } }
}

fn papers(shown: &Shown) -> Markup {
    html! {
        ul.facts {
            @for (end, name) in &shown.papers {
                li { a.link href={ "/settings/colleagues/papers/" (end) } { (name) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Shown =
        Shown { is_on: true, may_change: true, papers: [("works-agreement", "Works agreement"); 5] };

    #[test]
    fn the_mode_is_on_and_explained() {
        insta::assert_snapshot!(page(&SHOWN).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn who_may_not_change_it_is_told_who_may() {
        let drawn = page(&Shown { is_on: false, may_change: false, ..SHOWN }).into_string();
        assert!(drawn.contains(words::IS_OFF) && drawn.contains(words::ONLY_ADMINISTRATORS));
        assert!(!drawn.contains("<form"));
    }
}
