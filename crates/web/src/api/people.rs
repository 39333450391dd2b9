//! People, for programs: whom to reach out to today, the list, one of them, and contact logged.

use advice::words::{evidence_lines, gesture_phrase, reason_sentence};
use app::features::interactions::{self, LogKind};
use app::features::portrait::{self, Found, Portrait};
use app::features::settings;
use app::features::snapshot::{self, Column, Direction, Order, PeopleFilter, PersonLine};
use app::features::today::{self, Page};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{DateFormat, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::caller::Caller;
use crate::failure::{Answer, Failure};
use crate::words::api as words;

/// People on a page of the list.
const PAGE: usize = 100;

/// Letters that can be written about contact, as on the pages.
const LONGEST_TEXT: usize = 20_000;

/// The order of the list.
const CLOSEST: Order = Order { column: Column::Closeness, direction: Direction::Descending };

/// A person of the list.
#[derive(Serialize)]
struct Line<'a> {
    slug: &'a str,
    name: &'a str,
    organization: Option<&'a str>,
    title: Option<&'a str>,
    country: Option<&'a str>,
    key: bool,
    warmth: Option<f64>,
    closeness: Option<f64>,
    drift: Option<f64>,
    last_contact: Option<Date>,
}

impl<'a> Line<'a> {
    fn of(line: &'a PersonLine) -> Line<'a> {
        Line {
            slug: &line.slug,
            name: &line.name,
            organization: line.organization.as_deref(),
            title: Some(line.title.as_str()).filter(|title| !title.is_empty()),
            country: line.country.as_deref(),
            key: line.key == Some(true),
            warmth: line.warmth(),
            closeness: line.closeness(),
            drift: line.tie.as_ref().and_then(|tie| tie.drift),
            last_contact: line.tie.as_ref().map(|tie| tie.last_contact),
        }
    }
}

/// Whom to reach out to, and why.
pub async fn today(caller: Caller) -> Answer {
    let page = today::page(&caller.cx, caller.today_limit, 0).await?;
    let dates = settings::preferences(&caller.cx).await?.date_format;
    let day = caller.cx.now.to_zoned(caller.cx.app.zone.clone()).date();
    let people = page.as_deref().map(|page| suggestions(page, dates)).unwrap_or_default();
    Ok(Json(json!({ "day": day, "people": people })).into_response())
}

fn suggestions(page: &Page, dates: DateFormat) -> Vec<Value> {
    let chosen = page.list.chosen.iter();
    let named = chosen.filter_map(|s| Some((s, &page.who.get(&s.person.0)?.line)));
    named
        .map(|(s, line)| {
            json!({
                "person": Line::of(line),
                "reason": reason_sentence(s, &line.name, dates),
                "evidence": evidence_lines(s, dates),
                "gesture": gesture_phrase(s, &line.name, dates),
            })
        })
        .collect()
}

/// Which people are asked for.
#[derive(Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    page: usize,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { q: String::new(), page: 1 }
    }
}

/// Everyone, the closest first, a page at a time; or those who are found.
pub async fn list(caller: Caller, Query(wanted): Query<Wanted>) -> Answer {
    let snapshot = snapshot::current(&caller.cx).await?;
    let filter = PeopleFilter { text: wanted.q, ..PeopleFilter::default() };
    let at = wanted.page.max(1);
    let found = snapshot.page(&filter, CLOSEST, (at - 1).saturating_mul(PAGE), PAGE);
    let people: Vec<Line> = found.rows.iter().map(|line| Line::of(line)).collect();
    Ok(Json(json!({ "total": found.total, "page": at, "people": people })).into_response())
}

/// One person, with everything that is known of them.
pub async fn one(caller: Caller, Path(slug): Path<String>) -> Answer {
    match portrait::find(&caller.cx, &slug).await? {
        Found::Moved(to) => Ok(Redirect::permanent(&format!("/api/v1/people/{to}")).into_response()),
        Found::Here(person) => {
            let portrait = portrait::portrait(&caller.cx, person, caller.cx.now).await?;
            Ok(Json(told(&portrait)).into_response())
        }
    }
}

fn told(portrait: &Portrait) -> Value {
    let positions = portrait.positions.iter();
    let notes = portrait.notes.iter();
    json!({
        "person": Line::of(&portrait.line),
        "tie": portrait.line.tie,
        "addresses": portrait.addresses,
        "positions": positions
            .map(|(organization, title)| json!({ "organization": organization, "title": title }))
            .collect::<Vec<_>>(),
        "notes": notes.map(|note| json!({ "at": note.at, "text": note.text })).collect::<Vec<_>>(),
    })
}

/// Contact to be logged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logged {
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    at: Option<Timestamp>,
}

/// Logs contact with a person, or a note about them.
pub async fn log(
    caller: Caller,
    Path(slug): Path<String>,
    logged: Result<Json<Logged>, JsonRejection>,
) -> Answer {
    let Json(Logged { kind, text, at }) =
        logged.map_err(|refused| Failure { status: refused.status(), words: refused.body_text() })?;
    let kinds = [LogKind::Call, LogKind::Meeting, LogKind::Message, LogKind::Note];
    let kind = kinds.into_iter().find(|known| known.word() == kind);
    let kind = kind.ok_or_else(|| Failure::bad_request(words::NO_KIND))?;
    if text.chars().count() > LONGEST_TEXT {
        return Err(Failure::bad_request(words::TOO_LONG));
    }
    let person = person_at(&caller, &slug).await?;
    let done = interactions::log(&caller.cx, person, kind, text.trim(), at).await?;
    let told = json!({ "act": done.act, "done": done.subject });
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

/// The person at an address; also at one from before they were recognised as another.
async fn person_at(caller: &Caller, slug: &str) -> Result<PersonId, Failure> {
    let moved = match portrait::find(&caller.cx, slug).await? {
        Found::Here(person) => return Ok(person),
        Found::Moved(to) => to,
    };
    match portrait::find(&caller.cx, &moved).await? {
        Found::Here(person) => Ok(person),
        Found::Moved(_) => Err(Failure::not_found()),
    }
}
