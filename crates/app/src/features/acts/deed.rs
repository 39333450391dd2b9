//! What was done, as data: what kind of act it is, and the names and numbers it needs to be told.
//!
//! It is kept with the act as it was then, so that whoever tells it chooses the words ([`crate::words`]), and another language
//! tells old acts as well. Acts from before this was kept have their words alone.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::features::accuracy;
use crate::features::details::Said;
use crate::features::interactions::LogKind;
use crate::features::key_people::Verdict;
use crate::features::settings::Key;
use crate::features::today::WhyNot;
use crate::words;

/// An act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "about")]
pub enum Deed {
    /// Something about people.
    People(People),
    /// Something about the place: what it keeps, and how it is set.
    Place(Place),
    /// Something about who else signs in.
    Members(Members),
    /// A delegate suggests it.
    Suggested {
        /// What.
        deed: Box<Deed>,
    },
    /// What a delegate suggested was declined.
    Declined {
        /// What.
        deed: Box<Deed>,
    },
    /// What is to be done, with all that is to be decided on.
    ToDo {
        /// What.
        deed: Box<Deed>,
        /// The day it is to be of.
        day: Option<Date>,
        /// What it is to say.
        text: String,
        /// What is to be said of people.
        said: Vec<Said>,
    },
    /// Another was taken back.
    TakenBack {
        /// What.
        deed: Box<Deed>,
    },
    /// In the words of the program that did it: acts of old.
    #[serde(untagged)]
    Words(String),
}

/// Whom an act was about: one by name, several by their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// By name.
    One(String),
    /// So many.
    Many(usize),
}

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteChange {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Deleted,
}

/// Why two people are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyOne {
    /// Both are the owner.
    Owner,
    /// A source says that one of them is the owner.
    SourceOfOwner,
    /// One card has the addresses of both.
    Card,
    /// Whoever joined them says so.
    #[serde(untagged)]
    Words(String),
}

/// Acts about people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
#[expect(missing_docs, reason = "the names of the fields say what they are: of whom, and what")]
pub enum People {
    /// Contact or a note was logged.
    Logged { name: String, how: LogKind },
    /// A note was written on a page.
    Note { name: String, now: NoteChange },
    /// Details were changed.
    Details { name: String },
    /// The owner's word on closeness.
    Closeness { name: String, word: Option<String> },
    /// Never on Today, or again.
    Never { name: String, is_never: bool },
    /// For the principal alone, or no longer.
    Private { name: String, is_private: bool },
    /// Counted among the key people, or no longer.
    Key { whom: Whom, is_key: bool },
    /// Proposed as key people, and decided.
    Proposed { whom: Whom, verdict: Verdict },
    /// What they are: a person, or something that is kept out.
    Nature { whom: Whom, nature: String },
    /// What was chosen among the people of the sample.
    SampleUnsaid,
    /// Left alone on Today until a day.
    LeftAlone { whom: Whom, until: Date },
    /// Not on Today, for a reason.
    NotOnToday { name: String, why: WhyNot, until: Option<Date> },
    /// Added by hand.
    Added { names: Vec<String> },
    /// Names and addresses are the owner's own.
    Owner { said: Vec<String> },
    /// One is the other, too.
    Joined { survivor: String, joined: String, why: WhyOne },
    /// An address was given.
    AddressAdded { name: String, address: String },
    /// An address was taken away.
    AddressTaken { name: String, address: String },
    /// Somebody was asked for an introduction.
    Introduction { connector: String, target: String },
    /// A question about a number was answered.
    Answered { name: String, number: accuracy::Number, verdict: accuracy::Verdict },
}

/// Acts about what is kept, and settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Place {
    /// An import.
    Imported { names: Vec<String> },
    /// An export of Kith was taken in.
    TakenIn { names: Vec<String> },
    /// Somebody was forgotten: interactions erased, interactions kept without them, addresses kept out.
    Forgotten { erased: usize, kept: usize, addresses: usize },
    /// Backups that held somebody who was forgotten were deleted.
    BackupsDeleted { backups: usize },
    /// An address that was forgotten is let in again.
    LetIn,
    /// How many months what a source tells is kept; 0 for ever.
    Retained { source: String, months: i64 },
    /// What was older than its source is kept.
    Erased { interactions: u64, source: String, months: i64 },
    /// A legal hold.
    Held { name: Option<String>, from: Option<Date>, until: Option<Date>, reason: String },
    /// A legal hold was lifted.
    HoldLifted { name: Option<String>, from: Option<Date>, until: Option<Date> },
    /// What the owner says an organization works in.
    Industry { organization: String, industry: Option<String> },
    /// A setting.
    Set { key: Key, value: Option<String> },
}

/// Acts about who else signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
#[expect(missing_docs, reason = "the names of the fields say what they are: who, and what")]
pub enum Members {
    /// Invited.
    Invited { name: String },
    /// The invitation was taken back.
    InvitationTaken { name: String },
    /// May do and see something else.
    Granted { name: String },
    /// May not come in any more.
    Ended { name: String },
    /// Is to do something, about somebody.
    Delegated { name: String, task: String, about: Option<String> },
    /// A task is done.
    Finished { task: String },
}

impl From<People> for Deed {
    fn from(deed: People) -> Deed {
        Deed::People(deed)
    }
}

impl From<Place> for Deed {
    fn from(deed: Place) -> Deed {
        Deed::Place(deed)
    }
}

impl From<Members> for Deed {
    fn from(deed: Members) -> Deed {
        Deed::Members(deed)
    }
}

impl Deed {
    /// The kind of act, by which they are asked for.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Deed::People(people) => people.kind(),
            Deed::Place(place) => place.kind(),
            Deed::Members(members) => members.kind(),
            Deed::Suggested { .. } => "suggest",
            Deed::Declined { .. } => "decline",
            Deed::ToDo { deed, .. } => deed.kind(),
            Deed::TakenBack { .. } => "undo",
            Deed::Words(_) => "say",
        }
    }

    /// As it is stored.
    pub(crate) fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// As it was stored. What was stored before acts were data is a sentence; none began with a brace.
    pub(crate) fn read(text: &str) -> Deed {
        let data = text.starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
        data.unwrap_or_else(|| Deed::Words(text.to_owned()))
    }

    /// What was stored, in words.
    pub(crate) fn words_of(text: &str) -> String {
        words::deed(&Deed::read(text))
    }
}

impl People {
    fn kind(&self) -> &'static str {
        match self {
            People::Logged { .. } => "log",
            People::Note { .. } => "note",
            People::Details { .. }
            | People::Closeness { .. }
            | People::Never { .. }
            | People::Private { .. }
            | People::Key { .. }
            | People::Proposed { .. }
            | People::Nature { .. }
            | People::SampleUnsaid => "say",
            People::LeftAlone { .. } => "snooze",
            People::NotOnToday { .. } => "dismiss",
            People::Added { .. } => "add",
            People::Owner { .. } => "owner",
            People::Joined { .. } => "join",
            People::AddressAdded { .. } | People::AddressTaken { .. } => "address",
            People::Introduction { .. } => "ask",
            People::Answered { .. } => "answer",
        }
    }
}

impl Place {
    fn kind(&self) -> &'static str {
        match self {
            Place::Imported { .. } => "import",
            Place::TakenIn { .. } => "take_in",
            Place::Forgotten { .. } | Place::BackupsDeleted { .. } => "forget",
            Place::LetIn => "let_in",
            Place::Retained { .. } | Place::Erased { .. } => "retention",
            Place::Held { .. } | Place::HoldLifted { .. } => "hold",
            Place::Industry { .. } => "industry",
            Place::Set { .. } => "set",
        }
    }
}

impl Members {
    fn kind(&self) -> &'static str {
        match self {
            Members::Invited { .. } | Members::InvitationTaken { .. } => "invite",
            Members::Granted { .. } | Members::Ended { .. } => "member",
            Members::Delegated { .. } => "delegate",
            Members::Finished { .. } => "queue",
        }
    }
}
