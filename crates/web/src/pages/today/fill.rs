//! From the day's page as data to what is shown: every figure becomes words, in the owner's time zone and date format.

use advice::words::{draft, evidence_line, gesture_phrase, reason_sentence};
use advice::{Evidence, Gesture, Reason, Suggestion, WhyLetGo};
use app::features::snapshot::PersonLine;
use app::features::today::{self, Birthday, How, Named, Near, Page, Workplace};
use app::features::tray;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{DateFormat, PersonId};

use super::letter::{mailto, short_name, tel};
use super::shown::{Brief, Drifting, Fact, Later, LetGo, Letter, Reader, Story};
use crate::look::Look;
use crate::parts::{Strip, StripWeek};
use crate::words::today as words;

/// Without contact in any source for so long, the sources are out of date rather than everyone silent.
const STALE_DAYS: i64 = 30;

/// Everything the page shows.
pub fn brief(
    page: &Page,
    more: usize,
    reader: Reader,
    waiting: &[tray::Suggestion],
    look: &Look,
    now: Timestamp,
) -> Brief {
    let chosen = page.list.chosen.iter().filter_map(|s| story(page, s, look, now));
    let stories: Vec<Story> = chosen
        .map(|story| {
            let about = waiting.iter().filter(|one| one.people.contains(&PersonId(story.id)));
            Story { suggested: about.map(|one| words::suggested(&one.by, &one.words)).collect(), ..story }
        })
        .collect();
    let picture = &page.picture;
    let day_of = |at: Timestamp| at.to_zoned(look.zone.clone()).date();
    let is_first_day = picture.first_import.is_some_and(|at| day_of(at) == look.today);
    let updated = picture.updated.map(|at| {
        let when = if day_of(at) == look.today { look.time(at) } else { look.day_time(at) };
        words::updated(&when, picture.sources)
    });
    let asks_for_key_people = reader.changes && !picture.has_key_people && picture.first_import.is_some();
    let asks_about = if asks_for_key_people { 0 } else { reader.left_to_ask };
    Brief {
        kicker: format!(
            "{} · {}",
            look.weekday_day(look.today),
            words::week(look.today.iso_week_date().week())
        ),
        headline: words::headline(stories.len(), page.done.len(), is_first_day),
        standfirst: standfirst(page, look, is_first_day && page.done.is_empty()),
        places: words::places(stories.len(), page.done.len(), page.limit),
        next: next(page, look),
        until_then: if page.done.is_empty() { words::UNTIL_THEN } else { words::DONE_UNTIL_THEN },
        more,
        reader,
        done: page.done.iter().map(|(line, how)| fact(line, String::new(), done(line, *how, look))).collect(),
        asks_for_key_people,
        asks_about,
        let_go: let_go(page, more, look),
        dates: page.birthdays.iter().map(|birthday| date(birthday, look)).collect(),
        drifting_count: words::people(
            u32::try_from(page.drifting_count).unwrap_or(u32::MAX),
            &look.number(page.drifting_count as i64),
        ),
        drifting: page.drifting.iter().map(|line| drifting(line, look)).collect(),
        newest_contact: picture.newest_contact.map(|day| words::newest_contact(&look.day(day))),
        stale: picture
            .newest_contact
            .filter(|day| look.today.duration_since(*day).as_hours() / 24 > STALE_DAYS)
            .map(|day| words::stale(&look.day(day))),
        updated,
        stories,
    }
}

fn standfirst(page: &Page, look: &Look, is_first_day: bool) -> String {
    let picture = &page.picture;
    let main_reasons = || page.list.chosen.iter().filter_map(|s| s.reasons.first());
    if is_first_day {
        let since = picture.since.map(|day| look.day(day));
        return words::first_standfirst(&look.number(picture.people as i64), picture.sources, since);
    }
    if main_reasons().next().is_none() && !page.done.is_empty() {
        return words::done_for_today(page.done.len(), page.list.let_go.count);
    }
    if main_reasons().next().is_none() {
        return words::nobody_due(&look.number(picture.relationships as i64));
    }
    words::standfirst(main_reasons(), page.list.let_go.count)
}

/// Who comes next once the list is done with: whoever is due today and was over the number of people, who may be asked for
/// beside it, before anybody of the days ahead.
fn next(page: &Page, look: &Look) -> String {
    let waits = page.list.let_go.first.iter().find(|entry| entry.why == WhyLetGo::OverBudget);
    if let Some(named) = waits.and_then(|entry| page.who.get(&entry.person.0)) {
        return words::next_in_line(&named.line.name);
    }
    let named = page.list.next_due.and_then(|next| Some((page.who.get(&next.person.0)?, next.day)));
    named.map_or_else(
        || words::NO_NEXT.to_owned(),
        |(named, day)| words::next(&named.line.name, day, look.days()),
    )
}

fn story(page: &Page, suggestion: &Suggestion, look: &Look, now: Timestamp) -> Option<Story> {
    let Named { line, near } = page.who.get(&suggestion.person.0)?;
    let near = near.as_ref()?;
    let silence = silence_days(line, look);
    Some(Story {
        id: line.id,
        slug: line.slug.clone(),
        name: line.name.clone(),
        native: line.native_name.clone().filter(|native| *native != line.name),
        country: line.country.clone(),
        about: about(line, look, now),
        warmth: suggestion.warmth,
        strip: strip(line, near, look),
        rhythm: match line.is_spared {
            true => words::last_contact(&look.ago_days(i64::from(silence))),
            false => words::rhythm(usual_days(line), silence),
        },
        reason: reason_sentence(suggestion, &line.name, look.dates),
        gesture: gesture_phrase(suggestion, &line.name, look.dates),
        evidence: evidence(suggestion, &line.slug, look),
        letter: letter(suggestion, line, near, look.dates),
        call: near.phone.as_deref().filter(|_| is_call(&suggestion.gesture)).map(tel),
        later: later(line, look),
        short_name: short_name(&line.name),
        suggested: Vec::new(),
    })
}

fn silence_days(line: &PersonLine, look: &Look) -> u32 {
    line.tie.as_ref().map_or(0, |tie| tie.silent_for(look.today))
}

fn usual_days(line: &PersonLine) -> Option<u32> {
    line.tie.as_ref()?.usual_gap_days.map(|gap| gap.round().max(1.0) as u32)
}

/// Role, place with local time, and until when they are at work.
fn about(line: &PersonLine, look: &Look, now: Timestamp) -> Vec<String> {
    let zone = line.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
    let is_elsewhere = |zone: &&TimeZone| zone.to_offset(now) != look.zone.to_offset(now);
    let time = zone.as_ref().filter(is_elsewhere).map(|zone| look.time_in(now, zone));
    let until = zone
        .as_ref()
        .filter(is_elsewhere)
        .and_then(|zone| Some(look.time_in(today::working_until(now, zone, line.country.as_deref())?, zone)));
    [
        words::role(&line.title, line.organization.as_deref()),
        words::place(line.city.as_deref(), time.as_deref()),
        until.map(|time| words::working_until(&time)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn strip(line: &PersonLine, near: &Near, look: &Look) -> Strip {
    let silence = line.tie.as_ref().map(|_| silence_days(line, look));
    let is_overdue = usual_days(line).zip(silence).is_some_and(|(usual, now)| now > usual);
    let weeks = near.weeks.map(|week| StripWeek { up: week.by_owner(), down: week.by_them() });
    Strip { weeks, silence_days: silence, is_overdue }
}

/// Each figure with where it can be seen: the day's contact in the timeline, all contact, the receipt of the warmth.
fn evidence(suggestion: &Suggestion, slug: &str, look: &Look) -> Vec<(String, String)> {
    let waiting = suggestion.reasons.iter().find_map(|reason| match reason {
        Reason::Unanswered { mail, .. } => Some(mail.day),
        _ => None,
    });
    let href = |evidence: &Evidence| match evidence {
        Evidence::LastContact { day, .. } => {
            let from = waiting.unwrap_or(*day).min(*day);
            format!("/people/{slug}?from={from}&to={day}#timeline")
        }
        Evidence::Contacts { .. } => format!("/people/{slug}#timeline"),
        Evidence::WarmthFall { .. } => format!("/people/{slug}#warmth"),
    };
    let all = suggestion.evidence.iter();
    all.map(|evidence| (evidence_line(evidence, look.days()), href(evidence))).collect()
}

fn letter(suggestion: &Suggestion, line: &PersonLine, near: &Near, dates: DateFormat) -> Option<Letter> {
    let address = near.mail.as_deref()?;
    let draft = draft(suggestion, near.address.as_deref().unwrap_or(&line.name), dates);
    Some(Letter { mailto: mailto(address, &draft.subject, &draft.body), body: draft.body })
}

fn is_call(gesture: &Gesture) -> bool {
    use advice::Means::Call;
    match gesture {
        Gesture::Call { .. } => true,
        Gesture::AskHowItWent { by, .. } | Gesture::Offer { by } | Gesture::Congratulate { by, .. } => {
            *by == Call
        }
        Gesture::Answer { .. } | Gesture::SuggestMeeting { .. } => false,
    }
}

fn later(line: &PersonLine, look: &Look) -> Vec<Later> {
    let them = Workplace { zone: line.zone.as_deref(), country: line.country.as_deref() };
    let days = today::later(look.today, &look.zone, them);
    days.into_iter()
        .map(|later| Later {
            day: later.day,
            words: look.weekday_day(later.day),
            good: later.good.map(|(from, to)| words::good_time(&look.time(from), &look.time(to))),
        })
        .collect()
}

/// What was done with somebody, and until when that holds.
fn done(line: &PersonLine, how: How, look: &Look) -> String {
    match (how, line.snoozed_until) {
        (How::Logged(kind), _) => words::logged(kind).to_owned(),
        (How::PutOff, Some(day)) => words::put_off(&look.weekday_day(day)),
        (How::PutOff | How::Dismissed, _) => words::NOT_ON_TODAY.to_owned(),
    }
}

fn let_go(page: &Page, more: usize, look: &Look) -> LetGo {
    let let_go = &page.list.let_go;
    let named = let_go.first.iter().filter_map(|entry| {
        let line = &page.who.get(&entry.person.0)?.line;
        Some(fact(line, String::new(), words::why_let_go(&entry.why, look.days())))
    });
    let is_over_budget = let_go.first.iter().any(|entry| entry.why == WhyLetGo::OverBudget);
    let next = page.limit.saturating_sub(more).max(1);
    LetGo {
        ask_for_more: is_over_budget
            .then(|| (format!("/?more={}#reach", more + next), words::show_more(next))),
        count: let_go.count,
        words: words::people(let_go.count, &look.number(i64::from(let_go.count))),
        named: named.collect(),
    }
}

fn fact(line: &PersonLine, what: String, end: String) -> Fact {
    Fact { slug: line.slug.clone(), name: line.name.clone(), country: line.country.clone(), what, end }
}

fn date(birthday: &Birthday, look: &Look) -> Fact {
    fact(&birthday.line, words::birthday(birthday.age), look.day_short(birthday.day))
}

fn drifting(line: &PersonLine, look: &Look) -> Drifting {
    Drifting {
        slug: line.slug.clone(),
        name: line.name.clone(),
        country: line.country.clone(),
        warmth: line.warmth().unwrap_or_default(),
        silence: line.drifting(look.today).map_or_else(String::new, |d| advice::words::evidence_of_drift(&d)),
    }
}
