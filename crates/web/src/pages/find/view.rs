//! The palette and its page: the same choices, once as a list box that is walked with the arrow keys, once as links.

use maud::{Markup, html};

use super::{Choice, Found, Group, Piece, Sign, Target};
use crate::parts::{icon, mark, pagehead, script_of, sec};
use crate::words::find as words;

/// The page without a script.
pub fn page(found: &Found) -> Markup {
    let title = words::title(found.is_for_log);
    html! {
        (pagehead(None, title, None, None))
        form.filters action="/find" method="get" role="search" {
            @if found.is_for_log { input type="hidden" name="for" value="log"; }
            label.sr for="find" { (words::LABEL) }
            input.input.search #find type="search" name="q" value=(found.typed) autocomplete="off";
            button.btn { (words::FIND) }
        }
        @for (at, group) in found.groups.iter().enumerate() {
            (sec(&format!("found-{at}"), &group.title, None, html! {
                ul.choices { @for choice in &group.choices { li { (link(choice)) } } }
            }))
        }
        @if found.groups.is_empty() { p.soft { (words::nothing(&found.typed)) } }
    }
}

/// The palette as it opens.
pub fn palette(found: &Found) -> Markup {
    html! {
        form action="/find" method="get" role="search" {
            @if found.is_for_log { input type="hidden" name="for" value="log"; }
            label {
                (icon("search"))
                span.sr { (words::title(found.is_for_log)) ". " (words::LABEL) }
                input type="text" name="q" role="combobox" aria-expanded="true" aria-controls="palette-options"
                    aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false"
                    placeholder=(words::placeholder(found.is_for_log));
            }
        }
        div #palette-options role="listbox" aria-label=(words::RESULTS) { (options(found)) }
        form #palette-change method="post" hidden {}
        div.keys {
            span { kbd { "↑" } " " kbd { "↓" } " " (words::CHOOSE) }
            span { kbd { "Enter" } " " (words::OPEN) }
            @if !found.is_for_log {
                span { kbd { ">" } " " (words::ONLY_COMMANDS) }
                span { kbd { "@" } " " (words::ONLY_PEOPLE) }
            }
            span { kbd { "Esc" } " " (words::CLOSE) }
        }
    }
}

/// What stands in the list box.
pub fn options(found: &Found) -> Markup {
    let mut number = 0;
    html! {
        @for (at, group) in found.groups.iter().enumerate() { (options_of(group, at, &mut number)) }
        @if found.groups.is_empty() {
            div.group role="option" aria-disabled="true" aria-selected="false" { (words::nothing(&found.typed)) }
        }
    }
}

fn options_of(group: &Group, at: usize, number: &mut usize) -> Markup {
    let title = format!("palette-group-{at}");
    html! {
        div role="group" aria-labelledby=(title) {
            div.group id=(title) role="presentation" { (group.title) }
            @for choice in &group.choices {
                @let id = { *number += 1; format!("palette-{number}") };
                @let selected = if *number == 1 { "true" } else { "false" };
                @match &choice.target {
                    Target::Page(address) => {
                        a role="option" id=(id) href=(address) tabindex="-1" aria-selected=(selected) { (inside(choice)) }
                    }
                    Target::Change(address, field) => {
                        button role="option" id=(id) form="palette-change" formaction=(address) tabindex="-1"
                            name=[field.map(|f| f.0)] value=[field.map(|f| f.1)] aria-selected=(selected) {
                            (inside(choice))
                        }
                    }
                }
            }
        }
    }
}

fn link(choice: &Choice) -> Markup {
    match &choice.target {
        Target::Page(address) => html! { a href=(address) { (inside(choice)) } },
        Target::Change(address, field) => html! {
            form method="post" action=(address) {
                button name=[field.map(|f| f.0)] value=[field.map(|f| f.1)] { (inside(choice)) }
            }
        },
    }
}

fn inside(choice: &Choice) -> Markup {
    let name: String = choice.name.iter().map(|(piece, _)| piece.as_str()).collect();
    let script = script_of(&name, None).filter(|_| choice.is_person);
    let direction = script.filter(|script| script.is_rtl).map(|_| "rtl");
    let class = if choice.is_person { "name small" } else { "" };
    html! {
        @match choice.sign {
            Sign::Icon(name) => (icon(name)),
            Sign::Warmth(warmth) => (mark(warmth)),
        }
        span {
            bdi class=(class) lang=[script.and_then(|script| script.lang)] dir=[direction] {
                (marked(&choice.name))
            }
            @if !choice.sub.is_empty() { " " span.sub { (marked(&choice.sub)) } }
        }
        span { @if let Some(key) = choice.key { kbd { (key) } } }
    }
}

fn marked(pieces: &[Piece]) -> Markup {
    html! {
        @for (piece, is_typed) in pieces {
            @if *is_typed { mark { (piece) } } @else { (piece) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        let keiko = Choice {
            sign: Sign::Warmth(64.0),
            name: vec![("Keiko ".into(), false), ("Wat".into(), true), ("anabe".into(), false)],
            is_person: true,
            sub: vec![("渡辺 恵子 · Sakai Bearings · 47 days, usual 21".into(), false)],
            key: None,
            target: Target::Page("/people/keiko-watanabe".into()),
        };
        let undo = Choice {
            sign: Sign::Icon("undo-2"),
            name: vec![(words::UNDO_LAST.into(), false)],
            is_person: false,
            sub: vec![("call with Keiko Watanabe".into(), false)],
            key: Some("Z"),
            target: Target::Change("/settings/theme", Some(("theme", "dark"))),
        };
        let group = |title: &str, choice| Group { title: title.into(), choices: vec![choice] };
        Found {
            typed: "wat".into(),
            is_for_log: false,
            groups: vec![group("People", keiko), group("Do", undo)],
        }
    }

    #[test]
    fn options_are_one_list_box() {
        insta::assert_snapshot!(pretty(options(&found())), @r##"<div role="group" aria-labelledby="palette-group-0">
<div class="group" id="palette-group-0" role="presentation">People</div>
<a role="option" id="palette-1" href="/people/keiko-watanabe" tabindex="-1" aria-selected="true">
<svg class="mark w4" aria-hidden="true">
<use href="icons.svg#w4">
</use>
</svg>
<span>
<bdi class="name small">Keiko <mark>Wat</mark>anabe</bdi> <span class="sub">渡辺 恵子 · Sakai Bearings · 47 days, usual 21</span>
</span>
<span>
</span>
</a>
</div>
<div role="group" aria-labelledby="palette-group-1">
<div class="group" id="palette-group-1" role="presentation">Do</div>
<button role="option" id="palette-2" form="palette-change" formaction="/settings/theme" tabindex="-1" name="theme" value="dark" aria-selected="false">
<svg class="i" aria-hidden="true">
<use href="icons.svg#i-undo-2">
</use>
</svg>
<span>
<bdi class="">Undo the last act</bdi> <span class="sub">call with Keiko Watanabe</span>
</span>
<span>
<kbd>Z</kbd>
</span>
</button>
</div>"##);
    }

    #[test]
    fn the_page_has_links_and_forms() {
        insta::assert_snapshot!(pretty(page(&found())), @r##"<header class="pagehead">
<h1>Find or do</h1>
</header>
<form class="filters" action="/find" method="get" role="search">
<label class="sr" for="find">A person, a page or something to do</label>
<input class="input search" id="find" type="search" name="q" value="wat" autocomplete="off">
<button class="btn">Find</button>
</form>
<section class="sec" aria-labelledby="found-0">
<div class="sechead">
<h2 id="found-0">People</h2>
</div>
<ul class="choices">
<li>
<a href="/people/keiko-watanabe">
<svg class="mark w4" aria-hidden="true">
<use href="icons.svg#w4">
</use>
</svg>
<span>
<bdi class="name small">Keiko <mark>Wat</mark>anabe</bdi> <span class="sub">渡辺 恵子 · Sakai Bearings · 47 days, usual 21</span>
</span>
<span>
</span>
</a>
</li>
</ul>
</section>
<section class="sec" aria-labelledby="found-1">
<div class="sechead">
<h2 id="found-1">Do</h2>
</div>
<ul class="choices">
<li>
<form method="post" action="/settings/theme">
<button name="theme" value="dark">
<svg class="i" aria-hidden="true">
<use href="icons.svg#i-undo-2">
</use>
</svg>
<span>
<bdi class="">Undo the last act</bdi> <span class="sub">call with Keiko Watanabe</span>
</span>
<span>
<kbd>Z</kbd>
</span>
</button>
</form>
</li>
</ul>
</section>"##);
    }

    #[test]
    fn nothing_found_says_so() {
        let nothing = Found { groups: Vec::new(), ..found() };
        insta::assert_snapshot!(pretty(options(&nothing)), @r##"<div class="group" role="option" aria-disabled="true" aria-selected="false">Nobody and nothing is called “wat”.</div>"##);
    }

    /// A tag a line, and icons without the hash of their file.
    fn pretty(markup: Markup) -> String {
        let icons = crate::assets::url("icons.svg");
        markup.into_string().replace(icons, "icons.svg").replace("><", ">\n<")
    }
}
