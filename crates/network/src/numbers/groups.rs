//! The days of a tie as a receipt shows them: grouped by kind of touch and by how long ago.
//!
//! "14 mails from her since June: 38 %" is one group. A group is a kind of touch ([`TouchKind`]) within one
//! of three periods before the moment asked about: the last 30 days, the five months before those, and
//! everything earlier.

use model::{Channel, Direction, Term, TouchKind};

use crate::days::{Day, KindCount};
use crate::moment::Moment;

/// The oldest age in days of the first and the second period.
const PERIODS: [i64; 2] = [30, 180];

/// Shares of a tie's days, gathered by group.
pub(crate) struct Groups {
    as_of: Moment,
    groups: [[Group; TouchKind::COUNT]; PERIODS.len() + 1],
}

#[derive(Clone, Copy, Default)]
struct Group {
    share: f64,
    touches: u32,
    days: Option<(i32, i32)>,
}

impl Groups {
    /// No day yet.
    pub fn new(as_of: Moment) -> Groups {
        Groups { as_of, groups: [[Group::default(); TouchKind::COUNT]; PERIODS.len() + 1] }
    }

    /// Takes in a day, with the share that each of its counts has in the number.
    pub fn push(&mut self, day: &Day<'_>, share: impl Fn(&KindCount) -> f64) {
        let age = i64::from(self.as_of.day) - i64::from(day.day);
        let period = PERIODS.iter().filter(|&&oldest| age > oldest).count();
        for count in day.counts {
            let group = &mut self.groups[period][usize::from(count.kind.code())];
            group.share += share(count);
            group.touches = group.touches.saturating_add(count.n);
            group.days = Some((group.days.map_or(day.day, |days| days.0), day.day));
        }
    }

    /// The groups that have touches, the newest period first, by kind within it.
    pub fn into_terms(self) -> Vec<Term> {
        let kinds = (0..TouchKind::COUNT as u8).filter_map(TouchKind::from_code);
        let named = |(kind, group): (TouchKind, Group)| {
            group.days?;
            Some(Term {
                name: name(kind).to_owned(),
                share: group.share,
                touches: group.touches,
                days: group.days,
            })
        };
        self.groups.into_iter().flat_map(|period| kinds.clone().zip(period).filter_map(named)).collect()
    }
}

/// The stable name of a kind of touch: `direct_mail_in`.
pub(crate) fn name(kind: TouchKind) -> &'static str {
    use Channel::{Call, DirectMail, GroupMail, InPerson, Meeting, Message};
    use Direction::{In, Mutual, Out};
    match (kind.channel, kind.direction) {
        (DirectMail, Out) => "direct_mail_out",
        (DirectMail, In) => "direct_mail_in",
        (DirectMail, Mutual) => "direct_mail_mutual",
        (GroupMail, Out) => "group_mail_out",
        (GroupMail, In) => "group_mail_in",
        (GroupMail, Mutual) => "group_mail_mutual",
        (Meeting, Out) => "meeting_out",
        (Meeting, In) => "meeting_in",
        (Meeting, Mutual) => "meeting_mutual",
        (Call, Out) => "call_out",
        (Call, In) => "call_in",
        (Call, Mutual) => "call_mutual",
        (Message, Out) => "message_out",
        (Message, In) => "message_in",
        (Message, Mutual) => "message_mutual",
        (InPerson, Out) => "in_person_out",
        (InPerson, In) => "in_person_in",
        (InPerson, Mutual) => "in_person_mutual",
    }
}
