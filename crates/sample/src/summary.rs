//! What was written, and what a good import should find in it.

use crate::files::header::display_name;
use crate::files::mailbox::Written;
use crate::story::meetings::held;
use crate::story::temper::Temper;
use crate::story::{Mail, MailKind, MailboxKind, Meeting, OWNER, Party, Story};

/// Counts and planted stories of a sample, for tests to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The owner's name.
    pub owner: String,
    /// The owner's addresses, for `--me`.
    pub me: Vec<String>,
    /// The owner's company.
    pub company: String,
    /// Humans, the owner among them.
    pub people: usize,
    /// Countries they live in.
    pub countries: usize,
    /// Everything that was contact between people: personal and discussion mails, meetings held, messages.
    pub interactions: usize,
    /// Mails, each counted once however many copies of it were written.
    pub mails: Mails,
    /// Copies of mails in the files; more than there are mails.
    pub copies: Copies,
    /// Calendar entries of several people.
    pub meetings: Meetings,
    /// LinkedIn messages.
    pub messages: usize,
    /// Cards in the address book, those of companies and second cards among them.
    pub cards: usize,
    /// LinkedIn connections.
    pub connections: usize,
    /// Addresses behind which there is nobody in particular.
    pub mailboxes: Mailboxes,
    /// The ties with a story, for what Today should say and should not say.
    pub planted: Planted,
}

/// Mails by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mails {
    /// From people to people.
    pub personal: usize,
    /// Through a discussion list.
    pub discussion: usize,
    /// From shared mailboxes.
    pub office: usize,
    /// One to many.
    pub newsletters: usize,
    /// Written by programs.
    pub robots: usize,
    /// Delivery reports.
    pub bounces: usize,
    /// Automatic replies.
    pub auto_replies: usize,
    /// Invitations to meetings.
    pub invitations: usize,
    /// Answers to invitations.
    pub meeting_replies: usize,
}

/// Copies of mails by file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// In `mail/inbox.mbox`.
    pub inbox: usize,
    /// In `mail/sent.mbox`.
    pub sent: usize,
    /// In the Maildir `mail/assistant`.
    pub assistant: usize,
}

/// Meetings by what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meetings {
    /// Calendar entries: a series is one.
    pub entries: usize,
    /// Dates on which a meeting took place, up to the day before the sample's date.
    pub held: usize,
    /// Of those, the ones of at most twelve people.
    pub held_small: usize,
    /// Single meetings that were called off.
    pub cancelled: usize,
}

/// Addresses behind which there is nobody in particular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailboxes {
    /// `info@`, `accounts@` and their like.
    pub shared: Vec<String>,
    /// Programs.
    pub robots: Vec<String>,
    /// Newsletters.
    pub newsletters: Vec<String>,
    /// Discussion lists.
    pub lists: Vec<String>,
}

/// Ties with a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Regular for two years, and now silent for at least four times the usual gap: Today should name some.
    pub fading: Vec<Who>,
    /// Close for a year, and silent for most of another.
    pub dormant_close: Vec<Who>,
    /// Back since a few weeks after a year of silence: nothing to do.
    pub reviving: Vec<Who>,
    /// In touch once a quarter, calmly: not fading.
    pub mentors: Vec<Who>,
    /// Since a few weeks.
    pub new: Vec<Who>,
    /// They write and are never answered: Today should name none.
    pub sellers: Vec<Who>,
    /// The owner wrote and was not answered.
    pub unanswered: Vec<Who>,
}

/// Somebody in a planted story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// As they write their name in mails.
    pub name: String,
    /// The address they use.
    pub email: String,
    /// The usual gap between contacts while there was contact, in days.
    pub rhythm_days: i32,
    /// Days since the last contact, of either side.
    pub silent_days: i32,
}

/// The summary of a story, with what the writers counted.
pub(crate) fn summary(story: &Story, written: Written, cards: usize, connections: usize) -> Summary {
    let owner = &story.cast.people[OWNER];
    let mails = mails(story);
    let meetings = meetings(story);
    let mut countries: Vec<usize> = story.cast.people.iter().map(|person| person.country).collect();
    countries.sort_unstable();
    countries.dedup();
    Summary {
        owner: owner.name.latin(),
        me: owner.emails.iter().map(|(email, _)| email.clone()).chain(owner.private_email.clone()).collect(),
        company: story.cast.organizations[owner.organization].name.to_owned(),
        people: story.cast.people.len(),
        countries: countries.len(),
        interactions: mails.personal + mails.discussion + meetings.held + story.messages.len(),
        mails,
        copies: Copies { inbox: written.inbox, sent: written.sent, assistant: written.assistant },
        meetings,
        messages: story.messages.len(),
        cards,
        connections,
        mailboxes: mailboxes(story),
        planted: planted(story),
    }
}

fn mails(story: &Story) -> Mails {
    let mut mails = Mails::default();
    for mail in &story.mails {
        *match mail.kind {
            MailKind::Personal => &mut mails.personal,
            MailKind::Discussion(_) => &mut mails.discussion,
            MailKind::Office => &mut mails.office,
            MailKind::Newsletter => &mut mails.newsletters,
            MailKind::Robot => &mut mails.robots,
            MailKind::Bounce(_) => &mut mails.bounces,
            MailKind::AutoReply => &mut mails.auto_replies,
            MailKind::Invitation(_) => &mut mails.invitations,
            MailKind::MeetingReply(_) => &mut mails.meeting_replies,
        } += 1;
    }
    mails
}

fn meetings(story: &Story) -> Meetings {
    let dates = |meeting: &Meeting| held(meeting, story.span).len();
    let is_small = |meeting: &&Meeting| meeting.attendees.len() <= 12;
    Meetings {
        entries: story.meetings.len(),
        held: story.meetings.iter().map(dates).sum(),
        held_small: story.meetings.iter().filter(is_small).map(dates).sum(),
        cancelled: story.meetings.iter().filter(|meeting| meeting.is_cancelled).count(),
    }
}

fn mailboxes(story: &Story) -> Mailboxes {
    let of = |kind: MailboxKind| {
        let mailboxes = story.cast.mailboxes.iter().filter(|mailbox| mailbox.kind == kind);
        mailboxes.map(|mailbox| mailbox.email.clone()).collect()
    };
    Mailboxes {
        shared: of(MailboxKind::Role),
        robots: of(MailboxKind::Robot),
        newsletters: of(MailboxKind::Newsletter),
        lists: of(MailboxKind::DiscussionList),
    }
}

fn planted(story: &Story) -> Planted {
    let of = |temper: Temper| {
        let people = story.cast.people.iter().enumerate().filter(|(_, person)| person.temper == temper);
        people.map(|(number, _)| who(story, number)).collect()
    };
    Planted {
        fading: of(Temper::Fading),
        dormant_close: of(Temper::DormantClose),
        reviving: of(Temper::Reviving),
        mentors: of(Temper::Mentor),
        new: of(Temper::New),
        sellers: of(Temper::Seller),
        unanswered: of(Temper::Unanswered),
    }
}

fn who(story: &Story, number: usize) -> Who {
    let person = &story.cast.people[number];
    Who {
        name: display_name(&story.cast, number),
        email: person.email_on(story.span.last).to_owned(),
        rhythm_days: person.phases.first().map_or(0, |phase| phase.rhythm_days),
        silent_days: silent_days(story, number),
    }
}

/// From the last mail, meeting or message of the owner and somebody to the last day of the story.
fn silent_days(story: &Story, number: usize) -> i32 {
    let has = |mail: &Mail, person: usize| {
        let party = Party::Person(person);
        mail.from == party || mail.to.contains(&party) || mail.cc.contains(&party)
    };
    let day = |at: &jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mails = story
        .mails
        .iter()
        .filter(|mail| mail.kind == MailKind::Personal && has(mail, number) && has(mail, OWNER));
    let meetings = story.meetings.iter().filter(|m| m.attendees.iter().any(|(person, _)| *person == number));
    let messages = story.messages.iter().filter(|message| message.from == number || message.to == number);
    let days = mails.map(|mail| day(&mail.at)).chain(messages.map(|message| day(&message.at)));
    let last = days.chain(meetings.flat_map(|meeting| held(meeting, story.span))).max();
    last.map_or(0, |last| (story.span.last.duration_since(last).as_hours() / 24) as i32)
}
