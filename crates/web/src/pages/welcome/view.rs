//! The three ways, what leaves this server, and the page that waits for the first import.

use maud::{Markup, html};

use super::twelve::{Row, Typed};
use crate::parts::{icon, notice_bad};
use crate::words::welcome as words;

/// What the first page tells besides its three ways.
#[derive(Clone, Debug, Default)]
pub(super) struct Welcome {
    /// Somebody was named by hand.
    pub has_people: bool,
    /// Why the last import could not go on.
    pub failed: Option<String>,
}

/// How far the first import has got.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Of the bytes there are.
    pub percent: u64,
    /// Items, as a number is written.
    pub records: String,
    /// About how long it will take.
    pub seconds_left: Option<u64>,
}

pub(super) fn page(welcome: &Welcome) -> Markup {
    html! {
        h1 { (words::headline(welcome.has_people)) }
        p.lead { (words::DEK) }
        @if let Some(why) = &welcome.failed {
            (notice_bad(html! { b { (words::FAILED) } " " (why) }, Some(html! { a.link href="/sources" { (words::SOURCES) } })))
        }
        div.ways { (files()) (sample()) (names()) }
        section.leaves {
            div.sechead { h2 { (words::LEAVES) } }
            p.soft { (words::NOTHING_LEAVES) }
        }
    }
}

fn files() -> Markup {
    html! {
        section {
            p.ord aria-hidden="true" { "1" }
            h2 { (words::FILES) }
            p { (words::FILES_HOW) }
            form.stack method="post" action="/sources/files" enctype="multipart/form-data" {
                div.field {
                    label for="files" { (words::CHOOSE) }
                    input #files type="file" name="files" multiple required;
                }
                div.actions {
                    button.btn.primary { (icon("folder-open")) (words::BRING) }
                    a.btn.plain href="/sources" { (words::FOLDER) }
                }
            }
        }
    }
}

fn sample() -> Markup {
    html! {
        section {
            p.ord aria-hidden="true" { "2" }
            h2 { (words::SAMPLE) }
            p { (words::SAMPLE_HOW) }
            form.actions method="post" action="/welcome/sample" { button.btn { (words::LOAD_SAMPLE) } }
        }
    }
}

fn names() -> Markup {
    html! {
        section {
            p.ord aria-hidden="true" { "3" }
            h2 { (words::TWELVE) }
            p { (words::TWELVE_HOW) }
            div.actions { a.btn href="/welcome/twelve" { (words::START_LIST) } }
        }
    }
}

/// Asks for the page again until there is something to show.
pub(super) fn again_soon() -> Markup {
    html! { meta http-equiv="refresh" content="2"; }
}

pub(super) fn reading(reading: &Reading) -> Markup {
    html! {
        h1 { (words::READING) }
        p.lead { (words::READING_DEK) }
        div.prog {
            progress max="100" value=(reading.percent) aria-label=(words::READING) {}
            p.meta { (words::so_far(&reading.records, reading.seconds_left)) }
        }
        div.actions.after { a.btn href="/sources" { (words::SEE_SOURCES) } }
    }
}

/// Who the owner is, and twelve rows for names.
pub(super) fn twelve(typed: &Typed, refused: Option<&str>) -> Markup {
    html! {
        h1 { (words::TWELVE_HEADLINE) }
        p.lead { (words::TWELVE_DEK) }
        @if let Some(refused) = refused { (notice_bad(html! { (refused) }, None)) }
        form.twelve method="post" action="/welcome/twelve" {
            fieldset {
                legend.sechead { h2 { (words::YOU) } }
                div.namerow {
                    (field("me", words::YOUR_NAME, &typed.me, "text", "name"))
                    (field("address", words::YOUR_ADDRESS, &typed.address, "email", "email"))
                }
                p.meta { (words::WHY_ADDRESS) }
            }
            fieldset {
                legend.sechead { h2 { (words::THEY) } }
                ol.namerows { @for (at, row) in typed.rows.iter().enumerate() { li { (name_row(at + 1, row)) } } }
            }
            div.actions {
                button.btn.primary.large { (words::ADD) }
                a.btn.plain href="/welcome" { (words::BACK) }
            }
        }
    }
}

fn name_row(number: usize, row: &Row) -> Markup {
    html! {
        div.namerow {
            (field(&format!("name-{number}"), &words::name(number), &row.name, "text", "off"))
            (field(&format!("how-{number}"), words::HOW, &row.how, "text", "off"))
            (field(&format!("email-{number}"), words::EMAIL, &row.email, "email", "off"))
        }
    }
}

fn field(name: &str, label: &str, value: &str, kind: &str, complete: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type=(kind) value=(value) autocomplete=(complete);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page() {
        insta::assert_snapshot!(page(&Welcome::default()).into_string());
    }

    #[test]
    fn an_import_that_failed_says_why() {
        let page =
            page(&Welcome { has_people: false, failed: Some("the disk is full".into()) }).into_string();
        assert!(page.contains("the disk is full") && page.contains("role=\"alert\""), "{page}");
    }

    #[test]
    fn the_first_import_on_its_way() {
        let told = Reading { percent: 40, records: "12,004".into(), seconds_left: Some(9) };
        insta::assert_snapshot!(reading(&told).into_string());
    }

    #[test]
    fn what_was_typed_is_kept_when_it_is_refused() {
        let mut typed = Typed { me: "Me \"Myself\"".into(), ..Typed::default() };
        typed.rows.truncate(2);
        typed.rows[1] = Row { name: "渡辺 恵子".into(), how: "Osaka".into(), email: "keiko".into() };
        insta::assert_snapshot!(twelve(&typed, Some("“keiko” is not an e-mail address")).into_string());
    }
}
