//! An act as data: what a delegate asked for, kept until the principal says yes or no.
//!
//! It has what the act is given and nothing of how it is done: [`Ask::perform`] asks the act itself, so that what was
//! suggested goes through the same checks and leaves the same traces as what is done at once.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{ActId, PersonId};
use serde::{Deserialize, Serialize};

use crate::access::Cx;
use crate::error::Result;
use crate::features::acts::{self, Done};
use crate::features::details::{self, Said};
use crate::features::identities::{self, NewPerson};
use crate::features::interactions::{self, LogKind};
use crate::features::today::{self, WhyNot};
use crate::features::{paths, people};

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub(crate) enum Ask {
    /// Log contact.
    Log { person: i64, kind: LogKind, text: String, at: Option<Timestamp> },
    /// Add a note.
    AddNote { person: i64, text: String, private: bool },
    /// Change a note.
    ChangeNote { person: i64, note: i64, text: String, private: bool },
    /// Delete a note.
    DeleteNote { person: i64, note: i64 },
    /// Say things of people.
    Say { all: Vec<Said>, subject: String },
    /// Leave people alone until a day.
    Snooze { people: Vec<i64>, until: Date },
    /// Not this person.
    Dismiss { person: i64, why: WhyNot },
    /// Add people.
    Add { new: Vec<NewPerson> },
    /// Two people are one.
    Join { survivor: i64, joined: i64, why: String },
    /// Give a person an address.
    AddAddress { person: i64, text: String },
    /// Take an address from a person.
    PartAddress { person: i64, kind: String, value: String },
    /// Somebody was asked for an introduction.
    Introduction { connector: i64, target: i64 },
    /// Take an act back.
    Undo { act: i64 },
}

impl Ask {
    /// The act it would take back: it is about whom that was about.
    pub fn undoes(&self) -> Option<i64> {
        match self {
            Ask::Undo { act } => Some(*act),
            _ => None,
        }
    }

    /// The people it names itself.
    pub fn people(&self) -> Vec<PersonId> {
        let people = match self {
            Ask::Log { person, .. }
            | Ask::AddNote { person, .. }
            | Ask::ChangeNote { person, .. }
            | Ask::DeleteNote { person, .. }
            | Ask::Dismiss { person, .. }
            | Ask::AddAddress { person, .. }
            | Ask::PartAddress { person, .. } => vec![*person],
            Ask::Say { all, .. } => all.iter().map(|said| said.person).collect(),
            Ask::Snooze { people, .. } => people.clone(),
            Ask::Join { survivor, joined, .. } => vec![*survivor, *joined],
            Ask::Introduction { connector, target } => vec![*connector, *target],
            Ask::Add { .. } | Ask::Undo { .. } => Vec::new(),
        };
        people.into_iter().map(PersonId).collect()
    }

    /// The act in words, for whoever decides.
    pub async fn words(&self, cx: &Cx) -> Result<String> {
        let people = self.people();
        let mut names = Vec::new();
        for person in people.iter().take(2) {
            names.push(people::name_of(cx, *person).await?);
        }
        let name = names.first().map_or("", String::as_str);
        Ok(match self {
            Ask::Log { kind, text, at, .. } => {
                let when = at.map(|at| format!(" on {}", day(at.to_zoned(cx.app.zone.clone()).date())));
                about(format!("{} with {name}{}", kind.word(), when.unwrap_or_default()), text)
            }
            Ask::AddNote { text, .. } => about(format!("note about {name}"), text),
            Ask::ChangeNote { text, .. } => about(format!("note about {name} changed"), text),
            Ask::DeleteNote { .. } => format!("note about {name} deleted"),
            Ask::Say { all, subject } => about(subject.clone(), &said(all)),
            Ask::Snooze { until, .. } if people.len() == 1 => {
                format!("{name} left alone until {}", day(*until))
            }
            Ask::Snooze { until, .. } => format!("{} people left alone until {}", people.len(), day(*until)),
            Ask::Dismiss { why: WhyNot::Unneeded, .. } => format!("{name} never again on Today"),
            Ask::Dismiss { why: WhyNot::Elsewhere, .. } => format!("{name}: in touch another way"),
            Ask::Dismiss { why: WhyNot::Wrong, .. } => format!("{name}: the reason was wrong"),
            Ask::Add { new } => {
                let names: Vec<&str> = new.iter().map(|one| one.name.as_str()).collect();
                format!("{} added", names.join(", "))
            }
            Ask::Join { .. } => format!("{} joined to {name}", names.get(1).map_or("", String::as_str)),
            Ask::Introduction { .. } => {
                let target = names.get(1).map_or("", String::as_str);
                format!("{name} asked for an introduction to {target}")
            }
            Ask::AddAddress { text, .. } => format!("{text} added to {name}"),
            Ask::PartAddress { value, .. } => format!("{value} taken from {name}"),
            Ask::Undo { act } => {
                let told = acts::one(cx, ActId(*act)).await?;
                format!("taken back: {}", told.map(|told| told.subject).unwrap_or_default())
            }
        })
    }

    /// Does it.
    pub async fn perform(self, cx: &Cx) -> Result<Done> {
        match self {
            Ask::Log { person, kind, text, at } => {
                interactions::log(cx, PersonId(person), kind, &text, at).await
            }
            Ask::AddNote { person, text, private } => {
                interactions::add_note(cx, PersonId(person), &text, private).await
            }
            Ask::ChangeNote { person, note, text, private } => {
                interactions::change_note(cx, PersonId(person), note, &text, private).await
            }
            Ask::DeleteNote { person, note } => interactions::delete_note(cx, PersonId(person), note).await,
            Ask::Say { all, subject } => details::say(cx, all, &subject).await,
            Ask::Snooze { people, until } => {
                let people: Vec<PersonId> = people.into_iter().map(PersonId).collect();
                people::snooze_many(cx, &people, until).await
            }
            Ask::Dismiss { person, why } => today::dismiss(cx, PersonId(person), why).await,
            Ask::Add { new } => Ok(identities::add(cx, &new).await?.done),
            Ask::Join { survivor, joined, why } => {
                identities::join(cx, PersonId(survivor), PersonId(joined), &why).await
            }
            Ask::AddAddress { person, text } => identities::add_address(cx, PersonId(person), &text).await,
            Ask::PartAddress { person, kind, value } => {
                identities::part_address(cx, PersonId(person), &kind, &value).await
            }
            Ask::Introduction { connector, target } => {
                paths::ask(cx, PersonId(connector), PersonId(target)).await
            }
            Ask::Undo { act } => acts::undo(cx, Some(ActId(act))).await,
        }
    }
}

/// What is done, and what it says.
fn about(act: String, text: &str) -> String {
    if text.trim().is_empty() { act } else { format!("{act}: {}", text.trim()) }
}

/// A day in words.
fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// What is said, a few of many: of what, and what. That somebody is key or not stands in the subject already.
fn said(all: &[Said]) -> String {
    let told = |said: &Said| {
        let of_what = said.kind.word().replace('_', " ");
        match said.value.as_deref() {
            Some("yes" | "no") => None,
            Some(value) => Some(format!("{of_what} “{value}”")),
            None => Some(format!("{of_what} taken away")),
        }
    };
    let values: Vec<String> = all.iter().filter_map(told).take(4).collect();
    values.join(", ")
}
