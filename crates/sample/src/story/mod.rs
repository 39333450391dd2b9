//! The story: who there is, and who was in touch with whom when. Pure: a seed and a date in, plain values out.
//!
//! [`plan`] goes through its chapters in this order; each has a die of its own.
//!
//! * [`mod@cast`]: the people and organizations, by the table in [`parts`]; [`temper`]: how each person's tie to the
//!   owner went over time; [`mailboxes`]: addresses that are nobody's.
//! * [`ties`]: what passed between the owner and each of them.
//! * [`circles`]: what passed among several, the owner among them or in copy.
//! * [`meetings`]: series, single meetings, large ones.
//! * [`lists`]: discussion lists. [`noise`]: newsletters, robots, role mailboxes, bounces, automatic replies.
//!
//! [`post`] is the hand that writes the mails: it knows working hours, holidays and the order of things.

pub(crate) mod cast;
pub(crate) mod circles;
pub(crate) mod lists;
pub(crate) mod mailboxes;
pub(crate) mod meetings;
pub(crate) mod noise;
pub(crate) mod parts;
pub(crate) mod post;
pub(crate) mod temper;
pub(crate) mod ties;
pub(crate) mod words;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::data::topics::Topic;
use crate::dice::Dice;
use crate::story::temper::Temper;

/// How many interactions among people the story is filled up to.
const INTERACTIONS: usize = 24_000;

/// The days the story tells of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) first: Date,
    /// The day before today: nothing is told of a day that is not over.
    pub(crate) last: Date,
}

impl Span {
    /// Two and a half years up to the day before `today`.
    pub(crate) fn before(today: Date) -> Span {
        Span { first: day_before(today, 913), last: day_before(today, 1) }
    }

    /// How many days there are.
    pub(crate) fn days(&self) -> i32 {
        (self.last.duration_since(self.first).as_hours() / 24) as i32
    }

    /// The day so many days after the first.
    pub(crate) fn day(&self, number: i32) -> Date {
        day_after(self.first, number)
    }
}

/// So many days later; dates near the end of the calendar stay where they are.
pub(crate) fn day_after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// So many days earlier.
pub(crate) fn day_before(day: Date, days: i32) -> Date {
    day_after(day, -days)
}

/// Everything that is told.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) span: Span,
    pub(crate) cast: Cast,
    pub(crate) mails: Vec<Mail>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) messages: Vec<Message>,
}

/// Who there is.
#[derive(Debug)]
pub(crate) struct Cast {
    /// The owner's company comes first.
    pub(crate) organizations: Vec<Organization>,
    /// The owner comes first, then the assistant.
    pub(crate) people: Vec<Person>,
    /// Addresses behind which there is nobody in particular.
    pub(crate) mailboxes: Vec<Mailbox>,
    pub(crate) lists: Vec<List>,
}

pub(crate) const OWNER: usize = 0;
pub(crate) const ASSISTANT: usize = 1;

#[derive(Debug)]
pub(crate) struct Organization {
    pub(crate) name: &'static str,
    pub(crate) domain: String,
    pub(crate) country: usize,
}

/// What somebody is to the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Owner,
    Assistant,
    ChiefOfStaff,
    /// Heads a department and reports to the owner.
    Head,
    Executive,
    PlantManager,
    Staff,
    Director,
    Supplier,
    Customer,
    Partner,
    Adviser,
    Mentor,
    Peer,
    Former,
    Association,
    Seller,
    /// Known from LinkedIn only.
    Acquaintance,
}

impl Role {
    /// True for the people of the owner's company.
    pub(crate) fn is_inside(self) -> bool {
        use Role::{Assistant, ChiefOfStaff, Executive, Head, Owner, PlantManager, Staff};
        matches!(self, Owner | Assistant | ChiefOfStaff | Head | Executive | PlantManager | Staff)
    }
}

#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: Name,
    pub(crate) role: Role,
    pub(crate) title: &'static str,
    pub(crate) organization: usize,
    pub(crate) country: usize,
    pub(crate) city: &'static str,
    pub(crate) zone: TimeZone,
    /// Work addresses in order of time, with the day since when each is used.
    pub(crate) emails: Vec<(String, Date)>,
    pub(crate) private_email: Option<String>,
    pub(crate) phone: String,
    pub(crate) birthday: Option<Date>,
    /// The last part of their LinkedIn address.
    pub(crate) profile: String,
    /// Since when the owner and they are connected on LinkedIn.
    pub(crate) connected: Option<Date>,
    pub(crate) has_card: bool,
    pub(crate) temper: Temper,
    /// When there was contact with the owner, and how often.
    pub(crate) phases: Vec<Phase>,
}

impl Person {
    /// The work address in use on a day.
    pub(crate) fn email_on(&self, day: Date) -> &str {
        let used = self.emails.iter().rev().find(|(_, since)| *since <= day).or(self.emails.first());
        used.map_or("", |(address, _)| address)
    }

    /// True if they may turn up on this day without spoiling what the story says of their tie.
    pub(crate) fn is_around(&self, day: Date) -> bool {
        self.phases.is_empty() || self.phases.iter().any(|phase| phase.from <= day && day <= phase.until)
    }
}

/// A stretch of time with contact at a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phase {
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) rhythm_days: i32,
}

#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) given: String,
    pub(crate) family: String,
    /// The whole name in its own script, in its own order; `None` if that is how it stands above.
    pub(crate) native: Option<String>,
    pub(crate) family_first: bool,
}

impl Name {
    /// In Latin letters, given name first.
    pub(crate) fn latin(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

/// An address behind which there is nobody in particular.
#[derive(Clone, Debug)]
pub(crate) struct Mailbox {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) kind: MailboxKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailboxKind {
    /// `info@`, `accounts@`: people take turns.
    Role,
    Robot,
    Newsletter,
    Postmaster,
    DiscussionList,
}

/// A mailing list on which people answer each other.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) mailbox: usize,
    /// What stands in brackets before the subjects.
    pub(crate) tag: &'static str,
    pub(crate) members: Vec<usize>,
    pub(crate) rhythm_days: i32,
}

/// Who sends or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Party {
    Person(usize),
    Mailbox(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) at: Timestamp,
    pub(crate) from: Party,
    pub(crate) to: Vec<Party>,
    pub(crate) cc: Vec<Party>,
    pub(crate) subject: String,
    /// The place in [`Story::mails`] of the one it answers.
    pub(crate) answers: Option<usize>,
    pub(crate) kind: MailKind,
    pub(crate) topic: &'static Topic,
    /// What the text is made from.
    pub(crate) text_seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailKind {
    Personal,
    /// Through this list of [`Cast::lists`].
    Discussion(usize),
    /// From a shared mailbox: an invoice, a price list.
    Office,
    Newsletter,
    Robot,
    /// A delivery report about the owner's mail to an old address of this person.
    Bounce(usize),
    AutoReply,
    /// Carries an invitation to this meeting of [`Story::meetings`].
    Invitation(usize),
    /// An answer to the invitation to this meeting.
    MeetingReply(usize),
}

impl MailKind {
    /// True if it is contact between people.
    pub(crate) fn is_contact(self) -> bool {
        matches!(self, MailKind::Personal | MailKind::Discussion(_))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    pub(crate) organizer: usize,
    pub(crate) attendees: Vec<(usize, Answer)>,
    pub(crate) title: String,
    pub(crate) room: Option<&'static str>,
    /// By the clock of the organizer.
    pub(crate) start: DateTime,
    pub(crate) minutes: i32,
    pub(crate) repeat: Repeat,
    /// Dates of the series on which it does not take place.
    pub(crate) left_out: Vec<Date>,
    /// Dates of the series on which it was moved to another day and hour.
    pub(crate) moved: Vec<(Date, DateTime)>,
    /// Dates of the series which were called off after they had been moved into the calendar.
    pub(crate) called_off: Vec<Date>,
    pub(crate) is_cancelled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Accepted,
    Tentative,
    Declined,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    Once,
    EveryWeeks {
        weeks: i32,
        until: Option<Date>,
    },
    /// On the weekday and week of the month of its start.
    Monthly {
        until: Option<Date>,
    },
}

/// A LinkedIn message.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) at: Timestamp,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) text: String,
}

/// The story of a seed, up to the day before `today`.
pub(crate) fn plan(seed: u64, today: Date) -> Story {
    let span = Span::before(today);
    let cast = cast::cast(&mut Dice::fork(seed, "cast"), span);
    let mut meetings = meetings::series(&cast, span, &mut Dice::fork(seed, "series"));
    let mut post = post::Post::new(&cast, span);
    let mut messages = Vec::new();
    ties::tell(&mut post, &mut meetings, &mut messages, &mut Dice::fork(seed, "ties"));
    meetings::singles(&mut post, &mut meetings, &mut Dice::fork(seed, "singles"));
    lists::tell(&mut post, &mut Dice::fork(seed, "lists"));
    circles::tell_announcements(&mut post, &mut Dice::fork(seed, "announcements"));
    circles::tell_scheduling(&mut post, &mut Dice::fork(seed, "scheduling"));
    let held = meetings.iter().map(|meeting| meetings::held(meeting, span).len()).sum::<usize>();
    let wanted = INTERACTIONS.saturating_sub(held + messages.len());
    circles::fill_up(&mut post, wanted, &mut Dice::fork(seed, "circles"));
    noise::tell(&mut post, &mut Dice::fork(seed, "noise"));
    let mails = post.into_mails();
    messages.sort_by_key(|message| message.at);
    Story { span, cast, mails, meetings, messages }
}
