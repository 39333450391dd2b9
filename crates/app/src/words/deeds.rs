//! Acts in words, without a capital: they stand in a log, and after “taken back”.

use identity::Industry;

use super::{day, held, industries};
use crate::features::accuracy;
use crate::features::acts::{Deed, Members, NoteChange, People, Place, Whom, WhyOne};
use crate::features::details::Said;
use crate::features::interactions::LogKind;
use crate::features::key_people::Verdict;
use crate::features::settings::{self, Key};
use crate::features::today::WhyNot;

/// How many of many things said are told.
const SAID: usize = 4;

/// An act.
pub fn deed(what: &Deed) -> String {
    match what {
        Deed::People(people) => of_people(people),
        Deed::Place(place) => of_place(place),
        Deed::Members(members) => of_members(members),
        Deed::Suggested { deed: what } => format!("suggested: {}", deed(what)),
        Deed::Declined { deed: what } => format!("declined: {}", deed(what)),
        Deed::TakenBack { deed: what } => format!("taken back: {}", deed(what)),
        Deed::ToDo { deed: what, day: on, text, said } => {
            let what = match what.as_ref() {
                Deed::People(People::Added { names }) => format!("{} added", names.join(", ")),
                what => deed(what),
            };
            let on = on.map(|on| format!(" on {}", day(on))).unwrap_or_default();
            let said = if said.is_empty() { text.trim().to_owned() } else { values(said) };
            if said.is_empty() { format!("{what}{on}") } else { format!("{what}{on}: {said}") }
        }
        Deed::Words(words) => words.clone(),
    }
}

fn of_people(what: &People) -> String {
    match what {
        People::Logged { name, how: LogKind::Note } => format!("note about {name}"),
        People::Logged { name, how } => format!("{} with {name}", how.word()),
        People::Note { name, now: NoteChange::Added } => format!("note about {name}"),
        People::Note { name, now: NoteChange::Changed } => format!("note about {name} changed"),
        People::Note { name, now: NoteChange::Deleted } => format!("note about {name} deleted"),
        People::Details { name } => format!("details of {name} changed"),
        People::Closeness { name, word } => format!("{name}: {}", closeness(word.as_deref())),
        People::Never { name, is_never: true } => format!("{name} never on Today"),
        People::Never { name, is_never: false } => format!("{name} on Today again"),
        People::Private { name, is_private: true } => format!("{name} is for you alone"),
        People::Private { name, is_private: false } => format!("{name} is no longer for you alone"),
        People::Key { whom, is_key: true } => format!("{} marked as key", called(whom)),
        People::Key { whom, is_key: false } => format!("{} no longer marked as key", called(whom)),
        People::Proposed { whom, verdict } => proposed(whom, *verdict),
        People::Nature { whom, nature } if nature == "person" => {
            format!("{} taken in as a person", called(whom))
        }
        People::Nature { whom, nature } => format!("{} kept out: {}", called(whom), spaced(nature)),
        People::SampleUnsaid => "what was chosen among the sample's people is taken back".to_owned(),
        People::LeftAlone { whom, until } => format!("{} left alone until {}", called(whom), day(*until)),
        People::NotOnToday { name, why: WhyNot::Unneeded, .. } => format!("{name} never again on Today"),
        People::NotOnToday { name, why, until } => {
            let until = until.map(|until| format!(", left alone until {}", day(until))).unwrap_or_default();
            format!("{name}: {}{until}", why_not(*why))
        }
        People::Added { names } => format!("{} added by hand", shortened(names)),
        People::Owner { said } => format!("{} named as the owner's own", said.join(", ")),
        People::Joined { survivor, joined, why } => format!("{joined} joined to {survivor}{}", why_one(why)),
        People::AddressAdded { name, address } => format!("{address} added to {name}"),
        People::AddressTaken { name, address } => format!("{address} taken from {name}"),
        People::Introduction { connector, target } => {
            format!("{connector} asked for an introduction to {target}")
        }
        People::Answered { name, number, verdict } => {
            format!("{} of {name} called {}", number.word(), called_so(*verdict))
        }
    }
}

fn of_place(what: &Place) -> String {
    match what {
        Place::Imported { names } => format!("import of {}", names.join(", ")),
        Place::TakenIn { names } => format!("import of {}, an export of Kith", names.join(", ")),
        Place::Forgotten { erased, kept, addresses } => format!(
            "somebody forgotten: {erased} interactions erased, {kept} of others kept without them, {addresses} addresses \
             kept out"
        ),
        Place::BackupsDeleted { backups } => {
            format!("{backups} backups deleted that held somebody who was forgotten")
        }
        Place::LetIn => "an address that was forgotten is let in again".to_owned(),
        Place::Retained { source, months } => format!("what “{source}” tells, kept {}", period(*months)),
        Place::Erased { interactions, source, months } => {
            format!("{interactions} interactions of {source} older than {months} months erased")
        }
        Place::Held { name, from, until, reason } => {
            format!("legal hold on {}: {reason}", held(name.as_deref(), *from, *until))
        }
        Place::HoldLifted { name, from, until } => {
            format!("legal hold lifted: {}", held(name.as_deref(), *from, *until))
        }
        Place::Industry { organization, industry } => {
            industries::said(organization, industry.as_deref().and_then(Industry::from_word))
        }
        Place::Set { key, value } => format!("{} set to {}", setting(*key), set_to(*key, value.as_deref())),
    }
}

fn of_members(what: &Members) -> String {
    match what {
        Members::Invited { name } => format!("{name} invited"),
        Members::InvitationTaken { name } => format!("the invitation of {name} taken back"),
        Members::Granted { name } => format!("what {name} may do and see, changed"),
        Members::Ended { name } => format!("{name} may not come in any more"),
        Members::Delegated { name, task, about: None } => format!("{name} asked to {task}"),
        Members::Delegated { name, task, about: Some(about) } => format!("{name} asked to {task} ({about})"),
        Members::Finished { task } => format!("done: {task}"),
    }
}

fn called(whom: &Whom) -> String {
    match whom {
        Whom::One(name) => name.clone(),
        Whom::Many(n) => format!("{n} people"),
    }
}

/// “Ana, Ben and 10 more”.
fn shortened(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more", rest.len()),
    }
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

fn closeness(word: Option<&str>) -> &'static str {
    match word {
        Some("distant") => "not really close",
        Some("close") => "close",
        Some(_) => "one of the closest",
        None => "no word on closeness",
    }
}

fn proposed(whom: &Whom, verdict: Verdict) -> String {
    match (whom, verdict) {
        (Whom::One(name), Verdict::Key) => format!("{name} is one of the key people"),
        (whom, Verdict::Key) => format!("{} are key people", called(whom)),
        (whom, Verdict::Struck) => format!("{} struck from the proposed key people", called(whom)),
        (whom, Verdict::Open) => format!("{} no longer among the key people", called(whom)),
    }
}

fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::Elsewhere => "in touch another way",
        WhyNot::Unneeded => "never again on Today",
        WhyNot::Wrong => "the reason was wrong",
    }
}

fn why_one(why: &WhyOne) -> String {
    match why {
        WhyOne::Owner => ": the same owner".to_owned(),
        WhyOne::SourceOfOwner => ": the source says that this is you".to_owned(),
        WhyOne::Card => ": both addresses stand on one card".to_owned(),
        WhyOne::Words(words) if words.trim().is_empty() => String::new(),
        WhyOne::Words(words) => format!(": {}", words.trim()),
    }
}

fn called_so(verdict: accuracy::Verdict) -> &'static str {
    match verdict {
        accuracy::Verdict::Right => "right",
        accuracy::Verdict::TooHigh => "too high",
        accuracy::Verdict::TooLow => "too low",
        accuracy::Verdict::Unknown => "unknown",
    }
}

/// For how long.
fn period(months: i64) -> String {
    match (months / 12, months % 12) {
        (0, 0) => "for ever".to_owned(),
        (0, 1) => "for 1 month".to_owned(),
        (1, 0) => "for 1 year".to_owned(),
        (years, 0) => format!("for {years} years"),
        _ => format!("for {months} months"),
    }
}

fn setting(key: Key) -> &'static str {
    match key {
        Key::TimeZone => "time zone",
        Key::DateFormat => "date format",
        Key::ClockFormat => "hours of the clock",
        Key::TodayLimit => "people a day",
        Key::Keys => "single keys",
        Key::Language => "language",
        Key::UploadLimit => "largest upload in MB",
        Key::Backups => "backups",
        Key::Colleagues => "colleague mode",
        Key::Constants => "constants of warmth",
        Key::NotAsked => "Today's question whether the numbers are right",
    }
}

fn set_to(key: Key, value: Option<&str>) -> String {
    match (key, value) {
        (Key::Backups, Some(value)) => {
            settings::schedule_of(value).map_or_else(|| "its default".to_owned(), |schedule| schedule.words())
        }
        (Key::NotAsked, Some(quarter)) => format!("not in {quarter}"),
        (Key::Constants, None) => "those fitted to the past".to_owned(),
        (Key::DateFormat, Some("day_month")) => "17 November".to_owned(),
        (Key::DateFormat, Some("month_day")) => "November 17".to_owned(),
        (Key::DateFormat, Some("iso")) => "2026-11-17".to_owned(),
        (_, value) => value.unwrap_or("its default").to_owned(),
    }
}

/// What is said of people, a few of many: of what, and what. That somebody is something or not stands in the act already.
fn values(all: &[Said]) -> String {
    let told = |said: &Said| {
        let of_what = spaced(said.kind.word());
        match said.value.as_deref() {
            Some("yes" | "no") => None,
            Some(value) => Some(format!("{of_what} “{value}”")),
            None => Some(format!("{of_what} taken away")),
        }
    };
    let values: Vec<String> = all.iter().filter_map(told).take(SAID).collect();
    values.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::details::Kind;
    use jiff::civil::date;

    /// An act in words, after it was stored and read again.
    fn told(deed: impl Into<Deed>) -> String {
        let deed = deed.into();
        let read = Deed::read(&deed.text().unwrap());
        assert_eq!(read, deed);
        super::deed(&read)
    }

    #[test]
    fn an_act_that_was_kept_is_told_in_the_words_of_today() {
        let name = || "Keiko “K” \\ Sato".to_owned();
        assert_eq!(told(People::Logged { name: name(), how: LogKind::Call }), "call with Keiko “K” \\ Sato");
        let whom = Whom::Many(3);
        assert_eq!(
            told(People::LeftAlone { whom, until: date(2026, 12, 4) }),
            "3 people left alone until 4 December 2026"
        );
        let why = WhyOne::Words(String::new());
        let joined = People::Joined { survivor: "Ana".into(), joined: "Ben".into(), why };
        assert_eq!(told(joined), "Ben joined to Ana");
        let why = WhyOne::Card;
        let joined = People::Joined { survivor: "Ana".into(), joined: "Ben".into(), why };
        let undone = Deed::TakenBack { deed: Box::new(joined.into()) };
        assert_eq!(told(undone), "taken back: Ben joined to Ana: both addresses stand on one card");
        let set = Place::Set { key: Key::DateFormat, value: Some("month_day".into()) };
        assert_eq!(told(set), "date format set to November 17");
        let hold = Place::HoldLifted { name: None, from: Some(date(2025, 1, 1)), until: None };
        assert_eq!(told(hold), "legal hold lifted: everything from 1 January 2025 on");
        assert_eq!(
            told(Place::Retained { source: "x.mbox".into(), months: 24 }),
            "what “x.mbox” tells, kept for 2 years"
        );
    }

    #[test]
    fn what_is_to_be_decided_on_stands_with_the_act() {
        let said = |kind, value: &str| Said { person: 7, kind, value: Some(value.into()) };
        let said = vec![said(Kind::City, "Oslo"), said(Kind::Key, "yes")];
        let details = Box::new(People::Details { name: "Ana".into() }.into());
        let wanted = Deed::ToDo { deed: details, day: None, text: String::new(), said };
        let suggested = Deed::Suggested { deed: Box::new(wanted) };
        assert_eq!(told(suggested), "suggested: details of Ana changed: city “Oslo”");
    }

    #[test]
    fn acts_of_old_keep_their_words() {
        for old in ["call with Ana", "", "{name} added by hand", "“x” joined to y: z"] {
            assert_eq!(super::deed(&Deed::read(old)), old);
        }
    }
}
