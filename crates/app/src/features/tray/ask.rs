//! An act as data: what a delegate asked for, kept until the principal says yes or no.
//!
//! It has what the act is given and nothing of how it is done: [`Ask::perform`] asks the act itself, so that what was
//! suggested goes through the same checks and leaves the same traces as what is done at once.

use identity::Industry;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{ActId, PersonId};
use serde::{Deserialize, Serialize};

use crate::access::Cx;
use crate::error::Result;
use crate::features::acts::{self, Deed, Done, NoteChange, People, Place, Whom, WhyOne};
use crate::features::details::{self, Said};
use crate::features::identities::{self, NewPerson};
use crate::features::interactions::{self, LogKind};
use crate::features::today::{self, WhyNot};
use crate::features::{organizations, paths, people};

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
    Say {
        all: Vec<Said>,
        /// In the words of the program that asked, where it is of old.
        #[serde(alias = "subject")]
        deed: Deed,
    },
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
    /// Say what an organization works in; `None` takes back what was said.
    Industry { slug: String, organization: String, industry: Option<String> },
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
            Ask::Add { .. } | Ask::Industry { .. } | Ask::Undo { .. } => Vec::new(),
        };
        people.into_iter().map(PersonId).collect()
    }

    /// The act, for whoever decides.
    pub async fn deed(&self, cx: &Cx) -> Result<Deed> {
        let people = self.people();
        let mut names = Vec::new();
        for person in people.iter().take(2) {
            names.push(people::name_of(cx, *person).await?);
        }
        let mut names = names.into_iter();
        let name = names.next().unwrap_or_default();
        let deed = match self {
            Ask::Log { kind, .. } => People::Logged { name, how: *kind },
            Ask::AddNote { .. } => People::Note { name, now: NoteChange::Added },
            Ask::ChangeNote { .. } => People::Note { name, now: NoteChange::Changed },
            Ask::DeleteNote { .. } => People::Note { name, now: NoteChange::Deleted },
            Ask::Say { deed, .. } => return Ok(self.to_do(cx, deed.clone())),
            Ask::Snooze { until, .. } => {
                let whom = if people.len() == 1 { Whom::One(name) } else { Whom::Many(people.len()) };
                People::LeftAlone { whom, until: *until }
            }
            Ask::Dismiss { why, .. } => People::NotOnToday { name, why: *why, until: None },
            Ask::Add { new } => People::Added { names: new.iter().map(|one| one.name.clone()).collect() },
            Ask::Join { why, .. } => {
                let (joined, why) = (names.next().unwrap_or_default(), WhyOne::Words(why.clone()));
                People::Joined { survivor: name, joined, why }
            }
            Ask::Introduction { .. } => {
                People::Introduction { connector: name, target: names.next().unwrap_or_default() }
            }
            Ask::AddAddress { text, .. } => People::AddressAdded { name, address: text.clone() },
            Ask::PartAddress { value, .. } => People::AddressTaken { name, address: value.clone() },
            Ask::Industry { organization, industry, .. } => {
                let (organization, industry) = (organization.clone(), industry.clone());
                return Ok(Place::Industry { organization, industry }.into());
            }
            Ask::Undo { act } => {
                let told = acts::deed_of(cx, ActId(*act)).await?;
                return Ok(Deed::TakenBack { deed: Box::new(told) });
            }
        };
        Ok(self.to_do(cx, deed.into()))
    }

    /// With what else is to be decided on: the day, what it is to say.
    fn to_do(&self, cx: &Cx, deed: Deed) -> Deed {
        let (day, text, said) = match self {
            Ask::Log { text, at, .. } => {
                (at.map(|at| at.to_zoned(cx.app.zone.clone()).date()), text.as_str(), Vec::new())
            }
            Ask::AddNote { text, .. } | Ask::ChangeNote { text, .. } => (None, text.as_str(), Vec::new()),
            Ask::Say { all, .. } => (None, "", all.clone()),
            _ => (None, "", Vec::new()),
        };
        Deed::ToDo { deed: Box::new(deed), day, text: text.to_owned(), said }
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
            Ask::Say { all, deed } => details::say(cx, all, deed).await,
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
            Ask::Industry { slug, industry, .. } => {
                organizations::say_industry(cx, &slug, industry.as_deref().and_then(Industry::from_word))
                    .await
            }
            Ask::Undo { act } => acts::undo(cx, Some(ActId(act))).await,
        }
    }
}
