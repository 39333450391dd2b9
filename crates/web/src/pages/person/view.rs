//! The page as markup: head, verdict, and the sections in their order.

use maud::{Markup, html};

use super::chart::{Chart, chart};
use super::numbers::meter;
use super::shown::{Head, Meter, Meters, PersonView};
use super::{changes, habits, rail, timeline};
use crate::look::Look;
use crate::parts::{icon, name_of, native, notice};
use crate::words::{colleagues as colleagues_words, person as words};

/// The page.
pub fn person(look: &Look, view: &PersonView) -> Markup {
    let is_now = view.asked.as_of.is_none() && view.may.change;
    let is_owner = view.portrait.line.is_owner;
    html! {
        (head(look, view, is_now && !is_owner))
        (notices(look, view))
        div.cols {
            div {
                p.verdict { @if is_owner { (words::THIS_IS_YOU) } @else { (view.verdict) } }
                (numbers(view, is_now))
                @if let Some(told) = &view.trend { (habits::trend_section(told)) }
                @if !view.portrait.touches.is_empty() { (touches(view)) }
                @if is_now && !is_owner { (changes::log_form(look, &view.asked.slug)) }
                (timeline::timeline(look, &view.head.name, &view.asked, &view.timeline))
            }
            (rail::rail(look, view, is_now))
        }
    }
}

fn head(look: &Look, view: &PersonView, has_acts: bool) -> Markup {
    let head = &view.head;
    let country = view.portrait.line.country.as_deref();
    html! {
        header.personhead {
            div {
                h1 { (name_of(&head.name, country)) @if let Some(name) = &head.native { " " (native(name, country)) } }
                @if !head.role.is_empty() { p.role { (head.role) } }
                p.place {
                    @if head.is_key { span.tag.solid { (words::KEY) } }
                    @if let Some(place) = &head.place { span { (icon("map-pin")) (place) } }
                    @if let Some(time) = &head.local_time { span { (icon("clock")) (time) } }
                }
            }
            @if has_acts { (acts(look, view, head)) }
        }
    }
}

fn acts(look: &Look, view: &PersonView, head: &Head) -> Markup {
    html! {
        div.acts.actions {
            @if let Some(phone) = &head.phone { a.btn href={ "tel:" (phone) } { (icon("phone")) (words::CALL) } }
            a.btn href="#log" data-key="l" { (icon("pen-line")) (words::LOG) }
            @if let Some(mail) = &head.mail {
                a.btn.primary href={ "mailto:" (mail) } data-key="w" { (icon("mail")) (words::WRITE) }
            }
            (changes::menu(look, view))
        }
    }
}

fn notices(look: &Look, view: &PersonView) -> Markup {
    let line = &view.portrait.line;
    let now = super::asked::Asked { as_of: None, ..view.asked.unfiltered() }.url();
    html! {
        @if view.asked.no_such_day { (notice(html! { (words::NO_SUCH_DAY) }, None)) }
        @if let Some(day) = view.asked.as_of {
            (notice(html! { (words::as_of_notice(&look.day(day))) }, Some(html! { a.btn.small href=(now) { (words::BACK_TO_NOW) } })))
        }
        @if line.nature.word() != "person" { (notice(html! { (words::kept_out(line.nature.word())) }, None)) }
        @if line.is_private { (notice(html! { (words::IS_PRIVATE) }, None)) }
        @if line.is_never { (notice(html! { (words::NEVER) "." }, None)) }
        @if let Some(day) = line.snoozed_until.filter(|day| *day > look.today) {
            (notice(html! { (words::left_alone(&look.day(day))) }, None))
        }
    }
}

fn numbers(view: &PersonView, is_now: bool) -> Markup {
    let Some(Meters { warmth, closeness, drift }) = &view.meters else { return html! {} };
    html! {
        section.sec aria-labelledby="warmth" {
            div.sechead { h2 #warmth { (words::WARMTH) } span.note { (words::WARMTH_NOTE) } }
            @match warmth {
                Some(warmth) => (meter(warmth, fall(warmth))),
                None => p { (colleagues_words::ON_PERSON) " " a.link href="/settings/colleagues" { (colleagues_words::WHY) } },
            }
        }
        @if let Some(drift) = drift {
            section.sec aria-labelledby="drift" {
                div.sechead { h2 #drift { (words::DRIFT) } span.note { (words::DRIFT_NOTE) } }
                (meter(drift, html! {}))
            }
        }
        @if let Some(closeness) = closeness {
            section.sec aria-labelledby="closeness" {
                div.sechead { h2 #closeness { (words::CLOSENESS) } span.note { (words::CLOSENESS_NOTE) } }
                (meter(closeness, changes::closeness_form(view, is_now)))
            }
        }
    }
}

fn fall(warmth: &Meter) -> Markup {
    html! { p.meta.under-meter { (words::BANDS_FIXED) @if let Some(falls) = &warmth.falls { " " (falls) } } }
}

fn touches(view: &PersonView) -> Markup {
    let numbers = view.portrait.numbers.as_ref();
    let overdue = numbers.filter(|n| n.now.drift.is_some());
    let drawn = Chart {
        name: &view.head.name,
        touches: &view.portrait.touches,
        as_of: view.day,
        overdue_days: overdue.map(|n| n.now.silent_for(view.day)),
    };
    html! { section.sec aria-label=(crate::words::touches::CHART_TITLE) { (chart(&drawn)) } }
}
