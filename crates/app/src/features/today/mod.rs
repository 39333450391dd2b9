//! Whom to reach out to today, and why.
//!
//! Every tie of the owner is looked at ([`glance`]), the numbers of those that may be due are computed ([`candidates`]),
//! and the crate `advice` ranks them by what waiting costs. The few that are chosen are then looked up in full (their last
//! mails, how they are reached) and ranked again with what that showed.
//!
//! [`today()`] does it for any moment, from the database; [`page()`] for the present one, from the snapshot, with what the
//! page shows besides. [`dismiss()`] takes somebody off the list, [`later()`] says to when they can be put off.

mod candidates;
mod dismiss;
mod glance;
mod handled;
mod later;
mod page;
mod sql;
mod standing;

use std::collections::{HashMap, HashSet};

use advice::{Candidate, Mention, Reach, TodaySettings, Unanswered, Weighed, day_of};
use jiff::{Timestamp, civil::Date};
use model::{InteractionId, PersonId};
use serde::Serialize;

use crate::access::{Cx, Right};
use crate::error::Result;
use crate::features::accuracy;
use crate::features::interactions::{self, TimelineEntry};
use crate::features::keeping;
use crate::features::people::{self, Reachable, Who};
use crate::features::understanding;
pub(crate) use candidates::candidate_of;
use candidates::weighty;
pub use dismiss::{Dismissed, WhyNot, dismiss};
pub(crate) use dismiss::{is_of_last_year, take_back};
use handled::{Asked, Ranked, ranked_day};
pub use handled::{Handled, How};
pub use later::{Later, Workplace, later, working_until};
pub(crate) use page::page_of;
pub use page::{Birthday, Named, Near, Page, Picture, limit_of, page};
pub(crate) use standing::Standing;

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
    let weighty = weighty(cx, owner, as_of, settings, day).await?;
    let everyone: Vec<Weighty<'_>> = weighty.iter().flatten().map(|(c, weighed)| (c, weighed)).collect();
    let constants = accuracy::constants(cx, as_of).await?;
    let asked = Asked { cx, owner, as_of, settings, day, constants };
    let Ranked { list, done, .. } = ranked_day(&asked, &everyone).await?;
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

/// A person of whom something is to be said, and how much it weighs.
pub(crate) type Weighty<'a> = (&'a Candidate, &'a Weighed);

/// Ranks everyone, looks closer at the chosen, and ranks again until nobody new is chosen; with how these are reached.
/// Contact in `logged` is looked past.
async fn ranked(
    asked: &Asked<'_>,
    everyone: Vec<Weighty<'_>>,
    logged: &HashSet<i64>,
) -> Result<(advice::Today, HashMap<i64, Reachable>)> {
    let Asked { cx, owner, as_of, settings, day, .. } = asked;
    let (owner, as_of, day) = (*owner, *as_of, *day);
    let mut closer: HashMap<i64, (Candidate, Option<Weighed>)> = HashMap::new();
    let mut reached: HashMap<i64, Reachable> = HashMap::new();
    let mut subjects: HashMap<i64, String> = HashMap::new();
    let mut list = advice::choose(everyone.iter().copied(), settings, day);
    for _ in 0..ROUNDS {
        let unknown: Vec<i64> =
            list.chosen.iter().map(|s| s.person.0).filter(|person| !closer.contains_key(person)).collect();
        if unknown.is_empty() {
            break;
        }
        reached.extend(people::reachable(cx, &unknown).await?);
        for (candidate, _) in everyone.iter().filter(|(c, _)| unknown.contains(&c.person.0)) {
            let mut candidate = Candidate::clone(candidate);
            let person = candidate.person;
            let mut latest = interactions::latest_between(cx, owner, person, as_of, LATEST).await?;
            latest.retain(|e| !logged.contains(&e.id));
            look_closer(&mut candidate, &latest, reached.get(&person.0), day);
            subjects.extend(latest.into_iter().map(|e| (e.id, cx.title(e.title))));
            let weighed = Weighed::of(&candidate, settings, day);
            closer.insert(person.0, (candidate, weighed));
        }
        let from_afar = everyone.iter().copied().filter(|(c, _)| !closer.contains_key(&c.person.0));
        let looked_at =
            closer.values().filter_map(|(candidate, weighed)| Some((candidate, weighed.as_ref()?)));
        list = advice::choose(from_afar.chain(looked_at), settings, day);
    }
    list.fill_subjects(|id| subjects.get(&id.0).filter(|s| !s.is_empty()).cloned());
    Ok((list, reached))
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
