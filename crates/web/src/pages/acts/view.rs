//! The log as a table: a row an act, the filters above, older ones below.

use app::access::Member;
use app::features::acts::Act;
use jiff::civil::Date;
use maud::{Markup, html};
use model::ActId;

use crate::look::Look;
use crate::parts::{empty, pagehead};
use crate::words::acts as words;

/// The page.
pub(super) struct Shown {
    /// The acts, newest first.
    pub acts: Vec<Act>,
    /// Who can be asked for; nobody, if only one's own are shown.
    pub members: Vec<(Member, String)>,
    /// What was asked for.
    pub wanted: Wanted,
    /// The last act shown, if there are older ones.
    pub older: Option<ActId>,
    /// Nothing newer is left out.
    pub is_first: bool,
}

/// What was asked for.
#[derive(Default)]
pub(super) struct Wanted {
    pub kind: Option<&'static str>,
    pub member: Option<Member>,
    pub since: Option<Date>,
    /// Slug and name.
    pub person: Option<(String, String)>,
}

impl Wanted {
    fn is_all(&self) -> bool {
        self.kind.is_none() && self.member.is_none() && self.since.is_none() && self.person.is_none()
    }

    /// The page with the same filters, from an act on.
    fn from(&self, before: Option<ActId>) -> String {
        let mut parts = Vec::new();
        parts.extend(self.kind.map(|kind| format!("kind={kind}")));
        parts.extend(self.member.map(|member| format!("by={}", member.0)));
        parts.extend(self.since.map(|day| format!("since={day}")));
        parts.extend(self.person.as_ref().map(|(slug, _)| format!("person={slug}")));
        parts.extend(before.map(|act| format!("before={}", act.0)));
        if parts.is_empty() { "/acts".to_owned() } else { format!("/acts?{}", parts.join("&")) }
    }
}

pub(super) fn page(look: &Look, shown: &Shown) -> Markup {
    let wanted = &shown.wanted;
    html! {
        (pagehead(wanted.person.as_ref().map(|(_, name)| words::about(name)).as_deref(), words::TITLE,
            Some(html! { (words::DEK) }), None))
        (filters(shown))
        @if !shown.acts.is_empty() {
            (table(look, &shown.acts))
            div.listfoot.meta {
                span {
                    @if !shown.is_first { a.link href=(wanted.from(None)) { (words::NEWEST) } }
                    @if !shown.is_first && shown.older.is_some() { " · " }
                    @if let Some(last) = shown.older { a.link href=(wanted.from(Some(last))) { (words::OLDER) } }
                }
            }
        } @else if wanted.is_all() {
            (empty(words::NOTHING, words::NOTHING_WORDS, None))
        } @else {
            (empty(words::NONE_SUCH, words::NONE_SUCH_WORDS, None))
        }
    }
}

fn filters(shown: &Shown) -> Markup {
    let wanted = &shown.wanted;
    html! {
        form.filters method="get" action="/acts" aria-label=(words::FILTERS) {
            @if let Some((slug, _)) = &wanted.person { input type="hidden" name="person" value=(slug); }
            div.facets.wraps {
                select name="kind" aria-label=(words::KIND) {
                    option value="" { (words::ANY_KIND) }
                    @for (kind, label) in words::KINDS {
                        option value=(kind) selected[wanted.kind == Some(kind)] { (label) }
                    }
                }
                @if shown.members.len() > 1 {
                    select name="by" aria-label=(words::BY) {
                        option value="" { (words::ANYONE) }
                        @for (member, name) in &shown.members {
                            option value=(member.0) selected[wanted.member == Some(*member)] { (name) }
                        }
                    }
                }
                input.input type="date" name="since" aria-label=(words::SINCE)
                    value=(wanted.since.map(|day| day.to_string()).unwrap_or_default());
            }
            button.btn { (words::SHOW) }
            @if !wanted.is_all() { a.btn.plain href="/acts" { (words::SHOW_ALL) } }
        }
    }
}

fn table(look: &Look, acts: &[Act]) -> Markup {
    let is_shown = |id: ActId| acts.iter().any(|act| act.id == id);
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::CAPTION) }
                thead {
                    tr {
                        th scope="col" { (words::WHAT) }
                        th scope="col" { (words::WHEN) }
                        th scope="col" { (words::WHO) }
                        th scope="col" { (words::FROM) }
                        th scope="col" { span.sr { (words::TAKE_BACK) } }
                    }
                }
                tbody { @for act in acts { (row(look, act, is_shown)) } }
            }
        }
    }
}

fn row(look: &Look, act: &Act, is_shown: impl Fn(ActId) -> bool) -> Markup {
    let who = words::who(&act.member, &act.acts_for);
    html! {
        tr id={ "act-" (act.id.0) } {
            th.f1 scope="row" {
                (act.subject)
                span.sub.phone-only { (look.day_time(act.at)) " · " (who) " · " (words::origin(&act.origin)) }
            }
            td.fx { span.num { (look.day_time(act.at)) } }
            td.fx { (who) }
            td.fx { (words::origin(&act.origin)) }
            td.f2.r {
                @if act.can_undo {
                    form method="post" action={ "/acts/" (act.id.0) "/undo" } {
                        button.btn.small { (words::UNDO) span.sr { ": " (act.subject) } }
                    }
                } @else if act.undone {
                    span.muted { (words::UNDONE) }
                } @else if let Some(newer) = act.blocked_by {
                    (first(act, newer, is_shown(newer)))
                } @else {
                    span.muted { (words::STAYS) }
                }
            }
        }
    }
}

/// What has to be taken back before an act, with the way there: it may stand on another page.
fn first(act: &Act, newer: ActId, is_shown: bool) -> Markup {
    let to = match is_shown {
        true => format!("#act-{}", newer.0),
        false => format!("/acts?before={}#act-{}", newer.0.saturating_add(1), newer.0),
    };
    html! {
        @match &act.blocked_by_subject {
            Some(words) => span.sub { (words::FIRST) " " a.link href=(to) { (words) } }
            None => span.muted { (words::AFTER_UNSEEN) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn act(id: i64) -> Act {
        Act {
            id: ActId(id),
            at: "2026-11-17T06:38:00Z".parse().unwrap(),
            member: "Jonas".into(),
            acts_for: "Marit".into(),
            kind: "log".into(),
            subject: "call with <Keiko>".into(),
            origin: "page 192.0.2.7".into(),
            undone: false,
            can_undo: true,
            blocked_by: None,
            blocked_by_subject: None,
        }
    }

    #[test]
    fn each_act_says_who_for_whom_from_where_and_whether_it_can_be_taken_back() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        let blocked = Act { can_undo: false, blocked_by: Some(ActId(9)), ..act(7) };
        let blocked = Act { blocked_by_subject: Some("call with <Keiko>".into()), ..blocked };
        let on_another_page = Act { id: ActId(4), blocked_by: Some(ActId(12)), ..blocked.clone() };
        let by_an_unseen = Act { id: ActId(3), blocked_by_subject: None, ..blocked.clone() };
        let undone = Act { undone: true, can_undo: false, acts_for: "Jonas".into(), ..act(6) };
        let stays = Act { can_undo: false, ..act(5) };
        let shown = Shown {
            acts: vec![act(9), blocked, undone, stays, on_another_page, by_an_unseen],
            members: vec![(Member(1), "Marit".into()), (Member(2), "Jonas".into())],
            wanted: Wanted { member: Some(Member(2)), ..Wanted::default() },
            older: Some(ActId(5)),
            is_first: true,
        };
        insta::assert_snapshot!(page(&look, &shown).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn the_filters_go_on_with_the_page() {
        let person = Some(("keiko".to_owned(), "Keiko".to_owned()));
        let wanted = Wanted { kind: Some("log"), person, ..Wanted::default() };
        assert_eq!(wanted.from(Some(ActId(7))), "/acts?kind=log&person=keiko&before=7");
        assert_eq!(Wanted::default().from(None), "/acts");
    }
}
