//! The lists, robots and role mailboxes that are kept out of the network, why, and how to bring one in.

use app::access::Right;
use app::features::identities::{self, Why};
use app::features::people::{self, Nature};
use app::features::snapshot::{self, PersonLine};
use axum::extract::{Form, Query};
use maud::{Markup, html};
use model::PersonId;
use serde::Deserialize;
use std::sync::Arc;

use super::people::tabs;
use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::parts::{Done, empty, pagehead};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::kept_out as words;

/// How many a page shows.
const PAGE: usize = 50;

/// The natures of what is kept out, each with its word in addresses.
const NATURES: [Nature; 5] =
    [Nature::List, Nature::Newsletter, Nature::Robot, Nature::RoleMailbox, Nature::Resource];

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/people/kept-out", Who::Member(Right::Read), page).post(
        "/people/kept-out/person",
        Who::Member(Right::Suggest),
        take_in,
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    nature: String,
    page: String,
}

/// The page.
struct View {
    /// The natures with how many there are: address, name, count, whether it is shown.
    natures: Vec<(String, &'static str, usize, bool)>,
    /// Whoever looks may correct it, or suggest it.
    corrects: bool,
    total: usize,
    from: usize,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

/// One that is kept out.
struct Row {
    id: i64,
    slug: String,
    name: String,
    address: String,
    nature: Nature,
    why: Why,
}

async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let all = snapshot.kept_out(None);
    let nature = NATURES.into_iter().find(|nature| nature.word() == asked.nature);
    let of = |wanted: Option<Nature>| all.iter().filter(move |l| wanted.is_none_or(|n| l.nature == n));
    let pages = of(nature).count().div_ceil(PAGE).max(1);
    let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pages) - 1;
    let shown: Vec<Arc<PersonLine>> = of(nature).skip(page * PAGE).take(PAGE).cloned().collect();
    let link = |to: usize| format!("{}page={}", url(nature, '&'), to + 1);
    let mut natures = vec![(url(None, ' '), words::ALL, all.len(), nature.is_none())];
    natures.extend(
        NATURES.into_iter().map(|one| {
            (url(Some(one), ' '), words::natures(one), of(Some(one)).count(), nature == Some(one))
        }),
    );
    natures.retain(|(.., count, is_current)| *count > 0 || *is_current);
    let view = View {
        natures,
        corrects: visit.cx.access.has(Right::Suggest),
        total: of(nature).count(),
        from: page * PAGE,
        rows: rows(&visit, &shown).await?,
        previous: (page > 0).then(|| link(page.saturating_sub(1))),
        next: (page + 1 < pages).then(|| link(page + 1)),
    };
    let body = kept_out(&visit.look, &view);
    Ok(visit.whole(&Page::new(words::TITLE, Section::People, body).with_tabs(tabs("/people/kept-out"))))
}

/// The address of a nature; with `&`, ready for more to follow.
fn url(nature: Option<Nature>, more: char) -> String {
    match (nature, more) {
        (Some(nature), '&') => format!("/people/kept-out?nature={}&", nature.word()),
        (Some(nature), _) => format!("/people/kept-out?nature={}", nature.word()),
        (None, '&') => "/people/kept-out?".to_owned(),
        (None, _) => "/people/kept-out".to_owned(),
    }
}

async fn rows(visit: &Visit, lines: &[Arc<PersonLine>]) -> Result<Vec<Row>, crate::failure::Failure> {
    let asked: Vec<(i64, String)> = lines.iter().map(|line| (line.id, line.name.clone())).collect();
    let known = identities::why_kept_out(&visit.cx, &asked).await?;
    let row = |line: &Arc<PersonLine>| {
        let kept = known.get(&line.id);
        Row {
            id: line.id,
            slug: line.slug.clone(),
            name: line.name.clone(),
            address: kept.map(|k| k.address.clone()).unwrap_or_default(),
            nature: line.nature,
            why: kept.map_or(Why::Said, |k| k.why),
        }
    };
    Ok(lines.iter().map(row).collect())
}

#[derive(Debug, Deserialize)]
struct Chosen {
    id: i64,
}

async fn take_in(visit: Visit, Form(chosen): Form<Chosen>) -> Answer {
    let done = people::set_nature(&visit.cx, &[PersonId(chosen.id)], Nature::Person).await?;
    let back = visit.came_from.as_deref().unwrap_or("/people/kept-out");
    Ok(visit.back(back, &Done::from(done)))
}

fn kept_out(look: &Look, view: &View) -> Markup {
    let n = |count: usize| look.number(count as i64);
    let all = view.natures.first().map_or(0, |(.., count, _)| *count);
    if all == 0 {
        return html! {
            (pagehead(None, words::TITLE, None, None))
            (empty(words::NOTHING, words::NOTHING_WORDS, None))
        };
    }
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::dek(&n(all), all)) }), None))
        nav.lists aria-label=(words::NATURES) {
            @for (href, label, count, is_current) in &view.natures {
                a href=(href) aria-current=[is_current.then_some("page")] { (label) " " span.num { (n(*count)) } }
            }
        }
        div.scroll {
            table.data.fold {
                caption.sr { (words::CAPTION) }
                thead {
                    tr {
                        th scope="col" { (words::NAME) }
                        th scope="col" { (words::IS) }
                        th scope="col" { (words::BECAUSE) }
                        th scope="col" { span.sr { (words::CORRECT) } }
                    }
                }
                tbody { @for row in &view.rows { (one(row, view.corrects)) } }
            }
        }
        div.listfoot.meta {
            span {
                (words::shown(&n(view.from + 1), &n(view.from + view.rows.len()), &n(view.total)))
                @if let Some(href) = &view.previous { " · " a.link href=(href) { (words::PREVIOUS) } }
                @if let Some(href) = &view.next { " · " a.link href=(href) { (words::NEXT) } }
            }
        }
    }
}

fn one(row: &Row, corrects: bool) -> Markup {
    html! {
        tr {
            th.f1 scope="row" {
                span.who.bare {
                    a.name.small href={ "/people/" (row.slug) } { bdi { (row.name) } }
                    @if row.address != row.name { span.sub { (row.address) } }
                }
            }
            td.fx { (words::nature(row.nature)) }
            td.full { span.muted.phone-only { (words::nature(row.nature)) } (words::why(row.why)) }
            td.f2.r {
                @if corrects {
                    form method="post" action="/people/kept-out/person" {
                        input type="hidden" name="id" value=(row.id);
                        button.btn.small { (words::A_PERSON) span.sr { ": " (row.name) } }
                    }
                }
            }
        }
    }
}
