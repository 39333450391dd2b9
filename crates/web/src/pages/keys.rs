//! The list of keys: a page, and the same in a dialog when `?` is pressed.

use app::access::Right;
use maud::{Markup, html};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::parts::pagehead;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::keys as words;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/keys", Who::Member(Right::Belong), page)
}

async fn page(visit: Visit) -> Answer {
    let note =
        html! { p.meta { (words::note(visit.look.keys)) " " a href="/settings" { (words::SETTINGS) } } };
    let body = html! { (pagehead(None, words::TITLE, None, None)) (list()) (note) };
    let dialog = html! { h2 { (words::TITLE) } (list()) (note) };
    Ok(visit.respond(&Page::new(words::TITLE, Section::None, body), dialog))
}

fn list() -> Markup {
    html! {
        dl.kv.keylist {
            @for (keys, what) in words::KEYS {
                dt { @for key in keys.split(' ') { kbd { (key) } " " } }
                dd { (what) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_a_key() {
        insta::assert_snapshot!(list().into_string().replace("</dd>", "</dd>\n"), @r##"<dl class="kv keylist"><dt><kbd>Ctrl</kbd> <kbd>K</kbd> </dt><dd>Find a person, a page, or something to do</dd>
<dt><kbd>/</kbd> </dt><dd>Search on this page</dd>
<dt><kbd>J</kbd> <kbd>K</kbd> </dt><dd>To the next person, to the one before</dd>
<dt><kbd>Enter</kbd> </dt><dd>Open</dd>
<dt><kbd>L</kbd> </dt><dd>Log contact</dd>
<dt><kbd>W</kbd> </dt><dd>Write</dd>
<dt><kbd>R</kbd> </dt><dd>Later</dd>
<dt><kbd>X</kbd> </dt><dd>Select</dd>
<dt><kbd>Z</kbd> </dt><dd>Undo the last act</dd>
<dt><kbd>G</kbd> <kbd>T</kbd> </dt><dd>To Today</dd>
<dt><kbd>G</kbd> <kbd>P</kbd> </dt><dd>To People</dd>
<dt><kbd>G</kbd> <kbd>M</kbd> </dt><dd>To the map</dd>
<dt><kbd>G</kbd> <kbd>O</kbd> </dt><dd>To Goals</dd>
<dt><kbd>G</kbd> <kbd>S</kbd> </dt><dd>To Sources</dd>
<dt><kbd>?</kbd> </dt><dd>This list</dd>
</dl>"##);
    }
}
