//! Everyone: the list, its filters and what can be done to many at once.
//!
//! [`query`] is the list's address, [`rows`] what stands in a row, [`view`] the markup; [`bulk`] changes several people,
//! [`new`] adds one.

mod bulk;
mod new;
pub mod query;
mod rows;
#[cfg(test)]
mod stories;
mod view;

use app::access::Right;
use app::features::capture::jobs;
use app::features::snapshot::{self, InIndustry, Kind, Snapshot};
use app::features::{places, snapshot::PeoplePage};
use app::words::industries as industry_words;
use axum::extract::Query;
use axum::response::IntoResponse;

pub use rows::{PersonRow, rows};
use view::{Choice, Filters, Found, PeopleView};
pub use view::{nobody_yet, tabs};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::parts::Band;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::people as words;
use query::{Asked, DRIFTING, LASTS, ListQuery, PAGE, band_word, industry_word, kind_word};

/// Organizations that the filter names.
const ORGANIZATIONS: usize = 100;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/people", Who::Member(Right::Read), list)
        .get("/people/new", Who::Member(Right::Suggest), new::form)
        .post("/people/new", Who::Member(Right::Suggest), new::add)
        .post("/people/bulk", Who::Member(Right::Suggest), bulk::change)
}

async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let asked = query.asked();
    let page = snapshot.page(&asked.filter, asked.order, asked.page * PAGE, PAGE);
    let found = found(&visit, &snapshot, asked, page).await?;
    if visit.is_htmx {
        // The address without the filters that are not set.
        let url = [("hx-push-url", found.asked.url())];
        return Ok((url, view::found(&visit.look, &found)).into_response());
    }
    let view = PeopleView {
        lists: lists(&snapshot, &found.asked),
        everyone: count(&snapshot, Kind::Everyone),
        key: count(&snapshot, Kind::Key),
        drifting: count(&snapshot, Kind::Drifting),
        filters: filters(&snapshot, &found.asked),
        runs: visit.may_see("/sources"),
        is_reading: jobs::is_reading(&visit.cx)?,
        found,
    };
    let as_of = words::updated(&visit.look.time(snapshot.as_of));
    let page = Page::new(words::PEOPLE, Section::People, view::people(&visit.look, &view))
        .with_tabs(tabs("/people"))
        .with_as_of(as_of);
    Ok(visit.whole(&page))
}

fn count(snapshot: &Snapshot, kind: Kind) -> usize {
    snapshot.counts().get(&kind).copied().unwrap_or_default()
}

async fn found(
    visit: &Visit,
    snapshot: &Snapshot,
    asked: Asked,
    page: PeoplePage,
) -> Result<Found, crate::failure::Failure> {
    let nearest = if page.total == 0 { snapshot.nearest(&asked.filter.text) } else { None };
    Ok(Found {
        total: page.total,
        everyone: count(snapshot, Kind::Everyone),
        rows: rows(visit, snapshot, &page.rows),
        changes: visit.cx.access.has(Right::Suggest),
        nearest: nearest.map(|line| (line.slug.clone(), line.name.clone())),
        asked,
    })
}

/// The saved lists, without those that have nobody, except the one that is shown.
fn lists(snapshot: &Snapshot, asked: &Asked) -> Vec<view::List> {
    Kind::ALL
        .into_iter()
        .map(|kind| view::List {
            href: Asked::list(kind).url(),
            label: words::list(kind),
            count: count(snapshot, kind),
            is_current: kind == asked.filter.kind,
        })
        .filter(|list| list.count > 0 || list.is_current || list.href == "/people")
        .collect()
}

fn filters(snapshot: &Snapshot, asked: &Asked) -> Filters {
    let filter = &asked.filter;
    let bands = Band::ALL
        .into_iter()
        .map(|band| Choice::new(band_word(band), band.word().to_owned(), filter.band == Some(band as u8)));
    let lasts = LASTS.into_iter().map(|(last, word)| {
        Choice::new(word.to_owned(), words::last(last), filter.last_contact == Some(last))
    });
    let countries = snapshot.countries().iter().map(|(code, n)| {
        let name = places::country_name(code).unwrap_or(code);
        Choice::new(code.clone(), words::counted(name, *n), filter.country.as_ref() == Some(code))
    });
    let mut organizations = snapshot.organizations().largest(ORGANIZATIONS);
    let chosen = filter.organization.as_deref().and_then(|slug| snapshot.organizations().by_slug(slug));
    if let Some(chosen) = chosen.filter(|o| !organizations.iter().any(|known| known.slug == o.slug)) {
        organizations.insert(0, chosen);
    }
    let organizations = organizations.into_iter().map(|o| {
        let is_chosen = filter.organization.as_ref() == Some(&o.slug);
        Choice::new(o.slug.clone(), words::counted(&o.name, o.people()), is_chosen)
    });
    Filters {
        text: filter.text.clone(),
        list: kind_word(filter.kind),
        bands: bands.collect(),
        organizations: organizations.collect(),
        industries: industries(snapshot, filter.industry),
        countries: countries.collect(),
        lasts: lasts.collect(),
        drift: vec![Choice::new(DRIFTING.to_owned(), words::ONLY_DRIFTING.to_owned(), filter.drifting)],
        sorts: asked
            .sorts()
            .map(|(order, word)| Choice::new(word, words::sorted_by(order), order == asked.order))
            .collect(),
    }
}

/// The industries there are, and whose is not known; nothing before any is known.
fn industries(snapshot: &Snapshot, chosen: Option<InIndustry>) -> Vec<Choice> {
    let known = snapshot.industries();
    if known.is_empty() && chosen.is_none() {
        return Vec::new();
    }
    let unknown = count(snapshot, Kind::Everyone).saturating_sub(known.iter().map(|(_, n)| n).sum());
    let known = known.into_iter().map(|(industry, n)| (InIndustry::Known(industry), n));
    let choice = |(industry, n): (InIndustry, usize)| {
        let name = match industry {
            InIndustry::Known(industry) => industry_words::industry(industry),
            InIndustry::Unknown => words::INDUSTRY_UNKNOWN,
        };
        Choice::new(industry_word(industry).to_owned(), words::counted(name, n), chosen == Some(industry))
    };
    let all = known.chain([(InIndustry::Unknown, unknown)]);
    all.filter(|(industry, n)| *n > 0 || chosen == Some(*industry)).map(choice).collect()
}
