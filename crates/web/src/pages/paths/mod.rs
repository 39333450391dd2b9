//! Paths: by whom somebody is best met, with what each step rests on, and the letter that asks.
//!
//! Whom one wants to meet stands in the address: a person by their page's (`to`), anybody of an organization (`at`), maybe in
//! a role (`as`), or a text (`to`) for which people, organizations and roles are proposed.

mod view;

use std::sync::Arc;

use app::access::Right;
use app::features::paths::{self, Path, To};
use app::features::snapshot::{self, PersonLine, Snapshot};
use axum::extract::{Form, Query};
use model::PersonId;
use serde::Deserialize;

use super::people::query::encoded;
use super::today::letter::{mailto, short_name};
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::pages::map::tabs;
use crate::parts::Done;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::paths as words;
use view::{AskForm, AskedLately, Draft, PathsView, Proposal, Shown, Step, Way};

/// Ways that are shown besides the owner's own ties.
const WAYS: usize = 3;
/// The owner's own ties that are shown.
const KNOWN: usize = 3;
/// People and organizations that are proposed.
const PROPOSED: usize = 8;
/// Lines of who was asked lately.
const ASKED: usize = 8;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/map/paths", Who::Member(Right::Read), page).post(
        "/map/paths/ask",
        Who::Member(Right::Suggest),
        ask,
    )
}

/// Whom one wants to meet, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    to: String,
    at: String,
    r#as: String,
}

impl Wanted {
    fn url(&self) -> String {
        let pairs = [("to", &self.to), ("at", &self.at), ("as", &self.r#as)];
        let said = pairs.iter().filter(|(_, value)| !value.trim().is_empty());
        let query: Vec<String> =
            said.map(|(key, value)| format!("{key}={}", encoded(value.trim()))).collect();
        if query.is_empty() { "/map/paths".to_owned() } else { format!("/map/paths?{}", query.join("&")) }
    }
}

/// What is sought, as it is called.
struct Goal {
    to: To,
    name: String,
    organization: Option<String>,
    is_person: bool,
}

async fn page(visit: Visit, Query(wanted): Query<Wanted>) -> Answer {
    let seen = snapshot::current(&visit.cx).await?;
    let goal = goal(&seen, &wanted);
    let shown = match &goal {
        Some(goal) => ways(&visit, &seen, &wanted, goal).await?,
        None if wanted.to.trim().is_empty() => Shown::Nothing,
        None => Shown::Proposed(proposals(&visit, &seen, wanted.to.trim())),
    };
    let view = PathsView {
        text: text(goal.as_ref(), &wanted),
        organization: (!wanted.at.is_empty()).then(|| wanted.at.clone()),
        role: wanted.r#as.clone(),
        headline: headline(goal.as_ref(), &wanted, &shown),
        asked: asked_lately(&visit, &seen).await?,
        shown,
    };
    let page = Page::new(words::TITLE, Section::Map, view::paths(&view));
    Ok(visit.whole(&page.with_tabs(tabs("/map/paths"))))
}

/// What stands in the search field: whom the page is about, or what was typed.
fn text(goal: Option<&Goal>, wanted: &Wanted) -> String {
    match goal {
        Some(goal) if goal.is_person => goal.name.clone(),
        Some(_) => String::new(),
        None => wanted.to.clone(),
    }
}

fn headline(goal: Option<&Goal>, wanted: &Wanted, shown: &Shown) -> String {
    match (goal, shown) {
        (Some(goal), Shown::Ways { known, ways }) if known.is_empty() => {
            words::headline(&goal.name, ways.len())
        }
        (Some(goal), Shown::Ways { .. }) => {
            let person = goal.is_person.then_some(goal.name.as_str());
            words::known(person, goal.organization.as_deref(), wanted.r#as.trim())
        }
        _ => words::TITLE.to_owned(),
    }
}

/// What the address says, if that is one thing.
fn goal(seen: &Snapshot, wanted: &Wanted) -> Option<Goal> {
    let (to, role) = (wanted.to.trim(), wanted.r#as.trim());
    if let Some(organization) = seen.organizations().by_slug(wanted.at.trim()) {
        let name = organization.name.clone();
        let to = match role {
            "" => To::Organization(name.clone()),
            role => To::Role { words: role.to_owned(), at: Some(name.clone()) },
        };
        return Some(Goal {
            to,
            name: words::anybody_at(&name, role),
            organization: Some(name),
            is_person: false,
        });
    }
    if let Some(line) = seen.at_address(to).filter(|line| line.is_listed()) {
        let organization = line.organization.as_deref().map(str::to_owned);
        return Some(Goal {
            to: To::Person(PersonId(line.id)),
            name: line.name.clone(),
            organization,
            is_person: true,
        });
    }
    let is_role = to.is_empty() && !role.is_empty();
    is_role.then(|| Goal {
        to: To::Role { words: role.to_owned(), at: None },
        name: words::anybody_in(role),
        organization: None,
        is_person: false,
    })
}

async fn ways(visit: &Visit, seen: &Snapshot, wanted: &Wanted, goal: &Goal) -> Result<Shown, Failure> {
    let found = match paths::at_once(&visit.cx, &goal.to, WAYS + KNOWN).await {
        Err(app::Error::NotFound(_)) => return Ok(Shown::Ways { known: Vec::new(), ways: Vec::new() }),
        found => found?,
    };
    let Some(found) = found else { return Ok(Shown::Reading) };
    let (known, ways): (Vec<Path>, Vec<Path>) = found.into_iter().partition(|path| path.hops.len() == 1);
    let known = known.iter().take(KNOWN).filter_map(|path| steps(visit, seen, path).pop());
    let ways = ways.iter().take(WAYS).map(|path| way(visit, seen, wanted, goal, path));
    Ok(Shown::Ways { known: known.collect(), ways: ways.collect() })
}

fn way(visit: &Visit, seen: &Snapshot, wanted: &Wanted, goal: &Goal, path: &Path) -> Way {
    let ago = |day| visit.look.ago_days(i64::from(advice::days_between(day, visit.look.today)));
    Way {
        steps: steps(visit, seen, path),
        chance: path.chance.map(|chance| words::chance(&visit.look.number((chance * 100.0).round() as i64))),
        asked: path.asked.map(|day| words::asked(&short_name(&path.hops[0].to), &ago(day))),
        ask: ask_form(visit, seen, wanted, goal, path),
    }
}

fn steps(visit: &Visit, seen: &Snapshot, path: &Path) -> Vec<Step> {
    let mut from = words::YOU.to_owned();
    let step = |hop: &paths::Hop| {
        let line = seen.person(hop.to_id)?;
        let days = i64::from(advice::days_between(hop.last_contact, visit.look.today));
        let touches = hop.contact.as_ref().map(|contact| {
            (visit.look.number(i64::try_from(contact.touches).unwrap_or(i64::MAX)), &contact.channels[..])
        });
        let contact = touches.as_ref().map(|(touches, channels)| (touches.as_str(), *channels));
        Some(Step {
            slug: line.slug.clone(),
            name: line.name.clone(),
            country: line.country.clone(),
            from: std::mem::replace(&mut from, line.name.clone()),
            evidence: words::evidence(contact, hop.is_only_seen, &visit.look.ago_days(days)),
            is_linked: hop.is_linked,
        })
    };
    path.hops.iter().filter_map(step).collect()
}

/// What it takes to ask, for members who may at least suggest it.
fn ask_form(visit: &Visit, seen: &Snapshot, wanted: &Wanted, goal: &Goal, path: &Path) -> Option<AskForm> {
    let (connector, target) = path.connector().zip(path.target())?;
    let line = seen.person(connector).filter(|_| visit.cx.access.has(Right::Suggest))?;
    let met = seen.person(target)?;
    let body = words::letter(
        &short_name(&line.name),
        &path.hops[1].to,
        &met.name,
        met.organization.as_deref().or(goal.organization.as_deref()),
        visit.me.as_deref(),
    );
    let address = line.addresses.split(' ').find(|address| address.contains('@'));
    Some(AskForm {
        connector: connector.0,
        target: target.0,
        name: short_name(&line.name),
        slug: line.slug.clone(),
        wanted: [("to", &wanted.to), ("at", &wanted.at), ("as", &wanted.r#as)]
            .map(|(key, value)| (key, value.clone())),
        draft: Draft { mailto: address.map(|to| mailto(to, &words::subject(&met.name), &body)), body },
    })
}

/// Whom a text may mean.
fn proposals(visit: &Visit, seen: &Snapshot, text: &str) -> Vec<Proposal> {
    let person = |line: &Arc<PersonLine>| Proposal {
        href: Wanted { to: line.slug.clone(), ..Wanted::default() }.url(),
        name: line.name.clone(),
        about: match (line.title.as_str(), line.organization.as_deref()) {
            ("", None) => words::A_PERSON.to_owned(),
            ("", Some(organization)) => organization.to_owned(),
            (title, None) => title.to_owned(),
            (title, Some(organization)) => format!("{title}, {organization}"),
        },
    };
    let organizations = seen.organizations().find(text, PROPOSED);
    let organization = |one: &Arc<snapshot::Organization>| Proposal {
        href: Wanted { at: one.slug.clone(), ..Wanted::default() }.url(),
        name: one.name.clone(),
        about: words::an_organization(&visit.look.number(one.people() as i64)),
    };
    let people = seen.find(text, PROPOSED);
    let mut proposed: Vec<Proposal> = people.iter().filter(|line| line.is_listed()).map(person).collect();
    proposed.extend(organizations.iter().map(organization));
    if !proposed.is_empty() {
        let href = Wanted { r#as: text.to_owned(), ..Wanted::default() }.url();
        proposed.push(Proposal { href, name: words::anybody_called(text), about: String::new() });
    }
    proposed
}

async fn asked_lately(visit: &Visit, seen: &Snapshot) -> Result<Vec<AskedLately>, Failure> {
    let asked = paths::lately(&visit.cx).await?;
    let named = |person| seen.person(person).map(|line| (line.slug.clone(), line.name.clone()));
    let told = asked.iter().filter_map(|one| {
        let day = one.at.to_zoned(visit.look.zone.clone()).date();
        let when = visit.look.ago_days(i64::from(advice::days_between(day, visit.look.today)));
        Some(AskedLately { connector: named(one.connector)?, target: named(one.target)?, when })
    });
    Ok(told.take(ASKED).collect())
}

#[derive(Deserialize)]
struct Ask {
    connector: i64,
    target: i64,
    #[serde(default)]
    to: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    r#as: String,
}

async fn ask(visit: Visit, Form(ask): Form<Ask>) -> Answer {
    let done = paths::ask(&visit.cx, PersonId(ask.connector), PersonId(ask.target)).await?;
    let back = Wanted { to: ask.to, at: ask.at, r#as: ask.r#as };
    Ok(visit.back(&back.url(), &Done::from(done)))
}
