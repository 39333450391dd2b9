//! What happened, the newest first, with filters and a link to what is older.

use app::features::portrait::{Entry, Side, Timeline, Way};
use maud::{Markup, html};

use super::asked::Asked;
use crate::look::Look;
use crate::parts::{empty, icon};
use crate::words::{delegates, touches as words};

/// The section; htmx puts another part in its place.
pub fn timeline(look: &Look, name: &str, asked: &Asked, part: &Timeline) -> Markup {
    html! {
        section.sec #what aria-labelledby="what-title" {
            div.sechead { h2 #what-title { (words::TOUCHES) } }
            (filters(asked))
            @if part.entries.is_empty() && part.next.is_none() {
                @let is_all = asked.way.is_none() && asked.side.is_none() && asked.from.is_none() && asked.to.is_none();
                (empty(words::NOTHING_HERE, if is_all { words::NOTHING_YET } else { words::NOTHING_HERE_WORDS }, None))
            }
            @if part.entries.is_empty() && part.next.is_some() { p.meta { (words::LOOKED_THROUGH) } }
            ol.timeline { @for entry in &part.entries { (line(look, name, entry)) } }
            (pages(asked, part))
        }
    }
}

fn filters(asked: &Asked) -> Markup {
    let link = |way: Option<Way>| Asked { way, before: None, ..asked.clone() }.url();
    let ways = || std::iter::once(None).chain(Way::ALL.map(Some));
    html! {
        nav.kinds aria-label=(words::TIMELINE_FILTERS) {
            @for way in ways() {
                a href={ (link(way)) "#what" } hx-get=(link(way)) hx-target="#what" hx-push-url="true"
                    aria-current=[(way == asked.way).then_some("true")] {
                    (way.map_or(words::EVERYTHING, words::way))
                }
            }
        }
        nav.kinds aria-label=(words::SIDES) {
            @for side in [None, Some(Side::Theirs), Some(Side::ToThem)] {
                @let link = Asked { side, before: None, ..asked.clone() }.url();
                a href={ (link) "#what" } hx-get=(link) hx-target="#what" hx-push-url="true"
                    aria-current=[(side == asked.side).then_some("true")] {
                    (words::side(side))
                }
            }
        }
        form.dates method="get" action={ "/people/" (asked.slug) "#what" } {
            @if let Some(day) = asked.as_of { input type="hidden" name="as_of" value=(day); }
            @if let Some(way) = asked.way { input type="hidden" name="kind" value=(way.word()); }
            @if let Some(side) = asked.side { input type="hidden" name="by" value=(side.word()); }
            label { (words::FROM) " " input.input type="date" name="from" value=[asked.from]; }
            label { (words::TO) " " input.input type="date" name="to" value=[asked.to]; }
            button.btn.small { (words::FILTER) }
        }
    }
}

fn line(look: &Look, name: &str, entry: &Entry) -> Markup {
    let symbol = match entry.way {
        Way::Mail => "mail",
        Way::Meeting => "calendar",
        Way::Call => "phone",
        Way::Message => "message-circle",
        Way::InPerson => "users",
        Way::Group => "newspaper",
    };
    let day = entry.at.to_zoned(look.zone.clone()).date();
    html! {
        li {
            time datetime=(entry.at) title=(look.time(entry.at)) { (look.day_short(day)) }
            (icon(symbol))
            div {
                p { b.strong { (words::entry(entry, name)) } @if entry.is_cancelled { ", " (words::CALLED_OFF) } }
                @if !entry.title.is_empty() { p.soft.breaks { bdi { (entry.title) } } }
                p.evidence {
                    @if let Some(size) = words::size(entry.way, entry.size) { span { (size) } }
                    @if entry.is_logged { span { (words::LOGGED) @if let Some(by) = &entry.by { ", " (delegates::by(by)) } } }
                    @for source in &entry.sources { span.breaks { (source) } }
                }
            }
        }
    }
}

fn pages(asked: &Asked, part: &Timeline) -> Markup {
    let older = part.next.map(|next| Asked { before: Some(next), ..asked.clone() }.url());
    let newest = asked.before.map(|_| Asked { before: None, ..asked.clone() }.url());
    html! {
        @if older.is_some() || newest.is_some() {
            div.actions {
                @for (href, label) in [(newest, words::NEWEST), (older, words::OLDER)] {
                    @if let Some(href) = href {
                        a.btn.small href={ (href) "#what" } hx-get=(href) hx-target="#what" hx-push-url="true" { (label) }
                    }
                }
            }
        }
    }
}
