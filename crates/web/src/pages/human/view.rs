//! Everything about one human as lists, a section a sort of thing; and what forgetting takes away, with the field to confirm it.

use app::features::keeping::human::{AddressHeld, ContactHeld, Everything, Foreseen, RecordHeld};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::look::Look;
use crate::parts::{notice, notice_bad, pagehead, sec};
use crate::words::human as words;

/// Lines of one section on the page; all are in the download.
const MOST_LINES: usize = 100;

/// Everything.
pub(super) fn everything(look: &Look, slug: &str, all: &Everything) -> Markup {
    let download = html! {
        a.btn href={ "/people/" (slug) "/everything.json" } download { (words::DOWNLOAD) }
        a.btn.danger href={ "/people/" (slug) "/forget" } { (words::FORGET_MENU) }
    };
    html! {
        (pagehead(Some(&all.name), words::EVERYTHING, Some(html! { (words::EVERYTHING_DEK) }), Some(download)))
        (section(look, "addresses", words::ADDRESSES, &all.addresses, |a| address(look, a)))
        (section(look, "names", words::NAMES, &all.names, |n| {
            line(&n.name, &[&words::given_by(n.given_by, &look.number(n.uses)), &n.address])
        }))
        (section(look, "positions", words::POSITIONS, &all.positions, |p| {
            line(&joined(&[&p.title, &p.organization]), &[&words::seen(&look.day(p.seen)), &p.address])
        }))
        (section(look, "cards", words::CARDS, &all.cards, |c| {
            line(&format!("{}: {}", c.kind, c.value), &[&words::seen(&look.day(c.seen)), &c.address])
        }))
        (section(look, "said", words::SAID, &all.said, |s| {
            line(&format!("{}: {}", s.kind.replace('_', " "), s.value), &[&day(look, s.at)])
        }))
        (section(look, "notes", words::NOTES, &all.notes, |n| {
            line(&n.text, &[&day(look, n.at), if n.private { words::PRIVATE } else { "" }])
        }))
        (section(look, "records", words::RECORDS, &all.records, |r| line(&r.place, &[&r.source])))
        (section(look, "contacts", words::CONTACTS, &all.contacts, |c| contact(look, c)))
        (section(look, "ties", words::TIES, &all.ties, |t| {
            let n = look.number(i64::try_from(t.touches).unwrap_or(i64::MAX));
            line(&t.with, &[&words::touches(&n, &look.day(t.first), &look.day(t.last))])
        }))
        (section(look, "acts", words::ACTS, &all.acts, |a| line(&a.what, &[&day(look, a.at)])))
        (section(look, "handed", words::HANDED, &all.handed, |h| line(&h.value, &[&day(look, h.at)])))
        (section(look, "introductions", words::INTRODUCTIONS, &all.introductions, |i| line(&i.value, &[&day(look, i.at)])))
        (section(look, "dismissals", words::DISMISSALS, &all.dismissals, |d| line(&d.value, &[&day(look, d.at)])))
        (section(look, "holds", words::HOLDS, &all.holds, |h| {
            line(&words::hold(&h.what(), &h.reason, &h.set_by, &day(look, h.set_at)), &[])
        }))
    }
}

/// A section with its lines; nothing where there is none.
fn section<T>(look: &Look, id: &str, title: &str, all: &[T], shown: impl Fn(&T) -> Markup) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    let count = |n: usize| look.number(i64::try_from(n).unwrap_or(i64::MAX));
    let lines = html! {
        ul.facts { @for one in all.iter().take(MOST_LINES) { (shown(one)) } }
        @if all.len() > MOST_LINES { p.meta { (words::more(&count(all.len() - MOST_LINES))) } }
    };
    sec(id, title, Some(html! { span.note { (count(all.len())) } }), lines)
}

fn line(main: &str, about: &[&str]) -> Markup {
    let about = joined(about);
    html! {
        li.breaks {
            span { bdi { (main) } @if !about.is_empty() { span.sub { (about) } } }
        }
    }
}

fn address(look: &Look, held: &AddressHeld) -> Markup {
    let sources: Vec<String> = held
        .sources
        .iter()
        .map(|(source, n)| words::told_by(&look.number(i64::try_from(*n).unwrap_or(i64::MAX)), source))
        .collect();
    line(&held.address, &[&sources.join(", ")])
}

fn contact(look: &Look, held: &ContactHeld) -> Markup {
    let places: Vec<&str> = held.records.iter().map(|RecordHeld { place, .. }| place.as_str()).collect();
    let places = if places.is_empty() { words::LOGGED.to_owned() } else { places.join(", ") };
    let title = if held.title.is_empty() { held.kind } else { &held.title };
    line(title, &[&look.day_time(held.at), held.kind, held.part, &held.address, &places])
}

fn joined(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    filled.join(", ")
}

fn day(look: &Look, at: Timestamp) -> String {
    look.day(at.to_zoned(look.zone.clone()).date())
}

/// Forgetting, before it is done.
pub(super) fn forget(look: &Look, foreseen: &Foreseen, was_mistyped: bool) -> Markup {
    let count = |n: usize| look.number(i64::try_from(n).unwrap_or(i64::MAX));
    let Foreseen { slug, name, addresses, contacts, shared, notes, is_owner, holds, namesakes, .. } =
        foreseen;
    let page = format!("/people/{slug}");
    html! {
        (pagehead(Some(name), words::FORGET, Some(html! { (words::FORGET_DEK) }), None))
        @if was_mistyped { (notice_bad(html! { (words::NOT_THE_NAME) }, None)) }
        @if *is_owner { (notice(html! { (words::THIS_IS_YOU) }, None)) }
        @for hold in holds {
            (notice(
                html! { (words::HELD) ". " (words::hold(&hold.what(), &hold.reason, &hold.set_by, &day(look, hold.set_at))) },
                Some(html! { a.btn.small href="/settings/erasure#holds" { (words::TO_HOLDS) } }),
            ))
        }
        (sec("goes", words::GOES, None, html! {
            ul.facts { @for one in words::goes(&count(*addresses), &count(*contacts), &count(*notes)) { li { span { (one) } } } }
        }))
        (sec("stays", words::STAYS, None, html! {
            ul.facts {
                @if *shared > 0 { li { span { (words::shared(&count(*shared), name)) } } }
                @for (slug, name) in namesakes {
                    li { a.link href={ "/people/" (slug) } { (words::namesake(name)) } }
                }
                li { span { (words::KEPT_OUT) } }
                li { span { (words::BACKUPS) } }
            }
        }))
        @if !*is_owner && holds.is_empty() {
            form.narrowform method="post" action={ (page) "/forget" } {
                div.field {
                    label for="name" { (words::TYPE_NAME) }
                    input #name name="name" required autocomplete="off" placeholder=(name);
                }
                div.actions {
                    button.btn.danger { (words::DO_FORGET) }
                    a.btn href=(page) { (words::KEEP) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::features::keeping::hold::Hold;
    use jiff::tz::TimeZone;
    use model::PersonId;

    fn foreseen() -> Foreseen {
        Foreseen {
            person: PersonId(7),
            slug: "ana".into(),
            name: "Ana <Lopez>".into(),
            addresses: 2,
            contacts: 1_204,
            shared: 12,
            notes: 1,
            is_owner: false,
            holds: Vec::new(),
            namesakes: vec![("ana-2".into(), "Ana <Lopez>".into())],
        }
    }

    fn look() -> Look {
        Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap())
    }

    #[test]
    fn what_forgetting_takes_is_said_before() {
        insta::assert_snapshot!(forget(&look(), &foreseen(), false).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn a_hold_leaves_no_button() {
        let hold = Hold {
            id: 9,
            person: Some((7, "ana".into(), "Ana <Lopez>".into())),
            from: None,
            until: None,
            reason: "case 12".into(),
            set_by: "Marit".into(),
            set_at: "2026-11-01T07:00:00Z".parse().unwrap(),
            lifted: None,
        };
        let page = forget(&look(), &Foreseen { holds: vec![hold], ..foreseen() }, false).into_string();
        assert!(page.contains("case 12") && page.contains("Marit"), "{page}");
        assert!(!page.contains("<form"), "{page}");
    }
}
