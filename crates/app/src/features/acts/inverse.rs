//! What it takes to take an act back, as data that is kept with it.

use serde::{Deserialize, Serialize};

use crate::features::details::Said;
use crate::features::interactions::StoredNote;
use crate::features::members::Grant;
use crate::features::settings::Key;
use crate::features::today::Dismissed;

/// How to take an act back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "inverse")]
pub enum Inverse {
    /// There is nothing to take back.
    Nothing,
    /// Drop an interaction that was logged by hand.
    DropLogged {
        /// The interaction.
        interaction: i64,
    },
    /// Drop a note.
    DropNote {
        /// The note.
        note: i64,
    },
    /// Take the answer to a question of a quarter's sample back.
    Unanswer {
        /// The quarter.
        quarter: i64,
        /// The place of the question.
        place: i64,
    },
    /// Have a note again as it was.
    RestoreNote(StoredNote),
    /// Give the identities back to the person they came from.
    TakeApart {
        /// The person that was joined into another.
        joined: i64,
        /// The person that got them.
        survivor: i64,
        /// The identities that moved.
        identities: Vec<i64>,
    },
    /// Drop all records of an import, and what no other record tells of.
    DropImport {
        /// The import.
        import: i64,
    },
    /// Show the person on Today again from this day on, or at once.
    Snooze {
        /// The person.
        person: i64,
        /// The day until which they were left alone before the act.
        until: Option<i64>,
    },
    /// Show people on Today again as before.
    SnoozeMany {
        /// The people, each with the day until which they were left alone before the act.
        before: Vec<(i64, Option<i64>)>,
    },
    /// Say again what was said of people before.
    Say {
        /// What was said; `None` for nothing.
        before: Vec<Said>,
    },
    /// Have the person on Today again.
    Dismiss(Dismissed),
    /// Say again what was said of an organization's industry before.
    Industry {
        /// The organization, by its folded name.
        organization: String,
        /// What was said; `None` for nothing.
        before: Option<String>,
    },
    /// Set again what was set before.
    Set {
        /// What.
        key: Key,
        /// As what; `None`: its default.
        before: Option<String>,
    },
    /// Have a hold stand again, or lifted.
    Hold {
        /// The hold.
        hold: i64,
        /// It stood before the act.
        stands: bool,
    },
    /// Keep a source for so many months again; 0 for ever.
    Retain {
        /// The source.
        source: i64,
        /// The months.
        months: i64,
    },
    /// Take a suggestion back that nobody answered yet.
    Withdraw {
        /// The suggestion.
        suggestion: i64,
    },
    /// Have a suggestion wait again that was declined.
    AskAgain {
        /// The suggestion.
        suggestion: i64,
    },
    /// Grant a member again what was granted before.
    Grant {
        /// The member.
        member: i64,
        /// What was granted.
        before: Grant,
    },
    /// Let a member in again.
    LetIn {
        /// The member.
        member: i64,
    },
    /// Take an invitation back.
    Uninvite {
        /// The invitation.
        invitation: i64,
    },
    /// Open an invitation again that was taken back.
    InviteAgain {
        /// The invitation.
        invitation: i64,
    },
    /// Take a task back.
    Undelegate {
        /// The task.
        task: i64,
    },
    /// Have a task to do again.
    Unfinish {
        /// The task.
        task: i64,
    },
    /// Drop that somebody was asked for an introduction.
    DropAsk {
        /// The ask.
        ask: i64,
        /// Who was asked.
        connector: i64,
        /// To whom.
        target: i64,
    },
    /// Forget people and addresses that were named by hand, as far as no source told of them since.
    Forget {
        /// The people that were made.
        people: Vec<i64>,
        /// The addresses that were made.
        identities: Vec<i64>,
        /// What was said of anybody concerned before.
        before: Vec<Said>,
    },
}

impl Inverse {
    /// Whoever did it takes it back, and nobody else.
    pub(super) fn is_for_oneself(&self) -> bool {
        match self {
            Inverse::Set { key, .. } => !key.is_of_workspace(),
            Inverse::Withdraw { .. } => true,
            _ => false,
        }
    }
}
