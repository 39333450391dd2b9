//! Joining what several records say of one interaction: commutative, associative, idempotent.

use std::cmp::Ordering;

use super::{Interaction, Kind, Party};

impl Interaction {
    /// Takes in what another record says of the same interaction. True if that changed anything.
    ///
    /// A mail keeps the union of its recipients, and the most personal class of its copies: it is a list mail only if
    /// every copy is. Of a calendar entry an occurrence changed by hand beats the rule of its series, then the highest
    /// SEQUENCE wins as a whole (RFC 5546, section 2.1.4); at equal sequence guests are united, each with the newest answer.
    pub fn merge(&mut self, other: &Interaction) -> bool {
        let before = self.clone();
        if self.kind == Kind::Meeting {
            match self.rank().cmp(&other.rank()) {
                Ordering::Less => *self = other.clone(),
                Ordering::Equal => self.merge_meeting(other),
                Ordering::Greater => {}
            }
        } else {
            self.merge_mail(other);
        }
        *self != before
    }

    fn rank(&self) -> (bool, i64) {
        (self.is_override, self.sequence)
    }

    fn merge_meeting(&mut self, other: &Interaction) {
        let newest = |i: &Interaction| (i.stamp, i.cancelled, i.at, i.ends_at, i.title.clone());
        if newest(other) > newest(self) {
            self.stamp = other.stamp;
            self.cancelled = other.cancelled;
            self.at = other.at;
            self.ends_at = other.ends_at;
            self.title.clone_from(&other.title);
        }
        self.size = self.size.max(other.size);
        self.unite_parties(&other.parties);
    }

    fn merge_mail(&mut self, other: &Interaction) {
        self.class = self.class.min(other.class);
        self.at = self.at.min(other.at);
        self.size = self.size.max(other.size);
        self.thread = self.thread.max(other.thread);
        self.answers = self.answers.max(other.answers);
        if (other.title.len(), &other.title) > (self.title.len(), &self.title) {
            self.title.clone_from(&other.title);
        }
        self.unite_parties(&other.parties);
    }

    fn unite_parties(&mut self, others: &[Party]) {
        self.parties.extend_from_slice(others);
        self.settle_parties();
    }

    /// Sorts the parties and leaves of each identity in a role the newest word.
    pub fn settle_parties(&mut self) {
        self.parties.sort_by_key(|p| (p.id, p.role, std::cmp::Reverse((p.stamp, p.attendance))));
        self.parties.dedup_by_key(|p| (p.id, p.role));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Attendance, Class, Role};
    use super::*;

    fn party() -> impl Strategy<Value = Party> {
        (1i64..5, 0i64..5, 0i64..4, 0i64..3).prop_map(|(id, role, attendance, stamp)| Party {
            id,
            role: Role::from_code(role).unwrap(),
            attendance: Attendance::from_code(attendance).unwrap(),
            stamp,
        })
    }

    fn interaction(kind: Kind) -> impl Strategy<Value = Interaction> {
        (
            (0i64..4, 0i64..3, proptest::option::of(0i64..3), "[ab]{0,2}", 1u32..4),
            (proptest::option::of(0i64..3), 0i64..3, 0i64..3, any::<bool>(), any::<bool>()),
            proptest::collection::vec(party(), 0..5),
        )
            .prop_map(
                move |(
                    (class, at, ends_at, title, size),
                    (thread, sequence, stamp, is_override, cancelled),
                    parties,
                )| {
                    // What only calendars tell is the same in all mails, and what only mails tell in all meetings.
                    let of_meetings = kind == Kind::Meeting;
                    let thread = thread.filter(|_| !of_meetings);
                    let mut i = Interaction {
                        kind,
                        class: if of_meetings { Class::Personal } else { Class::from_code(class).unwrap() },
                        at,
                        ends_at: ends_at.filter(|_| of_meetings),
                        title,
                        size,
                        thread,
                        answers: thread,
                        sequence: if of_meetings { sequence } else { 0 },
                        stamp: if of_meetings { stamp } else { 0 },
                        is_override: of_meetings && is_override,
                        cancelled: of_meetings && cancelled,
                        parties,
                    };
                    i.settle_parties();
                    i
                },
            )
    }

    fn merged(all: &[&Interaction]) -> Interaction {
        let mut result = all[0].clone();
        for other in &all[1..] {
            result.merge(other);
        }
        result
    }

    proptest! {
        #[test]
        fn the_order_of_copies_does_not_matter(
            (a, b, c) in prop_oneof![Just(Kind::Mail), Just(Kind::Meeting)]
                .prop_flat_map(|k| (interaction(k), interaction(k), interaction(k)))
        ) {
            let first = merged(&[&a, &b, &c]);
            prop_assert_eq!(&merged(&[&c, &b, &a]), &first);
            prop_assert_eq!(&merged(&[&b, &a, &c]), &first);
            prop_assert_eq!(&merged(&[&a, &b, &c, &b, &a]), &first);
        }
    }

    #[test]
    fn a_direct_copy_makes_a_list_mail_personal() {
        let list = Interaction {
            kind: Kind::Mail,
            class: Class::Discussion,
            at: 5,
            ends_at: None,
            title: "[plant] Valve".into(),
            size: 1,
            thread: Some(7),
            answers: None,
            sequence: 0,
            stamp: 0,
            is_override: false,
            cancelled: false,
            parties: vec![],
        };
        let mut direct = Interaction { class: Class::Personal, title: "Valve".into(), ..list.clone() };
        assert!(direct.merge(&list));
        assert_eq!((direct.class, direct.title.as_str()), (Class::Personal, "[plant] Valve"));
        assert!(!direct.merge(&list), "the same copy again changes nothing");
    }
}
