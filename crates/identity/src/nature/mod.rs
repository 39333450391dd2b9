//! What an address is: a human, or one of the many things that write mail and are nobody.
//!
//! Two kinds of evidence are brought together by [`nature`]: the shape of the address ([`by_shape`]) and how it was
//! used ([`by_use`]). Everything that is not a [`Nature::Person`] is kept out of the network and shown as what it
//! is, where the owner can say otherwise. To lose a human in silence is worse than to show a robot, so
//! each rule leaves the doubtful ones with the people.
//!
//! The words that shapes are known by stand in `words`.

mod shape;
// Lists of words read better as paragraphs than as columns of one word a line.
#[rustfmt::skip]
mod words;

pub use shape::by_shape;

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nature {
    /// A human.
    Person,
    /// A mailing list or a distribution list: what is sent to it reaches many.
    List,
    /// The sender of newsletters, announcements, marketing.
    Newsletter,
    /// A program: notifications, receipts, tickets, bounces.
    Robot,
    /// A mailbox of a function and not of a human: `info@`, `buchhaltung@`.
    RoleMailbox,
    /// A room, a shared calendar, a piece of equipment.
    Resource,
}

impl Nature {
    /// All natures.
    pub const ALL: [Nature; 6] = [
        Nature::Person,
        Nature::List,
        Nature::Newsletter,
        Nature::Robot,
        Nature::RoleMailbox,
        Nature::Resource,
    ];

    /// The word for it, as stored: `person`, `list`, `newsletter`, `robot`, `role_mailbox`, `resource`.
    pub fn word(self) -> &'static str {
        match self {
            Nature::Person => "person",
            Nature::List => "list",
            Nature::Newsletter => "newsletter",
            Nature::Robot => "robot",
            Nature::RoleMailbox => "role_mailbox",
            Nature::Resource => "resource",
        }
    }

    /// The nature of a stored word; `None` for a word that is not known.
    pub fn from_word(word: &str) -> Option<Nature> {
        Nature::ALL.into_iter().find(|nature| nature.word() == word)
    }
}

/// How an address was used so far, in counts of interactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Personal mails it sent (`MailClass::Personal`).
    pub personal_mails: u32,
    /// Mails it sent through a discussion list.
    pub discussion_mails: u32,
    /// Bulk mails it sent.
    pub bulk_mails: u32,
    /// Mails it sent that say of themselves that a program wrote them.
    pub robot_mails: u32,
    /// How many discussion mails named it as the address of their list.
    pub received_as_list: u32,
    /// The owner answered at least one of its mails.
    pub answered_by_owner: bool,
}

impl Usage {
    /// Mails that somebody wrote.
    fn human_mails(self) -> u32 {
        self.personal_mails.saturating_add(self.discussion_mails)
    }
}

/// From how many mails on an address that mostly sends mail of one sort is that sort, even if it also sends other mail.
const ENOUGH_MAILS: u32 = 8;
/// How many mails of that sort there must be for each that somebody wrote.
const OVERWHELMING: u32 = 4;

/// What the use of an address says of it; `None` if it says nothing.
///
/// * Named as the list of at least as many discussions as it wrote personal mails: a list.
/// * The owner answers it and it writes personally: a person.
/// * All its mails are a program's, or nearly all of many: a robot. People's programs write for them too (an
///   out-of-office, an invitation), so one mail by hand is enough to doubt it while there are few.
/// * The same with bulk mail: a newsletter's sender.
pub fn by_use(usage: &Usage) -> Option<Nature> {
    if usage.received_as_list > 0 && usage.received_as_list >= usage.personal_mails {
        return Some(Nature::List);
    }
    if usage.answered_by_owner && usage.personal_mails > 0 {
        return Some(Nature::Person);
    }
    let human = usage.human_mails();
    if prevails(usage.robot_mails, human) && usage.robot_mails >= usage.bulk_mails {
        return Some(Nature::Robot);
    }
    if prevails(usage.bulk_mails, human) {
        return Some(Nature::Newsletter);
    }
    None
}

fn prevails(of_one_sort: u32, human: u32) -> bool {
    let alone = human == 0 && of_one_sort > 0;
    alone || (of_one_sort >= ENOUGH_MAILS && of_one_sort >= human.saturating_mul(OVERWHELMING))
}

/// What an address is, all evidence taken together. In order of precedence:
///
/// 1. What the owner says.
/// 2. A list, by shape or by use: whoever writes "from" a list's address is not that address.
/// 3. A robot by shape.
/// 4. A resource or a role mailbox by shape stays one, whatever it sends and whoever answers it.
/// 5. By use: a robot or a newsletter's sender whom the owner never wrote to. A colleague whose only mails are
///    automatic invitations is kept a person by the owner's own mail to them.
/// 6. A newsletter's sender by shape, unless the owner also corresponds with it personally; a mail to
///    `newsletter@` alone is a request to be taken off.
/// 7. Otherwise a person.
///
/// `owner_wrote_to`: the owner sent it at least one mail or message of their own.
pub fn nature(
    shape: Option<Nature>,
    usage: Option<Nature>,
    owner_wrote_to: bool,
    owner_says: Option<Nature>,
) -> Nature {
    use Nature::{List, Newsletter, Person, Resource, Robot, RoleMailbox};
    if let Some(said) = owner_says {
        return said;
    }
    match (shape, usage) {
        (Some(List), _) | (_, Some(List)) => List,
        (Some(certain @ (Robot | Resource | RoleMailbox)), _) => certain,
        (Some(Newsletter), Some(Person)) => Person,
        (Some(Newsletter), _) => Newsletter,
        (_, Some(sender @ (Robot | Newsletter))) if !owner_wrote_to => sender,
        _ => Person,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sent(personal: u32, discussion: u32, bulk: u32, robot: u32) -> Usage {
        Usage {
            personal_mails: personal,
            discussion_mails: discussion,
            bulk_mails: bulk,
            robot_mails: robot,
            ..Usage::default()
        }
    }

    #[test]
    fn use_tells_what_an_address_is() {
        for (story, usage, expected) in [
            ("never seen", sent(0, 0, 0, 0), None),
            ("wrote three mails", sent(3, 0, 0, 0), None),
            (
                "wrote and was answered",
                Usage { answered_by_owner: true, ..sent(1, 0, 9, 0) },
                Some(Nature::Person),
            ),
            ("only tickets", sent(0, 0, 0, 3), Some(Nature::Robot)),
            ("a colleague with an out-of-office", sent(1, 0, 0, 2), None),
            ("a shop that wrote once by hand", sent(2, 0, 0, 40), Some(Nature::Robot)),
            ("only newsletters", sent(0, 0, 2, 1), Some(Nature::Newsletter)),
            ("talks on a list and announces", sent(0, 30, 12, 0), None),
            ("a list", Usage { received_as_list: 40, ..sent(2, 40, 0, 0) }, Some(Nature::List)),
            ("someone named as a list once", Usage { received_as_list: 1, ..sent(12, 0, 0, 0) }, None),
        ] {
            assert_eq!(by_use(&usage), expected, "{story}");
        }
    }

    #[test]
    fn evidence_has_an_order() {
        use Nature::{List, Newsletter, Person, Robot, RoleMailbox};
        for (story, shape, usage, wrote_to, said, expected) in [
            ("the owner's word comes first", Some(Robot), Some(List), false, Some(Person), Person),
            ("a list that sends like a person", Some(List), Some(Person), true, None, List),
            ("kafka-users@ known by its use", None, Some(List), true, None, List),
            ("an answered no-reply", Some(Robot), Some(Person), true, None, Robot),
            ("a role mailbox that sends bulk", Some(RoleMailbox), Some(Newsletter), false, None, RoleMailbox),
            (
                "a correspondent who also sends a newsletter",
                Some(Newsletter),
                Some(Person),
                true,
                None,
                Person,
            ),
            ("taken off a newsletter by mail", Some(Newsletter), Some(Newsletter), true, None, Newsletter),
            ("marketing by jane@", None, Some(Newsletter), false, None, Newsletter),
            ("marketing by jane@, whom the owner wrote to", None, Some(Newsletter), true, None, Person),
            ("a colleague who only sends invitations", None, Some(Robot), true, None, Person),
            ("an unknown program", None, Some(Robot), false, None, Robot),
            ("nobody knows", None, None, false, None, Person),
        ] {
            assert_eq!(nature(shape, usage, wrote_to, said), expected, "{story}");
        }
    }

    #[test]
    fn every_word_names_its_nature_again() {
        for nature in Nature::ALL {
            assert_eq!(Nature::from_word(nature.word()), Some(nature));
        }
        assert_eq!(Nature::from_word("ghost"), None);
    }

    proptest! {
        #[test]
        fn mail_from_a_hand_never_makes_a_robot_of_someone_answered(
            personal in 1u32.., discussion: u32, bulk: u32, robot: u32,
        ) {
            let usage = Usage { answered_by_owner: true, ..sent(personal, discussion, bulk, robot) };
            prop_assert_eq!(by_use(&usage), Some(Nature::Person));
        }

        #[test]
        fn what_the_owner_says_holds(shape in 0usize..6, usage in 0usize..6, wrote: bool, said in 0usize..6) {
            let said = Nature::ALL[said];
            prop_assert_eq!(nature(Some(Nature::ALL[shape]), Some(Nature::ALL[usage]), wrote, Some(said)), said);
        }
    }
}
