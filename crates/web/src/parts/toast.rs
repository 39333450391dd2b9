//! The toast: what was done, and the button that takes it back.

use maud::{Markup, html};
use model::ActId;

use crate::words::shell as words;

/// What was done, as the toast tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// In words.
    pub words: String,
    /// The act to take back; none if it cannot be.
    pub act: Option<ActId>,
}

impl Done {
    /// An act that can be taken back.
    pub fn act(words: impl Into<String>, act: ActId) -> Done {
        Done { words: words.into(), act: Some(act) }
    }

    /// Something that needs no taking back.
    pub fn plain(words: impl Into<String>) -> Done {
        Done { words: words.into(), act: None }
    }
}

/// The toast. It stands in the status region `#toasts`; the script takes it away after eight seconds.
pub fn toast(done: &Done) -> Markup {
    html! {
        div.toast {
            span { (done.words) }
            @if let Some(act) = done.act {
                form method="post" action={ "/acts/" (act.0) "/undo" } hx-post={ "/acts/" (act.0) "/undo" } {
                    button { (words::UNDO) }
                }
            }
        }
    }
}
