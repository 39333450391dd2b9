//! The head of a page, its sections, and what stands in them when there is nothing or something went wrong.

use maud::{Markup, html};

use crate::parts::icon;

/// The head of a page: what is true today, why, and at most two buttons.
pub fn pagehead(kicker: Option<&str>, title: &str, dek: Option<Markup>, acts: Option<Markup>) -> Markup {
    html! {
        header.pagehead {
            @if let Some(kicker) = kicker { p.kicker { (kicker) } }
            h1 { (title) }
            @if let Some(dek) = dek { p.dek { (dek) } }
            @if let Some(acts) = acts { div.acts { (acts) } }
        }
    }
}

/// A section with its heading; `note` is a note or a link at the end of the heading's line.
pub fn sec(id: &str, title: &str, note: Option<Markup>, content: Markup) -> Markup {
    html! {
        section.sec aria-labelledby=(id) {
            div.sechead { h2 id=(id) { (title) } @if let Some(note) = note { (note) } }
            (content)
        }
    }
}

/// Nothing to do, nothing found, or the first time: what is so, and the one step from here.
pub fn empty(title: &str, words: &str, acts: Option<Markup>) -> Markup {
    html! {
        div.empty { h2 { (title) } p { (words) } @if let Some(acts) = acts { (actions(acts)) } }
    }
}

/// What is being made in the background: the page asks for itself until it is there, and a link does without a script.
pub fn on_its_way(title: &str, words: &str, act: Markup) -> Markup {
    html! {
        div #coming aria-live="polite" hx-get="" hx-trigger="every 2s" hx-target="#main" hx-select="#main" hx-swap="outerHTML" {
            (empty(title, words, Some(act)))
        }
    }
}

/// A condition that stays until it is solved.
pub fn notice(words: Markup, act: Option<Markup>) -> Markup {
    html! { div.notice { (icon("info")) span { (words) } @if let Some(act) = act { (act) } } }
}

/// Something went wrong: what happened, what is safe, what to press.
pub fn notice_bad(words: Markup, act: Option<Markup>) -> Markup {
    html! {
        div.notice.bad role="alert" { (icon("circle-alert")) span { (words) } @if let Some(act) = act { (act) } }
    }
}

/// A line of buttons.
pub fn actions(buttons: Markup) -> Markup {
    html! { div.actions { (buttons) } }
}
