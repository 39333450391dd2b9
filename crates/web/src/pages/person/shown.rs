//! From what is known of a person to what their page shows.

use advice::verdict::Standing;
use advice::words::figures::Days;
use app::access::{Field, Right};
use app::features::places;
use app::features::portrait::{Numbers, Portrait, Timeline};
use app::features::snapshot::{self, CountryFrom, PersonLine};
use app::features::today::{Later, Workplace, later};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::PersonId;

use super::asked::Asked;
use super::habits::{self, HabitsView, Trend};
use super::receipt::{self, ReceiptRow};
use crate::failure::Failure;
use crate::parts::Band;
use crate::visit::Visit;
use crate::words::{people, person as words};

/// The page.
pub struct PersonView {
    /// Its address.
    pub asked: Asked,
    /// The day it is shown of.
    pub day: Date,
    /// Who.
    pub head: Head,
    /// The verdict, in words.
    pub verdict: String,
    /// Warmth and closeness; none without contact.
    pub meters: Option<Meters>,
    /// Warmth and closeness beside a quarter before; none without contact by then, and of colleagues.
    pub trend: Option<Trend>,
    /// Who begins and who answers.
    pub habits: HabitsView,
    /// Everything else, as it was read.
    pub portrait: Portrait,
    /// The part of the timeline.
    pub timeline: Timeline,
    /// Three days to put them off to.
    pub later: [Later; 3],
    /// What the reader may do here.
    pub may: May,
}

/// What a reader may do on the page.
#[derive(Clone, Debug, Default)]
pub struct May {
    /// Change, or suggest it.
    pub change: bool,
    /// What is the principal's alone.
    pub owns: bool,
    /// Read and write private notes.
    pub private_notes: bool,
}

fn may(visit: &Visit) -> May {
    let access = &visit.cx.access;
    May {
        change: access.has(Right::Suggest),
        owns: access.has(Right::Own),
        private_notes: access.opens(Field::PrivateNotes),
    }
}

/// The head of the page.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The display name.
    pub name: String,
    /// The name in its own script.
    pub native: Option<String>,
    /// Title and organization.
    pub role: String,
    /// The city and country, and from what they are known.
    pub place: Option<String>,
    /// The time there.
    pub local_time: Option<String>,
    /// One of the key people.
    pub is_key: bool,
    /// A mail address.
    pub mail: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
}

/// The numbers of a page; none of a colleague in colleague mode.
pub struct Meters {
    /// How alive the tie is.
    pub warmth: Option<Meter>,
    /// What the two have been to each other.
    pub closeness: Option<Meter>,
    /// That they will not come back by themselves; `None` without an alarm.
    pub drift: Option<Meter>,
}

/// A number with what it was, what it will be, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    /// What it is called.
    pub title: &'static str,
    /// As it is shown.
    pub now: i64,
    /// A quarter ago.
    pub before: Option<i64>,
    /// The band, for warmth.
    pub band: Option<Band>,
    /// When it falls, in words.
    pub falls: Option<String>,
    /// Why, in terms that add up.
    pub rows: Vec<ReceiptRow>,
}

/// The name of a person.
pub async fn name(visit: &Visit, person: PersonId) -> Result<String, Failure> {
    let snapshot = snapshot::current(&visit.cx).await?;
    Ok(snapshot.person(person).ok_or_else(Failure::not_found)?.name.clone())
}

/// The page of what was read.
pub async fn view(
    visit: &Visit,
    asked: Asked,
    portrait: Portrait,
    timeline: Timeline,
) -> Result<PersonView, Failure> {
    let day = asked.as_of.unwrap_or(visit.look.today);
    let head = head(visit, &portrait);
    let verdict = verdict(&head.name, &portrait, Days { as_of: day, dates: visit.look.dates });
    let meters = portrait.numbers.as_ref().map(|numbers| meters(visit, &asked, &head.name, numbers, day));
    let them = Workplace { zone: portrait.line.zone.as_deref(), country: portrait.line.country.as_deref() };
    let later = later(visit.look.today, &visit.look.zone, them);
    let may = may(visit);
    let numbers = portrait.numbers.as_ref();
    let trend = numbers.and_then(|numbers| habits::trend(&visit.look, &asked, numbers));
    let habits = numbers.map_or_else(HabitsView::default, |n| habits::habits(&visit.look, &asked, &n.habits));
    Ok(PersonView { asked, day, head, verdict, meters, trend, habits, portrait, timeline, later, may })
}

fn head(visit: &Visit, portrait: &Portrait) -> Head {
    let line = &portrait.line;
    let reach = |kind: &str| {
        let known = portrait.addresses.iter().find(|a| a.kind == kind && a.bounced_at.is_none());
        known.map(|address| address.value.clone())
    };
    Head {
        name: line.name.clone(),
        native: line.native_name.clone().filter(|native| *native != line.name),
        role: words::role(&line.title, line.organization.as_deref()),
        place: place(line),
        local_time: local_time(visit, line),
        is_key: line.key == Some(true),
        mail: reach("email"),
        phone: reach("phone"),
    }
}

fn place(line: &PersonLine) -> Option<String> {
    let country = line.country.as_deref().map(|code| places::country_name(code).unwrap_or(code));
    let from = match line.country_from {
        CountryFrom::Said => "",
        CountryFrom::Phone => people::BY_PHONE,
        CountryFrom::Domain => people::BY_DOMAIN,
    };
    match (&line.city, country) {
        (Some(city), Some(country)) => Some(format!("{city}, {country}")),
        (Some(city), None) => Some(city.clone()),
        (None, Some(country)) if from.is_empty() => Some(country.to_owned()),
        (None, Some(country)) => Some(format!("{country} ({from})")),
        (None, None) => None,
    }
}

fn local_time(visit: &Visit, line: &PersonLine) -> Option<String> {
    let zone = TimeZone::get(line.zone.as_deref()?).ok()?;
    let now = visit.cx.now;
    let ahead = zone.to_offset(now).seconds() - visit.look.zone.to_offset(now).seconds();
    let time = visit.look.time_in(now, &zone);
    Some(words::local_time(&time, i64::from(ahead) / 60))
}

fn verdict(name: &str, portrait: &Portrait, told: Days) -> String {
    let Some(numbers) = &portrait.numbers else { return advice::words::no_contact(name) };
    let now = &numbers.now;
    let Some(warmth) = now.warmth else {
        return advice::words::of_a_colleague(now.last_contact, portrait.line.cadence_days, told);
    };
    let days = |days: f64| days.round().max(0.0) as u32;
    let standing = Standing {
        warmth,
        quarter_ago: numbers.quarter_ago.as_ref().map(|before| before.warmth),
        is_relationship: now.is_relationship,
        touches: now.touches.iter().sum(),
        silence_days: now.silent_for(told.as_of),
        usual_days: now.usual_gap_days.map(days),
        drifting: now.drifting(told.as_of, numbers.elsewhere.as_ref()),
        first_contact: now.first_contact,
        last_contact: now.last_contact,
    };
    advice::words::verdict(&standing, Band::of(warmth).word(), name, told)
}

fn meters(visit: &Visit, asked: &Asked, name: &str, numbers: &Numbers, day: Date) -> Meters {
    let evidence = |touches: &_| asked.evidence(touches, &visit.look.zone);
    let whole = |n: f64| n.round() as i64;
    let falls =
        numbers.falls.map(|fall| words::falls(name, Band::of(fall.warmth).word(), &visit.look.day(fall.day)));
    let warmth = numbers.now.warmth.zip(numbers.warmth.as_ref()).map(|(now, receipt)| Meter {
        title: words::WARMTH,
        now: whole(now),
        before: numbers.quarter_ago.as_ref().map(|before| whole(before.warmth)),
        band: Some(Band::of(now)),
        falls,
        rows: receipt::rows(receipt, day, &evidence),
    });
    let closeness = numbers.now.closeness.zip(numbers.closeness.as_ref()).map(|(now, receipt)| Meter {
        title: words::CLOSENESS,
        now: whole(now),
        before: numbers.quarter_ago.as_ref().map(|before| whole(before.closeness)),
        band: None,
        falls: None,
        rows: receipt::rows(receipt, day, &evidence),
    });
    let drift = numbers.now.drift.zip(numbers.drift.as_ref()).map(|(now, receipt)| Meter {
        title: words::DRIFT,
        now: whole(now),
        before: None,
        band: None,
        falls: None,
        rows: receipt::rows(receipt, day, &evidence),
    });
    Meters { warmth, closeness, drift }
}
