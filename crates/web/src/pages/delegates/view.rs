//! The page of delegates as markup.

use app::access::Circle;
use app::features::members::{Entry, Grant, Invitation};
use jiff::Timestamp;
use maud::{Markup, html};

use super::HERE;
use super::form::Granted;
use crate::failure::as_sentence;
use crate::look::Look;
use crate::parts::{empty, notice, notice_bad, pagehead, sec};
use crate::words::delegates as words;

/// The page.
pub(super) struct Shown {
    /// Everybody who was ever invited and came, with the form of what they may.
    pub members: Vec<(Granted, Entry)>,
    /// Whoever did not come yet.
    pub invitations: Vec<(Granted, Invitation)>,
    /// The link that was just made.
    pub link: Option<Link>,
    /// What was typed into the invitation, and why it cannot be.
    pub refused: Option<(Granted, String)>,
}

/// A link that was just made.
pub(super) struct Link {
    /// As it can be sent to them.
    pub url: String,
    pub expires: Timestamp,
}

pub(super) fn page(look: &Look, shown: &Shown) -> Markup {
    let fresh = Granted::fresh();
    let typed = shown.refused.as_ref().map_or(&fresh, |(typed, _)| typed);
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        @if let Some(link) = &shown.link { (made(look, link)) }
        @if let Some((_, why)) = &shown.refused { (notice_bad(html! { (as_sentence(why)) }, None)) }
        (sec("now", words::NOW, None, members(look, shown)))
        @if !shown.invitations.is_empty() { (sec("invited", words::INVITED, None, invitations(look, shown))) }
        (sec("invite", words::INVITE, None, html! {
            form.narrowform method="post" action=(HERE) {
                div.field.wide {
                    label for="new-name" { (words::NAME) }
                    input #new-name name="name" value=(typed.name) required maxlength="100" autocomplete="off";
                }
                (grant("new", typed))
                div.actions { button.btn.primary { (words::MAKE_LINK) } }
            }
        }))
    }
}

fn made(look: &Look, link: &Link) -> Markup {
    let day = look.day_time(link.expires);
    notice(
        html! {
            b { (words::LINK) } ": " a.link.breaks href=(link.url) data-invitation { (link.url) } " "
            (words::LINK_WHY) " " (day) "."
        },
        None,
    )
}

fn members(look: &Look, shown: &Shown) -> Markup {
    if shown.members.is_empty() {
        return empty(words::NOBODY, words::NOBODY_WHY, None);
    }
    html! { ul.delegates { @for (granted, entry) in &shown.members { (member(look, granted, entry)) } } }
}

fn member(look: &Look, granted: &Granted, entry: &Entry) -> Markup {
    let here = format!("{HERE}/{}", entry.member);
    let prefix = format!("m{}", entry.member);
    html! {
        li {
            p { b.strong { (entry.name) } }
            @if let Some(ended) = entry.ended {
                p.meta { (words::ended(&look.day(ended.to_zoned(look.zone.clone()).date()))) }
            } @else {
                (told(&entry.grant, granted))
                div.actions {
                    details.change {
                        summary.btn.small { (words::CHANGE) span.sr { ": " (entry.name) } }
                        form.narrowform method="post" action=(here) {
                            (grant(&prefix, granted))
                            div.actions { button.btn { (words::SAVE) } }
                        }
                    }
                    form method="post" action={ (here) "/end" } {
                        button.btn.small { (words::END) span.sr { ": " (entry.name) } }
                    }
                }
            }
        }
    }
}

fn told(grant: &Grant, named: &Granted) -> Markup {
    let circle = match grant.scope.circle {
        Circle::Organizations(_) => words::people_of(&named.organizations),
        Circle::People(_) => words::these(&named.people),
        _ => words::circle(&grant.scope.circle),
    };
    html! {
        p.meta {
            (words::may(grant)) " · " (circle) " · " (words::opened(grant))
            @if grant.scope.runs && grant.scope.level.is_some() { " · " (words::RUNS) }
        }
    }
}

fn invitations(look: &Look, shown: &Shown) -> Markup {
    html! {
        ul.delegates {
            @for (granted, invitation) in &shown.invitations {
                li {
                    p { b.strong { (invitation.name) } }
                    (told(&invitation.grant, granted))
                    p.meta { (words::until(&look.day_time(invitation.expires))) }
                    form method="post" action={ (HERE) "/invitations/" (invitation.id) "/revoke" } {
                        button.btn.small { (words::REVOKE) span.sr { ": " (invitation.name) } }
                    }
                }
            }
        }
    }
}

/// The choices of a grant; `prefix` keeps the ids of several forms apart.
fn grant(prefix: &str, typed: &Granted) -> Markup {
    html! {
        (choices("may", words::MAY, &words::MAYS, &typed.may))
        (choices("circle", words::WHOM, &words::CIRCLES, &typed.circle))
        (area(prefix, "organizations", words::ORGANIZATIONS, &typed.organizations))
        (area(prefix, "people", words::PEOPLE, &typed.people))
        fieldset.plainset.wide {
            legend.label { (words::OPEN) }
            @for (_, word, label) in words::FIELDS {
                @let is_open = typed.open.iter().any(|open| open == word);
                label.check { input type="checkbox" name="open" value=(word) checked[is_open]; span { (label) } }
            }
            label.check {
                input type="checkbox" name="runs" value="yes" checked[typed.runs == "yes"];
                span { (words::RUNS) span.hint { (words::RUNS_HINT) } }
            }
        }
    }
}

fn choices(name: &str, legend: &str, all: &[(&str, &str)], chosen: &str) -> Markup {
    html! {
        fieldset.plainset.wide {
            legend.label { (legend) }
            @for (word, label) in all {
                label.check { input type="radio" name=(name) value=(word) checked[*word == chosen]; span { (label) } }
            }
        }
    }
}

fn area(prefix: &str, name: &str, label: &str, value: &str) -> Markup {
    let id = format!("{prefix}-{name}");
    html! {
        div.field { label for=(id) { (label) } textarea id=(id) name=(name) maxlength="4000" { (value) } }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use app::access::{Circle, Field, Level, Role, Scope};
    use app::features::members::Grant;
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn who_is_here_who_was_invited_and_the_link() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        let at: Timestamp = "2026-11-24T07:00:00Z".parse().unwrap();
        let open = BTreeSet::from([Field::Titles]);
        let scope = Scope { level: Some(Level::ActFor), circle: Circle::KeyPeople, open, runs: true };
        let grant = Grant { role: Role::Delegate, scope };
        let entry =
            |member, name: &str, ended| Entry { member, name: name.into(), grant: grant.clone(), ended };
        let granted = || Granted { may: "act_for".into(), circle: "key_people".into(), ..Granted::default() };
        let shown = Shown {
            members: vec![
                (granted(), entry(7, "Jonas <Lind>", None)),
                (granted(), entry(8, "Kim", Some(at))),
            ],
            invitations: vec![(
                granted(),
                Invitation { id: 4, name: "Greta".into(), grant: grant.clone(), expires: at },
            )],
            link: Some(Link { url: "https://kith.example/join/abc".into(), expires: at }),
            refused: None,
        };
        insta::assert_snapshot!(page(&look, &shown).into_string());
    }
}
