//! The habits of a tie: who begins, how soon each answers, and where the tie stood a quarter before. All as of a moment, and
//! none of it of whom colleague mode spares.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{PersonId, Receipt};
use network::initiative::Initiative;
use network::response::{self, Reply, Response};
use network::{Measure, Moment, TieDays};
use serde::Serialize;

use super::{moment_of, sql};
use crate::access::Cx;
use crate::error::Result;
use crate::features::snapshot;

/// The days of a quarter.
const QUARTER: i32 = 91;
/// Of how many of the newest interactions with a person answers are looked for.
const LOOKED_THROUGH: i64 = 200;

/// Who begins and who answers, each with the days it stands on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Habits {
    /// Who starts contact again after a silence; `None` where too little of it is known.
    pub initiative: Option<Starts>,
    /// How soon they answer; `None` where too little of it is known.
    pub they_answer: Option<Answers>,
    /// How soon the owner answers them.
    pub owner_answers: Option<Answers>,
}

/// Who starts contact again after a silence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Starts {
    /// How often the owner did.
    pub by_owner: u32,
    /// How often they did.
    pub by_them: u32,
    /// How often nobody can say: both acted that day, or the two met.
    pub by_both: u32,
    /// The part of the owner, 0–1, of the starts of one side.
    pub share: f64,
    /// A silence has at least so many days.
    pub silence_days: f64,
    /// The first and the last day on which a silence ended.
    pub days: (Date, Date),
}

/// How soon one side answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answers {
    /// The median in hours of the answerer's working time.
    pub median_hours: f64,
    /// How many answers it stands on.
    pub answers: usize,
    /// The days of the first and the last of them.
    pub days: (Date, Date),
    /// Whose working hours were counted; `None` where they are not known and the owner's were taken.
    pub zone: Option<String>,
}

/// Where a tie stood a quarter before, by the constants in use at the moment itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarterAgo {
    /// The day.
    pub day: Date,
    /// Warmth of that day.
    pub warmth: f64,
    /// Closeness of that day.
    pub closeness: f64,
    /// Why warmth was what it was.
    pub warmth_receipt: Receipt,
    /// Why closeness was what it was.
    pub closeness_receipt: Receipt,
}

/// The zones in which each side works.
pub(crate) struct Zones<'a> {
    /// The owner's.
    pub owner: &'a TimeZone,
    /// The other's, by name, as far as it is known.
    pub other: Option<&'a str>,
}

/// The newest answers between the owner and a person, of the mails that are known until a moment.
pub(crate) async fn replies(
    cx: &Cx,
    owner: PersonId,
    person: PersonId,
    as_of: Timestamp,
) -> Result<Vec<Reply>> {
    let args = [
        cx.ws(),
        person.0.into(),
        owner.0.into(),
        as_of.as_microsecond().into(),
        Timestamp::MIN.as_microsecond().into(),
        LOOKED_THROUGH.into(),
    ];
    let rows: Vec<(i64, i64, i64, i64)> = cx.app.db.fetch_all(sql::REPLIES, &args).await?;
    let moment = |at: i64| Timestamp::from_microsecond(at).ok();
    let reply = |(mail, asked, answered, author): (i64, i64, i64, i64)| {
        Some(Reply { mail, by_owner: author == owner.0, asked: moment(asked)?, answered: moment(answered)? })
    };
    Ok(rows.into_iter().filter_map(reply).collect())
}

/// The habits of the owner's tie with a person, with everything that they stand on read for it.
pub(super) async fn read(
    cx: &Cx,
    owner: PersonId,
    person: PersonId,
    days: &TieDays,
    as_of: Timestamp,
) -> Result<Habits> {
    let day = as_of.to_zoned(cx.app.zone.clone()).date();
    let ids = [person.0];
    let (replies, (lines, _)) =
        tokio::try_join!(replies(cx, owner, person, as_of), snapshot::some(cx, owner, as_of, day, &ids))?;
    let other = lines.first().and_then(|line| line.zone.as_deref());
    Ok(habits(days, &replies, &Zones { owner: &cx.app.zone, other }, as_of))
}

/// The habits of a tie as of a moment.
pub(crate) fn habits(days: &TieDays, replies: &[Reply], zones: &Zones<'_>, as_of: Timestamp) -> Habits {
    let first_on = response::first_on(replies, as_of);
    let known = zones.other.and_then(|name| Some((name, TimeZone::get(name).ok()?)));
    let theirs = known.as_ref().map_or(zones.owner, |(_, zone)| zone);
    let name = known.as_ref().map(|(name, _)| (*name).to_owned());
    let answers = |by_owner: bool, zone: &TimeZone, name: Option<String>| {
        Response::of(replies, by_owner, zone, as_of).map(|response| Answers {
            median_hours: response.seconds as f64 / 3600.0,
            answers: response.answers,
            days: (utc_day(response.between.0), utc_day(response.between.1)),
            zone: name,
        })
    };
    Habits {
        initiative: starts(days, &first_on, moment_of(as_of)),
        they_answer: answers(false, theirs, name),
        owner_answers: answers(true, zones.owner, zones.owner.iana_name().map(str::to_owned)),
    }
}

fn starts(days: &TieDays, first_on: &BTreeMap<i32, model::Direction>, at: Moment) -> Option<Starts> {
    let found = Initiative::of(days, first_on, at)?;
    Some(Starts {
        by_owner: found.by_owner,
        by_them: found.by_them,
        by_both: found.by_both,
        share: found.share(),
        silence_days: found.silence_days,
        days: (advice::day_of(found.days.0), advice::day_of(found.days.1)),
    })
}

fn utc_day(at: Timestamp) -> Date {
    advice::day_of(Moment::from(at).day)
}

/// Where the tie stood a quarter before a moment; `None` without contact until then.
pub(crate) fn quarter_ago(days: &TieDays, measure: &Measure<'_>, as_of: Timestamp) -> Option<QuarterAgo> {
    let now = moment_of(as_of);
    let then = Moment::new(now.day - QUARTER, now.second);
    let warmth_receipt = measure.warmth_receipt(days, then)?;
    let closeness_receipt = measure.closeness_receipt(days, then)?;
    Some(QuarterAgo {
        day: advice::day_of(then.day),
        warmth: warmth_receipt.value,
        closeness: closeness_receipt.value,
        warmth_receipt,
        closeness_receipt,
    })
}
