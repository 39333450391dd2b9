//! One dated contact among people, and what of it counts between two of them.
//!
//! Several records may tell of one interaction (the mailbox, the Sent folder, a list copy; a meeting in three
//! calendars). [`Interaction::merge`] joins what they say so that the order of arrival does not matter;
//! [`touches()`] says which pairs an interaction brings together, and how.

mod merge;
mod touches;

pub use touches::{
    ACQUAINTANCE_UNIT, MAX_MAIL_RECIPIENTS, MAX_MEETING_TOUCH, Pairs, Together, Touch, answer_touch, touches,
};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant = $code),+ }

        impl $name {
            /// The number it is stored as; never renumber.
            pub fn code(self) -> i64 {
                self as i64
            }

            /// The value stored as this number.
            pub fn from_code(code: i64) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

coded! {
    /// How people were in contact.
    Kind {
        /// A mail.
        Mail = 0,
        /// A meeting in a calendar, or one that was logged.
        Meeting = 1,
        /// A telephone or video call.
        Call = 2,
        /// A direct message.
        Message = 3,
        /// A meeting in person that was logged.
        InPerson = 4,
    }
}

coded! {
    /// Whether a mail went from someone to someone; the smallest of all copies holds.
    Class {
        /// From someone to someone.
        Personal = 0,
        /// Through a discussion list.
        Discussion = 1,
        /// A newsletter, an announcement.
        Bulk = 2,
        /// Written by a program.
        Robot = 3,
    }
}

coded! {
    /// In what part someone takes part.
    Role {
        /// Wrote it.
        From = 0,
        /// Was addressed.
        To = 1,
        /// Got a copy.
        Copy = 2,
        /// Called the meeting.
        Organizer = 3,
        /// Was asked to it.
        Attendee = 4,
    }
}

coded! {
    /// What someone answered to an invitation.
    Attendance {
        /// Nothing yet, or not asked.
        Unanswered = 0,
        /// Coming.
        Accepted = 1,
        /// Perhaps.
        Tentative = 2,
        /// Not coming.
        Declined = 3,
    }
}

/// Someone taking part, by the number of the address they did so with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// The identity (or, when touches are counted, the person).
    pub id: i64,
    /// In what part.
    pub role: Role,
    /// What they answered, for meetings.
    pub attendance: Attendance,
    /// When that was said, microseconds UTC, as far as the calendar tells; 0 otherwise.
    pub stamp: i64,
}

/// One dated contact among people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// How.
    pub kind: Kind,
    /// From someone to someone, through a list, to many, or by a program.
    pub class: Class,
    /// When, microseconds UTC.
    pub at: i64,
    /// Until when, microseconds UTC, if known.
    pub ends_at: Option<i64>,
    /// Subject or title.
    pub title: String,
    /// How many were addressed or asked, at least; `parties` may hold fewer.
    pub size: u32,
    /// A mail's own Message-ID, hashed.
    pub thread: Option<i64>,
    /// The Message-ID it answers, hashed.
    pub answers: Option<i64>,
    /// SEQUENCE of a calendar entry.
    pub sequence: i64,
    /// When a calendar entry was last changed, microseconds UTC; 0 if not known.
    pub stamp: i64,
    /// One occurrence that differs from its series.
    pub is_override: bool,
    /// Called off.
    pub cancelled: bool,
    /// Who took part, sorted, each identity once a role.
    pub parties: Vec<Party>,
}
