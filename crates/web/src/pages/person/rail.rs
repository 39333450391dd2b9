//! Beside the numbers: what is worth knowing, how they are reached, positions, dates, who else knows them, notes.

use app::features::details::Kind;
use app::features::identities::ShownAddress;
use app::features::interactions::Note;
use app::features::portrait::{Other, Portrait};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use super::shown::PersonView;
use super::{changes, habits};
use crate::look::Look;
use crate::pages::queue;
use crate::parts::{icon, mark_or_icon, name_link, sec};
use crate::words::{delegates, person as words};

/// Where the owner's words stand that are told as facts.
const FACTS: [Kind; 7] = [
    Kind::Address,
    Kind::HowMet,
    Kind::Family,
    Kind::Health,
    Kind::Interests,
    Kind::Remember,
    Kind::Language,
];

/// The rail.
pub fn rail(look: &Look, view: &PersonView, is_now: bool) -> Markup {
    let portrait = &view.portrait;
    let edit =
        is_now.then(|| html! { a.note href={ "/people/" (view.asked.slug) "/edit" } { (words::EDIT) } });
    html! {
        aside {
            (sec("known", words::KNOWN, edit, facts(portrait)))
            (sec("reached", words::REACHED, None, addresses(look, &portrait.addresses)))
            @if !portrait.positions.is_empty() || portrait.line.organization.is_some() {
                (sec("positions", words::POSITIONS, None, positions(portrait)))
            }
            (dates(look, view))
            (habits::habits_section(&view.habits))
            @if !portrait.others.is_empty() {
                (sec("others", &words::who_else(&view.head.name), None, others(look, portrait)))
            }
            (sec("notes", words::NOTES, None, notes(look, view, is_now)))
            @if is_now && !portrait.delegates.is_empty() {
                (sec("ask", delegates::ASK_THEM, None, queue::ask_form(
                    &format!("/people/{}/ask", view.asked.slug), look, &portrait.delegates)))
            }
            (changes::past_form(look, view))
        }
    }
}

fn facts(portrait: &Portrait) -> Markup {
    let said = || FACTS.into_iter().filter_map(|kind| Some((kind, portrait.said.get(&kind)?)));
    let cadence = portrait.line.cadence_days;
    html! {
        @if said().next().is_none() && cadence.is_none() { p.meta { (words::NOTHING_KNOWN) } }
        ul.facts {
            @for (kind, value) in said() {
                li { span.breaks { (lines(value)) } span.src { (words::kind(kind)) } }
            }
            @if let Some(days) = cadence { li { span { (words::cadence(days)) } span.src { (words::BY_YOU) } } }
        }
    }
}

fn addresses(look: &Look, addresses: &[ShownAddress]) -> Markup {
    html! {
        @if addresses.is_empty() { p.meta { (words::NO_ADDRESS) } }
        ul.facts {
            @for address in addresses {
                li { span.breaks { (address_link(address)) } span.src { (address_state(look, address)) } }
            }
        }
    }
}

fn address_link(address: &ShownAddress) -> Markup {
    let value = &address.value;
    match address.kind.as_str() {
        "email" => html! { a.link href={ "mailto:" (value) } { (value) } },
        "phone" => html! { a.link href={ "tel:" (value) } { (value) } },
        "profile" => html! { a.link href={ "https://" (value) } rel="noreferrer" { (value) } },
        _ => html! { (value.split_once(':').map_or(value.as_str(), |(_, name)| name)) },
    }
}

fn address_state(look: &Look, address: &ShownAddress) -> String {
    let day = |at: Timestamp| look.day_short(at.to_zoned(look.zone.clone()).date());
    match (address.bounced_at, address.away_at, address.last_seen) {
        (Some(at), ..) => words::bounced(&day(at)),
        (_, Some(away), seen) if seen.is_none_or(|seen| seen <= away) => words::away(&day(away)),
        (.., Some(seen)) => words::last_seen(&day(seen)),
        _ => words::NEVER_SEEN.to_owned(),
    }
}

fn positions(portrait: &Portrait) -> Markup {
    let said = portrait.said.get(&Kind::Organization).or(portrait.said.get(&Kind::Title));
    let by_domain = portrait.positions.is_empty() && said.is_none();
    let current = words::role(&portrait.line.title, portrait.line.organization.as_deref());
    html! {
        ul.facts {
            @if said.is_some() { li { span { (current) } span.src { (words::BY_YOU) } } }
            @if by_domain { li { span { (current) } span.src { (words::BY_DOMAIN) } } }
            @for (organization, title) in &portrait.positions {
                li {
                    span { (words::role(title, Some(organization.as_str()).filter(|o| !o.is_empty()))) }
                    span.src { (words::BY_CARD) }
                }
            }
        }
    }
}

fn dates(look: &Look, view: &PersonView) -> Markup {
    let birthday = view.portrait.line.birthday.as_deref().and_then(|text| birthday(text, view.day));
    let first = view.portrait.numbers.as_ref().map(|n| n.now.first_contact);
    if birthday.is_none() && first.is_none() {
        return PreEscaped(String::new());
    }
    let content = html! {
        ul.facts {
            @if let Some((day, age)) = birthday {
                li { span { (words::birthday(age)) } span.src { (look.day(day)) } }
            }
            @if let Some(first) = first {
                li { span { (words::FIRST_CONTACT) } span.src { (look.day(first)) } }
                @if let Some((day, years)) = next_year_of(first, view.day) {
                    li { span { (words::known_since(years)) } span.src { (look.day(day)) } }
                }
            }
        }
    };
    sec("dates", words::DATES, None, content)
}

/// The next birthday from a day on, and how old they become if the year is known.
fn birthday(text: &str, from: Date) -> Option<(Date, Option<i16>)> {
    let (year, month_day) = match text.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => (text.get(..4)?.parse::<i16>().ok(), text.get(5..)?),
    };
    let (month, day) = month_day.split_once('-')?;
    let (month, day) = (month.parse::<i8>().ok()?, day.parse::<i8>().ok()?);
    // The 29th of February is kept on the 28th in other years.
    let in_year = |y: i16| Date::new(y, month, day).or_else(|_| Date::new(y, month, day - 1)).ok();
    let next = in_year(from.year()).filter(|d| *d >= from).or_else(|| in_year(from.year() + 1))?;
    Some((next, year.map(|born| next.year() - born)))
}

/// The next day on which the first contact is a whole number of years ago.
fn next_year_of(first: Date, from: Date) -> Option<(Date, i16)> {
    let (next, years) = birthday(&first.to_string(), from)?;
    years.filter(|years| *years > 0).map(|years| (next, years))
}

fn others(look: &Look, portrait: &Portrait) -> Markup {
    let more = portrait.others_count - portrait.others.len();
    html! {
        ul.facts { @for other in &portrait.others { (someone_else(look, other)) } }
        p.meta { @if more > 0 { (words::others_more(more)) " " } (words::AS_SEEN) }
    }
}

fn someone_else(look: &Look, other: &Other) -> Markup {
    let warmth = other.line.tie.as_ref().map_or(Some(0.0), |tie| tie.warmth);
    html! {
        li {
            span.who.small {
                (mark_or_icon(warmth))
                (name_link(&other.line.slug, &other.line.name, other.line.country.as_deref()))
                span.sub {
                    (words::other(other.touches, &look.day_short(other.last_contact)))
                    @if other.line.is_colleague { ", " (words::COLLEAGUE) }
                }
            }
            span.num.src { @if let Some(points) = other.closeness { (format!("{points:.0}")) } }
        }
    }
}

fn notes(look: &Look, view: &PersonView, is_now: bool) -> Markup {
    html! {
        @for note in &view.portrait.notes { (note_shown(look, view, note, is_now)) }
        @if is_now { (changes::note_form(view)) }
    }
}

fn note_shown(look: &Look, view: &PersonView, note: &Note, is_now: bool) -> Markup {
    html! {
        div.note-shown {
            p.meta {
                (look.day(note.at.to_zoned(look.zone.clone()).date()))
                @if let Some(by) = &note.by { ", " (delegates::by(by)) }
            }
            @if note.is_private { p.private { (icon("eye-off")) (words::ONLY_YOU) } }
            p.note-text.breaks { (lines(&note.text)) }
            @if is_now { (changes::note_change_form(view, note)) }
        }
    }
}

/// A text with its line breaks.
fn lines(text: &str) -> Markup {
    html! { @for (n, line) in text.lines().enumerate() { @if n > 0 { br; } bdi { (line) } } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_next_birthday_is_told_with_the_age_where_the_year_is_known() {
        let from = date(2026, 11, 17);
        for (text, expected) in [
            ("1966-01-09", Some((date(2027, 1, 9), Some(61)))),
            ("--11-17", Some((date(2026, 11, 17), None))),
            ("2000-02-29", Some((date(2027, 2, 28), Some(27)))),
            ("garbage", None),
        ] {
            assert_eq!(birthday(text, from), expected, "{text}");
        }
        assert_eq!(next_year_of(date(2026, 11, 3), from), Some((date(2027, 11, 3), 1)));
    }
}
