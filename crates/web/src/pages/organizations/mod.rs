//! Organizations: the largest ones, and for one who is there, who covers it, what took place, what it works in.

mod industry;
mod view;

use std::sync::Arc;

use advice::days_between;
use app::access::Right;
use app::features::organizations::{self, Cover, Entry};
use app::features::snapshot::{self, InIndustry, Organization, PersonLine, Snapshot};
use app::words::industries as industry_words;
use axum::extract::{Path, Query};
use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use serde::Deserialize;

use super::people::query::{address, in_industry};
use super::people::{rows, tabs};
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::organizations as words;
use view::{Covering, Depth, ListView, Listing, Moment, OrganizationView, Summary};

/// Organizations the list shows.
const LISTED: usize = 100;
/// People an organization's page shows.
const PEOPLE: usize = 25;
/// Interactions a page of the timeline shows.
const ENTRIES: usize = 25;
/// Others there whom a warning names.
const OTHERS: usize = 2;
/// Names an interaction shows.
const NAMES: usize = 4;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/organizations", Who::Member(Right::Read), list)
        .get("/organizations/{slug}", Who::Member(Right::Read), page)
        .post("/organizations/{slug}/industry", Who::Member(Right::Suggest), industry::say)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Listed {
    held: String,
    industry: String,
}

async fn list(visit: Visit, Query(asked): Query<Listed>) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let threads = snapshot.organizations().single_threaded();
    let unknown = snapshot.in_industry(InIndustry::Unknown);
    let (all, single) = (snapshot.organizations().iter().count(), threads.len());
    let (without_industry, industry) = (unknown.len(), in_industry(asked.industry.trim()));
    let (listed, chosen) = match industry {
        Some(InIndustry::Unknown) => (Listing::Unknown, unknown),
        Some(InIndustry::Known(known)) => {
            let chosen = snapshot.in_industry(InIndustry::Known(known));
            (Listing::Industry(known, chosen.len()), chosen)
        }
        None if asked.held == words::BY_ONE => (Listing::Single, threads),
        None => (Listing::Largest, snapshot.organizations().largest(LISTED)),
    };
    let shown = chosen.into_iter().take(LISTED);
    let shown = shown.map(|organization| summary(&snapshot, organization, visit.look.today)).collect();
    let view = ListView { all, single, without_industry, listed, shown };
    let body = view::list(&visit.look, &view);
    Ok(visit.whole(&Page::new(words::TITLE, Section::People, body).with_tabs(tabs("/organizations"))))
}

fn summary(snapshot: &Snapshot, organization: &Organization, today: Date) -> Summary {
    let people = snapshot.people_of(organization);
    let warmth = |line: &PersonLine| line.warmth();
    let warmest = people.iter().filter(|line| warmth(line).is_some());
    let warmest = warmest.max_by(|a, b| warmth(a).unwrap_or(0.0).total_cmp(&warmth(b).unwrap_or(0.0)));
    Summary {
        href: href(organization),
        name: organization.name.clone(),
        industry: organization.industry().map(|known| industry_words::industry(known.industry)),
        domains: organization.domains.iter().take(NAMES).cloned().collect(),
        people: organization.people(),
        is_own: organization.is_own(),
        live: (!organization.is_own()).then(|| organization.coverage.live()),
        hangs_by_one: organization.hangs_by_one(),
        warmest: warmest.and_then(|line| Some((line.slug.clone(), line.name.clone(), warmth(line)?))),
        silence_days: organizations::figures(&people, today).and_then(|f| f.silence_days).map(i64::from),
    }
}

/// The address of an organization's page.
fn href(organization: &Organization) -> String {
    address(&format!("/organizations/{}", organization.slug))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    before: String,
}

async fn page(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let organization = snapshot.organizations().by_slug(&slug).ok_or_else(Failure::not_found)?;
    let people = snapshot.people_of(organization);
    let ids: Vec<PersonId> = people.iter().map(|line| PersonId(line.id)).collect();
    let before = asked.before.parse().ok().and_then(|us| Timestamp::from_microsecond(us).ok());
    let until = before.unwrap_or(visit.cx.now);
    let outsiders = if organization.is_own() { &[][..] } else { &ids[..] };
    let (covers, entries) = tokio::try_join!(
        organizations::covers(&visit.cx, &snapshot, outsiders),
        organizations::timeline(&visit.cx, &ids, until, ENTRIES + 1),
    )?;
    let shown = people.get(..PEOPLE).unwrap_or(&people);
    let view = OrganizationView {
        name: organization.name.clone(),
        href: href(organization),
        slug: organization.slug.clone(),
        domains: organization.domains.clone(),
        industry: industry::shown(&visit, organization),
        is_own: organization.is_own(),
        total: people.len(),
        figures: organizations::figures(&people, visit.look.today),
        depth: (!organization.is_own()).then(|| depth(organization, &people)),
        has_spared: people.iter().any(|line| line.is_spared),
        only: people.iter().find(|line| line.tie.is_some()).map(|line| line.name.clone()),
        closest: people.iter().find(|line| is_known(line)).map(|line| line.name.clone()),
        rows: rows(&visit, &snapshot, shown),
        covers: covers
            .into_iter()
            .filter_map(|cover| covering(&snapshot, &cover, visit.look.today))
            .collect(),
        earlier: entries.get(ENTRIES).map(|_| entries[ENTRIES - 1].at.as_microsecond()),
        moments: entries.into_iter().take(ENTRIES).map(|entry| moment(&visit, &snapshot, entry)).collect(),
    };
    let body = view::organization(&visit.look, &view);
    Ok(visit.whole(&Page::new(view.name.clone(), Section::People, body).with_tabs(tabs("/organizations/"))))
}

/// The owner was in touch with them, of their own doing.
fn is_known(line: &PersonLine) -> bool {
    line.tie.as_ref().is_some_and(|tie| tie.is_relationship)
}

/// How deep it is covered, and what to do where it hangs by one.
fn depth(organization: &Organization, people: &[Arc<PersonLine>]) -> Depth {
    let coverage = &organization.coverage;
    let named = |line: &Arc<PersonLine>| (line.slug.clone(), line.name.clone());
    let mut others: Vec<&Arc<PersonLine>> =
        people.iter().filter(|line| is_known(line) && Some(line.id) != coverage.thread).collect();
    others.sort_by_key(|line| std::cmp::Reverse(line.tie.as_ref().map(|tie| tie.last_contact)));
    Depth {
        bands: coverage.bands,
        live: coverage.live(),
        before: coverage.live_before,
        thread: people
            .iter()
            .find(|line| organization.hangs_by_one() && Some(line.id) == coverage.thread)
            .map(named),
        others: others.into_iter().take(OTHERS).map(named).collect(),
    }
}

fn covering(snapshot: &Snapshot, cover: &Cover, today: Date) -> Option<Covering> {
    let is_owner = snapshot.owner == Some(cover.person);
    let who = snapshot.person(cover.person)?;
    let warmest =
        cover.warmest.and_then(|(person, warmth)| Some((snapshot.person(person)?.name.clone(), warmth)));
    Some(Covering {
        who: (!is_owner).then(|| (who.slug.clone(), who.name.clone())),
        ties: cover.with.len(),
        with: cover
            .with
            .iter()
            .filter_map(|person| snapshot.person(*person))
            .take(NAMES)
            .map(|line| line.name.clone())
            .collect(),
        warmest,
        silence_days: i64::from(days_between(cover.last_contact, today)),
    })
}

fn moment(visit: &Visit, snapshot: &Snapshot, entry: Entry) -> Moment {
    let named = entry.people.iter().filter_map(|person| snapshot.person(*person));
    Moment {
        when: visit.look.day_short(entry.at.to_zoned(visit.look.zone.clone()).date()),
        kind: entry.kind,
        from_them: entry.from_them,
        title: entry.title,
        people: named.take(NAMES).map(|line| (line.slug.clone(), line.name.clone())).collect(),
    }
}
