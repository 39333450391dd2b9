//! The settings of the owner: who they are, how much a day, how pages look, where the data is.
//!
//! Each setting is a form of its own, saved when it changes and an act with its undo; without JavaScript each has a
//! button. The theme belongs to the screen and is a cookie (`pages::theme`).

mod view;

use std::sync::LazyLock;

use app::access::Right;
use app::features::settings::{self, Key, Preferences};
use app::features::snapshot::{self, Kind};
use app::features::{identities, keeping, secrets};
use axum::extract::Form;
use axum::response::Response;
use model::{ClockFormat, DateFormat};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::pages::welcome;
use crate::parts::Done;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::settings as words;
use view::{Data, Own, Shown};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/settings", Who::Member(Right::Belong), page)
        .post("/settings", Who::Member(Right::Belong), set)
        .post("/settings/me", Who::Member(Right::Own), name_owner)
}

async fn page(visit: Visit) -> Answer {
    let body = view::page(&shown(&visit).await?);
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, body)))
}

#[derive(Deserialize)]
struct Change {
    key: String,
    /// Missing where a box is not ticked.
    #[serde(default)]
    value: String,
}

async fn set(visit: Visit, Form(change): Form<Change>) -> Answer {
    let key = Key::ALL.into_iter().find(|key| key.word() == change.key);
    let key = key.ok_or_else(|| Failure::bad_request(words::NO_SUCH))?;
    let value = match (key, change.value.as_str()) {
        (Key::Keys, "") => "off",
        (_, value) => value,
    };
    let done = settings::set(&visit.cx, key, Some(value)).await?;
    changed(visit, done.into()).await
}

#[derive(Deserialize)]
struct Owner {
    #[serde(default)]
    name: String,
    #[serde(default)]
    address: String,
}

async fn name_owner(visit: Visit, Form(owner): Form<Owner>) -> Answer {
    let addresses: Vec<String> = Some(owner.address).filter(|a| !a.trim().is_empty()).into_iter().collect();
    let done = identities::name_owner(&visit.cx, Some(&owner.name), &addresses).await?;
    changed(visit, done.into()).await
}

/// Shows the settings as they are after a change.
async fn changed(visit: Visit, done: Done) -> Result<Response, Failure> {
    let visit = visit.with_preferences().await?;
    let fragment = view::settings(&shown(&visit).await?);
    Ok(visit.done("/settings", fragment, &done))
}

async fn shown(visit: &Visit) -> Result<Shown, Failure> {
    let cx = &visit.cx;
    let set = settings::preferences(cx).await?;
    let Preferences { zone, date_format, clock_format, today_limit, keys, upload_limit_mb, not_asked: _ } =
        &set;
    let own = if cx.access.has(Right::Own) { Some(own(visit).await?) } else { None };
    let key_trouble = match cx.access.has(Right::Administer) {
        true => secrets::trouble(cx).await?,
        false => None,
    };
    Ok(Shown {
        key_trouble,
        own,
        today_limit: *today_limit,
        started_limit: visit.server.config.today_limit,
        dates: [DateFormat::DayMonth, DateFormat::MonthDay, DateFormat::Iso].map(|dates| {
            (
                word_of(dates),
                Look { dates, ..visit.look.clone() }.day(last_year(&visit.look)),
                dates == *date_format,
            )
        }),
        clocks: [("24", ClockFormat::Hours24), ("12", ClockFormat::Hours12)].map(|(word, clock)| {
            (word, Look { clock, ..visit.look.clone() }.full_hour(16), clock == *clock_format)
        }),
        zone: zone.iana_name().unwrap_or_default().to_owned(),
        zones: &ZONES,
        keys: *keys,
        upload_limit_mb: *upload_limit_mb,
        theme: visit.look.theme,
    })
}

/// What is the principal's alone: who they are, and where the data is.
async fn own(visit: &Visit) -> Result<Own, Failure> {
    let cx = &visit.cx;
    let place = async { Ok::<_, Failure>(keeping::place(cx).await?) };
    let (place, sample) = tokio::try_join!(place, welcome::standing_sample(visit))?;
    let network = snapshot::current(cx).await?;
    let owner = network.owner.and_then(|owner| network.person(owner).cloned());
    let number = |n: usize| visit.look.number(i64::try_from(n).unwrap_or(i64::MAX));
    let people = network.counts().get(&Kind::Everyone).copied().unwrap_or_default();
    Ok(Own {
        name: owner.map(|line| line.name.clone()).unwrap_or_default(),
        addresses: place.owner,
        data: Data {
            database: place.database,
            folder: cx.app.data.display().to_string(),
            megabytes: number(usize::try_from(place.size_bytes / 1_000_000).unwrap_or(0)),
            people: number(people),
            kept_out: number(network.kept_out_count()),
            administers: cx.access.has(Right::Administer),
            // The command line means the first network where it is not told another.
            login: visit.session.as_ref().filter(|_| cx.workspace.0 != 1).map(|who| who.login.clone()),
            has_sample: sample.is_some(),
        },
    })
}

/// A day whose year is written.
fn last_year(look: &Look) -> jiff::civil::Date {
    look.today.saturating_sub(jiff::Span::new().days(366))
}

fn word_of(dates: DateFormat) -> &'static str {
    match dates {
        DateFormat::DayMonth => "day_month",
        DateFormat::MonthDay => "month_day",
        DateFormat::Iso => "iso",
    }
}

/// The time zones of regions and cities: the database is compiled in, so there are always the same.
static ZONES: LazyLock<Vec<String>> = LazyLock::new(zones);

fn zones() -> Vec<String> {
    let regions =
        ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    let is_region = |name: &str| name.split_once('/').is_some_and(|(region, _)| regions.contains(&region));
    let names = jiff::tz::db().available().map(|name| name.to_string());
    names.filter(|name| is_region(name) || name == "UTC").collect()
}
