//! Whom to reach out to today, and why.
//!
//! Every tie of the owner is looked at ([`glance`]), the numbers of those that may be due are computed, and the crate
//! `advice` ranks them by what waiting costs. The few that are chosen are then looked up in full (their last mails, how
//! they are reached) and ranked again with what that showed.
//!
//! [`today()`] does it for any moment, from the database; [`page()`] for the present one, from the snapshot, with what the
//! page shows besides. [`dismiss()`] takes somebody off the list, [`later()`] says to when they can be put off.

mod dismiss;
mod glance;
mod handled;
mod later;
mod page;
mod sql;

use std::collections::{HashMap, HashSet};

use advice::{
    Candidate, LastContact, Mention, OwnersWord, Reach, Rhythm, TodaySettings, Unanswered, Unreturned, day_of,
};
use jiff::{Timestamp, civil::Date};
use model::{InteractionId, PersonId};
use network::closeness::Word;
use network::{Measure, Moment, TieDays, TieNumbers};
use rayon::prelude::*;
use serde::Serialize;

use crate::access::{Cx, Right};
use crate::error::Result;
use crate::features::details::{self, Kind};
use crate::features::interactions::{self, TimelineEntry};
use crate::features::keeping;
use crate::features::people::{self, Reachable, Who, moment_of};
use crate::features::snapshot::PersonLine;
use crate::features::understanding::{self, TieOfPerson};
pub use dismiss::{Dismissed, WhyNot, dismiss};
pub(crate) use dismiss::{is_of_last_year, take_back};
use glance::Glance;
use handled::{Asked, Ranked, ranked_day};
pub use handled::{Handled, How};
pub use later::{Later, Workplace, later, working_until};
pub(crate) use page::page_of;
pub use page::{Birthday, Named, Near, Page, Picture, limit_of, page};

/// Contact within so many days leaves nothing to say but an answer that is owed.
const JUST_IN_TOUCH_DAYS: i32 = 4;
/// Whoever's silence is shorter than this part of their mean gap is not due.
const DUE_FROM_GAPS: f64 = 0.5;
/// A mail that waits for longer is no reason any more (`advice` gives it no weight).
const UNANSWERED_DAYS: i32 = 90;
/// A tie with less than a rhythm is a reason only while it is young.
const YOUNG_DAYS: i32 = 90;
/// An automatic reply is believed for so many days.
const AWAY_DAYS: i32 = 7;
/// How often the chosen are looked up and ranked again, at most.
const ROUNDS: usize = 4;
/// Interactions looked at to find what is open between two people.
const LATEST: i64 = 40;

/// The list of a day, with names.
#[derive(Clone, Debug, Serialize)]
pub struct TodayPage {
    /// The list, as data.
    pub today: advice::Today,
    /// Who was on the list and is done.
    pub done: Vec<Handled>,
    /// Who the people are that it names.
    pub who: HashMap<i64, Who>,
    /// Where they work, as far as a card or profile says.
    pub positions: HashMap<i64, (String, String)>,
}

impl TodayPage {
    /// The display name of a person on the list.
    pub fn name(&self, person: PersonId) -> &str {
        self.who.get(&person.0).map_or("somebody", |w| w.name.as_str())
    }
}

/// Whom to reach out to as of a moment, at most `limit` people. Of the present day, those who were handled since midnight keep
/// their places and are told apart, so that nobody else moves up.
///
/// # Errors
/// The member may not read here, nothing was imported yet, or the database cannot be read.
pub async fn today(cx: &Cx, as_of: Timestamp, limit: usize) -> Result<TodayPage> {
    cx.require(Right::Read)?;
    let owner = keeping::known_owner(cx).await?;
    let day = as_of.to_zoned(cx.app.zone.clone()).date();
    let settings = TodaySettings { limit, ..TodaySettings::STANDARD };
    let candidates = candidates(cx, owner, as_of, &settings, day).await?;
    let asked = Asked { cx, owner, as_of, settings, day };
    let Ranked { list, done, .. } = ranked_day(&asked, &candidates.iter().collect::<Vec<_>>()).await?;
    let named: Vec<i64> = list
        .chosen
        .iter()
        .map(|s| s.person.0)
        .chain(done.iter().map(|handled| handled.person.0))
        .chain(list.let_go.first.iter().map(|e| e.person.0))
        .chain(list.next_due.iter().map(|n| n.person.0))
        .collect();
    let positions = people::positions_of_some(cx, &named).await?;
    Ok(TodayPage { who: people::some(cx, named.into_iter()).await?, positions, today: list, done })
}

/// Ranks everyone, looks closer at the chosen, and ranks again until nobody new is chosen; with how these are reached.
/// Contact in `logged` is looked past.
async fn ranked(
    asked: &Asked<'_>,
    everyone: Vec<&Candidate>,
    logged: &HashSet<i64>,
) -> Result<(advice::Today, HashMap<i64, Reachable>)> {
    let Asked { cx, owner, as_of, settings, day } = asked;
    let (owner, as_of, day) = (*owner, *as_of, *day);
    let relevant: Vec<&Candidate> =
        everyone.into_par_iter().filter(|c| advice::is_relevant(c, settings, day)).collect();
    let mut closer: HashMap<i64, Candidate> = HashMap::new();
    let mut reached: HashMap<i64, Reachable> = HashMap::new();
    let mut subjects: HashMap<i64, String> = HashMap::new();
    let mut list = advice::today(relevant.iter().copied(), settings, day);
    for _ in 0..ROUNDS {
        let unknown: Vec<i64> =
            list.chosen.iter().map(|s| s.person.0).filter(|person| !closer.contains_key(person)).collect();
        if unknown.is_empty() {
            break;
        }
        reached.extend(people::reachable(cx, &unknown).await?);
        for candidate in relevant.iter().filter(|c| unknown.contains(&c.person.0)) {
            let mut candidate = Candidate::clone(candidate);
            let person = candidate.person;
            let mut latest = interactions::latest_between(cx, owner, person, as_of, LATEST).await?;
            latest.retain(|e| !logged.contains(&e.id));
            look_closer(&mut candidate, &latest, reached.get(&person.0), day);
            subjects.extend(latest.into_iter().map(|e| (e.id, e.title)));
            closer.insert(person.0, candidate);
        }
        let looked_at = relevant.iter().map(|c| closer.get(&c.person.0).unwrap_or(c));
        list = advice::today(looked_at, settings, day);
    }
    list.fill_subjects(|id| subjects.get(&id.0).filter(|s| !s.is_empty()).cloned());
    Ok((list, reached))
}

/// What is known of a person besides their tie, as far as it decides whether they are on the list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// At one of the owner's own domains.
    pub is_colleague: bool,
    /// One of the key people.
    pub is_key: bool,
    /// What the owner said.
    pub owners_word: OwnersWord,
    /// The owner's own word on closeness.
    pub closeness: Option<Word>,
}

impl Standing {
    /// As the snapshot has it.
    pub fn of_line(line: &PersonLine) -> Standing {
        Standing {
            is_colleague: line.is_colleague,
            is_key: line.key == Some(true),
            owners_word: OwnersWord {
                cadence_days: line.cadence_days,
                snoozed_until: line.snoozed_until,
                never: line.is_never,
                dismissals: line.dismissals,
            },
            closeness: line.word,
        }
    }

    fn say(&mut self, kind: Kind, value: &str) {
        match kind {
            Kind::Key => self.is_key = value == "yes",
            Kind::Never => self.owners_word.never = value == "yes",
            Kind::Cadence => self.owners_word.cadence_days = value.parse().ok(),
            Kind::Closeness => self.closeness = details::word_of(value),
            _ => {}
        }
    }
}

/// Everyone of whom something is to be said, from the ties alone.
async fn candidates(
    cx: &Cx,
    owner: PersonId,
    as_of: Timestamp,
    settings: &TodaySettings,
    day: Date,
) -> Result<Vec<Candidate>> {
    let db = &cx.app.db;
    let ws = [cx.ws()];
    // One after the other: each connection that is opened would cost more than these reads.
    let aside = people::set_aside(cx).await?;
    let colleagues = people::colleagues(cx).await?;
    let said = details::that_matter(cx).await?;
    let dismissed: Vec<(i64, i64)> = db.fetch_all(sql::EVERYONES_DISMISSALS, &ws).await?;
    let ties = understanding::ties_of(db, cx.workspace, owner).await?;
    let mut standings: HashMap<i64, Standing> = HashMap::new();
    for (person, _) in dismissed.iter().filter(|(_, at)| is_of_last_year(*at, as_of)) {
        standings.entry(*person).or_default().owners_word.dismissals += 1;
    }
    for (person, kind, value) in &said {
        standings.entry(*person).or_default().say(*kind, value);
    }
    let at = moment_of(as_of);
    let all: Vec<TieOfPerson<'_>> =
        ties.iter().filter(|t| !aside.get(&t.other).is_some_and(|a| a.is_nobody)).collect();
    all.into_par_iter()
        .filter_map(|tie| {
            let mut standing = standings.get(&tie.other).copied().unwrap_or_default();
            standing.is_colleague = colleagues.contains(&tie.other);
            standing.owners_word.snoozed_until =
                aside.get(&tie.other).and_then(|a| a.snoozed_until).map(day_of);
            let candidate = |days| {
                candidate_of(tie.other, &days, None, &standing, at, day)
                    .filter(|candidate| advice::is_relevant(candidate, settings, day))
            };
            tie.unpacked().map(candidate).transpose()
        })
        .collect()
}

/// Cheap, and never wrong about someone who is due: no tie is dropped that `advice` could choose.
fn may_be_due(glance: &Glance, standing: &Standing, at: Moment) -> bool {
    let Some(last) = glance.last else { return false };
    if !glance.counts.owner_acted() {
        return false;
    }
    let is_waiting = glance.unanswered_since().is_some_and(|day| at.day - day <= UNANSWERED_DAYS);
    if is_waiting || standing.owners_word.cadence_days.is_some() {
        return true;
    }
    let counts = &glance.counts;
    let may_matter = counts.has_rhythm() || at.day - glance.first_day <= YOUNG_DAYS || counts.was_lively();
    let silence = at.day - last.moment.day;
    may_matter
        && silence > JUST_IN_TOUCH_DAYS
        && f64::from(silence) > DUE_FROM_GAPS * counts.mean_gap(glance.first_day, last.moment.day)
}

/// Of a tie whose only reason could be that it fades: whether too little is left to be lost, and to be announced.
fn is_beyond_loss(glance: &Glance, now: &TieNumbers, standing: &Standing, at: Moment) -> bool {
    let has_other_reason = standing.owners_word.cadence_days.is_some()
        || glance.unanswered_since().is_some_and(|day| at.day - day <= UNANSWERED_DAYS)
        || at.day - glance.first_day <= YOUNG_DAYS
        || glance.counts.was_lively();
    !has_other_reason && advice::is_beyond_loss(now.closeness, now.warmth)
}

/// What `advice` needs to know of a tie that may be due at a moment; its numbers are computed unless they are given.
pub(crate) fn candidate_of(
    person: i64,
    days: &TieDays,
    numbers: Option<&TieNumbers>,
    standing: &Standing,
    at: Moment,
    day: Date,
) -> Option<Candidate> {
    let glance = Glance::of(days, at);
    let last = glance.last.filter(|_| may_be_due(&glance, standing, at))?;
    let measure = Measure { word: standing.closeness, ..Measure::NEW };
    let now = match numbers {
        Some(numbers) => *numbers,
        None => measure.numbers(days, at)?,
    };
    if is_beyond_loss(&glance, &now, standing, at) {
        return None;
    }
    let rhythm = now.rhythm.as_ref().map(|r| Rhythm { gap_days: r.gap_days, late_days: r.late_days });
    let last_day = day_of(last.moment.day).min(day);
    // Meetings that are planned do not count as if they had taken place.
    let fallen = || {
        let later_days = advice::later_days(rhythm.map(|r| r.gap_days));
        let later = Moment { day: at.day.saturating_add_unsigned(later_days), second: at.second };
        measure.numbers_after_silence(days, at, later)
    };
    let warmth_later =
        advice::may_fade(rhythm, last_day, day).then(fallen).flatten().map_or(now.warmth, |n| n.warmth);
    Some(Candidate {
        person: PersonId(person),
        is_person: true,
        is_colleague: standing.is_colleague,
        is_key: standing.is_key,
        warmth: now.warmth,
        warmth_later,
        closeness: now.closeness,
        rhythm,
        first_day: day_of(now.first_day),
        last: LastContact {
            day: last_day,
            channel: last.channel,
            direction: last.direction,
            interaction: None,
        },
        counts: glance.counts.finished(),
        unanswered: glance.unanswered_since().map(|since| Unanswered {
            mail: Mention { interaction: InteractionId(0), day: day_of(since), subject: None },
            is_answer: false,
        }),
        unreturned: (glance.unreturned.0 > 0)
            .then(|| Unreturned { mails: glance.unreturned.0, since: day_of(glance.unreturned.1) }),
        topic: None,
        planned: glance.planned.map(day_of),
        occasion: None,
        owners_word: standing.owners_word,
        reach: Reach { has_mail: true, ..Reach::default() },
    })
}

/// Corrects a candidate by what the latest interactions between the two really were.
fn look_closer(candidate: &mut Candidate, latest: &[TimelineEntry], reach: Option<&Reachable>, day: Date) {
    let mention = |e: &TimelineEntry| Mention { interaction: InteractionId(e.id), day: e.day, subject: None };
    candidate.last.interaction = latest.iter().find(|e| e.counts).map(|e| InteractionId(e.id));
    let is_between_the_two = |e: &&TimelineEntry| {
        e.counts && ((e.kind == "email" && e.size <= 1) || (e.kind == "meeting" && e.size <= 4))
    };
    let is_theirs_on_a_list = |e: &&TimelineEntry| e.is_discussion && e.from_them;
    candidate.topic = latest
        .iter()
        .find(is_between_the_two)
        .or_else(|| latest.iter().find(is_theirs_on_a_list))
        .map(mention);
    if candidate.unanswered.is_some() {
        let owner_acted = latest.iter().position(|e| e.counts && (!e.from_them || e.kind != "email"));
        let open = latest
            .iter()
            .position(|e| e.counts && e.kind == "email" && e.from_them && e.size <= 1)
            .filter(|mail| owner_acted.is_none_or(|acted| acted > *mail));
        candidate.unanswered = open.map(|mail| Unanswered {
            mail: mention(&latest[mail]),
            is_answer: is_answer(&latest[mail].title),
        });
    }
    if let Some(reach) = reach {
        candidate.reach = Reach {
            away_until: reach
                .away_at
                .map(|us| day_of(understanding::pairs::moment(us).day + AWAY_DAYS))
                .filter(|d| *d >= day),
            has_mail: reach.mail.is_some(),
            has_phone: reach.phone.is_some(),
        };
    }
}

/// Whether a subject is that of an answer, in the languages of the usual mail programs.
fn is_answer(subject: &str) -> bool {
    const MARKS: [&str; 12] =
        ["re:", "aw:", "antw:", "sv:", "vs:", "rv:", "ref:", "odp:", "ynt:", "回复:", "回复：", "رد:"];
    let start: String = subject.trim_start().chars().take(8).collect::<String>().to_lowercase();
    MARKS.iter().any(|mark| start.starts_with(mark))
}
