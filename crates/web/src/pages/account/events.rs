//! What happened to the account, a row each; for whoever sees to the server, to every account.

use app::access::Right;
use app::features::accounts::events::{self, Happened};
use axum::extract::Query;
use maud::{Markup, html};
use serde::Deserialize;

use super::who;
use crate::failure::Answer;
use crate::layout::{Page, Section, Tab};
use crate::look::Look;
use crate::parts::{empty, pagehead};
use crate::visit::Visit;
use crate::words::events as words;

const HERE: &str = "/settings/account/events";

/// How many a page shows.
const PAGE: i64 = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `everyone`, or one's own.
    of: String,
    before: String,
}

/// Everything the page shows.
struct Shown {
    rows: Vec<Happened>,
    is_everyones: bool,
    is_first: bool,
    /// The last one shown, if there are older ones.
    older: Option<i64>,
}

pub(super) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let who = who(&visit)?;
    let before = asked.before.parse().ok();
    let is_everyones = asked.of == "everyone";
    let mut rows = if is_everyones {
        events::of_everyone(&who, before, PAGE + 1).await?
    } else {
        events::of_account(&visit.cx.app, who.account, before, PAGE + 1).await?
    };
    let has_more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let older = rows.last().filter(|_| has_more).map(|last| last.id);
    let shown = Shown { rows, is_everyones, is_first: before.is_none(), older };
    let page = Page::new(words::TITLE, Section::None, view(&visit.look, &shown));
    let tabs = if visit.cx.access.has(Right::Administer) { tabs(is_everyones) } else { Vec::new() };
    Ok(visit.whole(&page.with_tabs(tabs)))
}

fn tabs(is_everyones: bool) -> Vec<Tab> {
    let tab = |everyones: bool, label: &str| Tab {
        href: address(everyones, None),
        label: label.to_owned(),
        is_current: everyones == is_everyones,
    };
    vec![tab(false, words::OWN), tab(true, words::EVERYONES)]
}

fn address(is_everyones: bool, before: Option<i64>) -> String {
    let of = is_everyones.then(|| "of=everyone".to_owned());
    let parts: Vec<String> = of.into_iter().chain(before.map(|id| format!("before={id}"))).collect();
    if parts.is_empty() { HERE.to_owned() } else { format!("{HERE}?{}", parts.join("&")) }
}

fn view(look: &Look, shown: &Shown) -> Markup {
    let to = |before| address(shown.is_everyones, before);
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        @if shown.rows.is_empty() {
            (empty(words::NOTHING, words::NOTHING_WORDS, None))
        } @else {
            (table(look, shown))
            div.listfoot.meta {
                span {
                    @if !shown.is_first { a.link href=(to(None)) { (words::NEWEST) } }
                    @if !shown.is_first && shown.older.is_some() { " · " }
                    @if let Some(last) = shown.older { a.link href=(to(Some(last))) { (words::OLDER) } }
                }
            }
        }
    }
}

fn table(look: &Look, shown: &Shown) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::CAPTION) }
                thead {
                    tr {
                        th scope="col" { (words::WHAT) }
                        th scope="col" { (words::WHEN) }
                        @if shown.is_everyones { th scope="col" { (words::WHO) } }
                        th scope="col" { (words::FROM) }
                    }
                }
                tbody { @for happened in &shown.rows { (row(look, happened, shown.is_everyones)) } }
            }
        }
    }
}

fn row(look: &Look, happened: &Happened, with_login: bool) -> Markup {
    let login = happened.login.as_deref().unwrap_or(words::NOBODY);
    let when = look.day_time(happened.at);
    html! {
        tr {
            th.f1 scope="row" {
                (words::event(&happened.kind, &happened.words))
                span.sub.phone-only {
                    (when) @if with_login { " · " (login) } @if !happened.address.is_empty() { " · " (happened.address) }
                }
            }
            td.fx { span.num { (when) } }
            @if with_login { td.fx { (login) } }
            td.fx { (happened.address) }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn happened(id: i64, kind: &str, login: Option<&str>, words: &str) -> Happened {
        Happened {
            id,
            at: "2026-11-17T06:38:00Z".parse().unwrap(),
            login: login.map(str::to_owned),
            kind: kind.into(),
            address: "192.0.2.7".into(),
            words: words.into(),
        }
    }

    #[test]
    fn each_says_what_when_and_from_where_and_for_an_administrator_who() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        let rows = vec![
            happened(9, "signed_in", Some("marit@brennhold.example"), ""),
            happened(8, "failed", None, "password"),
            happened(7, "token_made", Some("marit@brennhold.example"), "token “<b>”: read"),
        ];
        let shown = Shown { rows, is_everyones: true, is_first: true, older: Some(7) };
        insta::assert_snapshot!(view(&look, &shown).into_string().replace("><", ">\n<"));
        let own = view(&look, &Shown { is_everyones: false, ..shown }).into_string();
        assert!(!own.contains("marit@") && own.contains("/settings/account/events?before=7"), "{own}");
    }
}
