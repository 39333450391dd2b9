//! The toast: what was done, and the button that takes it back.

use maud::{Markup, html};
use model::ActId;

use crate::words::shell as words;

/// What was done, as the toast tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// In words.
    pub words: String,
    /// The act.
    pub act: ActId,
    /// It can be taken back.
    pub can_undo: bool,
}

impl Done {
    /// An act that can be taken back.
    pub fn act(words: impl Into<String>, act: ActId) -> Done {
        Done { words: words.into(), act, can_undo: true }
    }
}

impl From<app::features::acts::Done> for Done {
    fn from(done: app::features::acts::Done) -> Done {
        Done::act(done.subject, done.act)
    }
}

/// The toast. It stands in the status region `#toasts`; the script takes it away after eight seconds.
///
/// Taking back goes to the page it was pressed on: htmx takes main and toasts out of it, so that the page stays where it
/// was scrolled to.
pub fn toast(done: &Done) -> Markup {
    html! {
        div.toast {
            span.sentence[begins_a_sentence(&done.words)] { (done.words) }
            @if done.can_undo {
                form method="post" action={ "/acts/" (done.act.0) "/undo" } hx-post={ "/acts/" (done.act.0) "/undo" }
                    hx-target="#main" hx-select="#main" hx-select-oob="#toasts" {
                    button { (words::UNDO) }
                }
            }
        }
    }
}

/// What was done is told as the log tells it, without a capital; here it begins a sentence, unless it begins with an address
/// or a path.
fn begins_a_sentence(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    first.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_taken_back_has_no_button() {
        let done = Done { words: "taken back: a call".into(), act: ActId(7), can_undo: false };
        insta::assert_snapshot!(toast(&done).into_string(), @r##"<div class="toast"><span class="sentence">taken back: a call</span></div>"##);
        insta::assert_snapshot!(toast(&Done::act("call with Keiko Watanabe", ActId(8))).into_string(), @r##"<div class="toast"><span class="sentence">call with Keiko Watanabe</span><form method="post" action="/acts/8/undo" hx-post="/acts/8/undo" hx-target="#main" hx-select="#main" hx-select-oob="#toasts"><button>Undo</button></form></div>"##);
    }
}
